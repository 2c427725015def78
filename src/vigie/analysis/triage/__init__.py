"""A profile becomes a Finding: ranked, explained, and silent where evidence is thin."""
