"""Vigie, a lookout: raw classified ads in; linked, ranked and explained profiles out."""

__version__ = "0.1.0"
