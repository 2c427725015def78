"""What may be done to the holdings; one verb a file."""

from vigie.desk.holdings.actions.publish import Published, publish
from vigie.desk.holdings.actions.search import search

__all__ = ["Published", "publish", "search"]
