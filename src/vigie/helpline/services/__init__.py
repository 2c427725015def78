"""The directory of services that an advocate can name to a texter."""
