"""pyarrow as it is called here: untyped, for its stubs refuse calls that the library accepts."""

from typing import Any, TypeAlias

import pyarrow
import pyarrow.compute

arrow: Any = pyarrow
compute: Any = pyarrow.compute
# A column (Array), and a column whose entries are lists (ListArray).
Column: TypeAlias = Any
Lists: TypeAlias = Any
NUMBERS, TEXT, LONG_TEXT = arrow.float64(), arrow.string(), arrow.large_string()
INSTANT = arrow.timestamp("us", tz="UTC")
