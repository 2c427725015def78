"""Files of ads are found, opened, unpacked and read row by row, in memory that does not grow.

`rows` is the way in: `opening` finds and opens, `expansion` unpacks gzip and zstd, `encoding`
makes the bytes UTF-8, `stream` bounds them, and one of `FORMATS` reads rows from them.
"""

from vigie.lake.sources.formats import FORMATS, rows
from vigie.lake.sources.opening import STANDARD_INPUT, Place, find_places
from vigie.lake.sources.settings import RawPage, RawRow, Settings

__all__ = [
    "FORMATS",
    "STANDARD_INPUT",
    "Place",
    "RawPage",
    "RawRow",
    "Settings",
    "find_places",
    "rows",
]
