"""A source's row becomes an Ad, or a Reject with its reason.

`read_row` is the way in: columns are matched to fields (`columns`), characters made storable
(`characters`), dates read (`dates`), pictures named (`pictures`), and the whole sealed under its
version (`seal`). Rows come from JSON (`jsontext`), delimited text (`dialect`) and HTML pages
(`recipe`, `page`); the files they come from are opened in the lake.
"""

from vigie.analysis.reading.columns import Columns
from vigie.analysis.reading.limits import Limits
from vigie.analysis.reading.pictures import Picture
from vigie.analysis.reading.row import Draft, Rules, Where, read_row
from vigie.analysis.reading.seal import seal, version_of

__all__ = [
    "Columns",
    "Draft",
    "Limits",
    "Picture",
    "Rules",
    "Where",
    "read_row",
    "seal",
    "version_of",
]
