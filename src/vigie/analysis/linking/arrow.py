"""Arrow under names without types: its stubs know too few of the calls that the library takes."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pyarrow
import pyarrow.compute

Column: TypeAlias = Any
"""An Array or a ChunkedArray."""
array: Any = pyarrow.array
chunked: Any = pyarrow.chunked_array
concat: Any = pyarrow.concat_arrays
arrow_table: Callable[..., pyarrow.Table] = pyarrow.table
schema: Callable[..., pyarrow.Schema] = pyarrow.schema
buffer: Any = pyarrow.py_buffer
lists: Any = pyarrow.ListArray
structs: Any = pyarrow.StructArray
pc: Any = pyarrow.compute
