"""The one thing that may be done to the ledger: to write in it."""

from vigie.ledger.actions.write import write, write_all

__all__ = ["write", "write_all"]
