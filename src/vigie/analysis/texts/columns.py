"""Arrow columns to arrays and back, without a Python object per row."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute

from vigie.analysis.texts.prints import Bytes, Counts, Offsets, TextPrints, Wide

# The published type stubs know fewer forms of these calls than pyarrow has.
_arrow: Any = pa
_compute: Any = pyarrow.compute


def utf8_of(ads: pa.Table) -> tuple[Bytes, Offsets]:
    """Give title, line break and text of every ad as UTF-8, one after the other."""
    title, text = (
        _compute.fill_null(ads[name].cast(pa.large_string()), "") for name in ("title", "text")
    )
    whole = _compute.binary_join_element_wise(title, text, _arrow.scalar("\n", pa.large_string()))
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.combine_chunks()
    _, offsets, content = whole.buffers()
    found = np.frombuffer(offsets or bytes(8), np.int64)
    return (
        np.frombuffer(content or b"", np.uint8),
        found[whole.offset : whole.offset + len(whole) + 1],
    )


def prints_of(table: pa.Table) -> Iterator[TextPrints]:
    """Give the prints that a table holds, a batch of rows at a time."""
    for batch in table.select(["fingerprint", "words", "shingles"]).to_batches():
        lists: Any = batch["shingles"]
        starts: Offsets = lists.offsets.to_numpy().astype(np.int64)
        yield TextPrints(
            batch["fingerprint"].to_numpy(),
            batch["words"].to_numpy(),
            starts - starts[0],
            lists.values.to_numpy()[starts[0] : starts[-1]],
        )


def shingles_column(prints: TextPrints) -> Any:
    """Give the shingles of all prints as a column of lists."""
    starts: Counts = prints.starts.astype(np.int32)
    return _arrow.ListArray.from_arrays(_arrow.array(starts), _arrow.array(prints.shingles))


def hex_column(numbers: Wide) -> Any:
    """Write each number as 16 hexadecimal digits, and 0 as null."""
    digits = numbers.astype(">u8").view(np.uint8).reshape(-1, 8)
    halves = np.stack([digits >> 4, digits & 15], axis=2).reshape(-1)
    letters = np.frombuffer(b"0123456789abcdef", np.uint8)[halves]
    offsets = np.arange(0, letters.size + 1, 16, dtype=np.int64)
    buffers = [np.packbits(numbers != 0, bitorder="little"), offsets, letters]
    column = _arrow.Array.from_buffers(
        pa.large_string(), len(numbers), [_arrow.py_buffer(buffer) for buffer in buffers]
    )
    return column.cast(pa.string())


def indices_column(indices: Offsets, absent: np.ndarray) -> Any:
    """Give indices for `take`, with null where there is none."""
    return _arrow.array(indices, mask=absent)


def sorted_order(table: pa.Table) -> Offsets:
    """Give the order of the rows by rising ad_id and version."""
    keys = [("ad_id", "ascending"), ("version", "ascending")]
    order: Offsets = _compute.sort_indices(table, keys).to_numpy().astype(np.int64)
    return order
