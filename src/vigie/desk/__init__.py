"""The investigators' door."""
