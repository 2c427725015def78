"""What may be done to the directory."""

from vigie.helpline.services.actions.import_directory import import_directory

__all__ = ["import_directory"]
