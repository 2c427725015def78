"""Tables of the lake as PostgreSQL's COPY reads them: comma-separated, made column by column."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from vigie.lake.schemas import to_json

ROWS = 10_000
Column: TypeAlias = "pa.Array[Any]"
Reshape = Callable[[pa.RecordBatch], pa.RecordBatch]


def as_csv(batch: pa.RecordBatch) -> bytes:
    """The rows as CSV: text always quoted, so that an unquoted nothing is NULL.

    NUL, which PostgreSQL cannot hold in text, becomes U+FFFD.
    """
    columns = [_clean(column) for column in batch.columns]
    clean = pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
    sink = BytesIO()
    pyarrow.csv.write_csv(clean, sink, pyarrow.csv.WriteOptions(include_header=False))
    return sink.getvalue()


def with_constant(batch: pa.RecordBatch, name: str, value: str | int) -> pa.RecordBatch:
    """The rows with one more column, the same in all of them."""
    column = pa.repeat(value, batch.num_rows)
    return pa.RecordBatch.from_arrays([*batch.columns, column], [*batch.schema.names, name])


def only(columns: Sequence[str]) -> Reshape:
    """Keep these columns, in this order; lists become PostgreSQL arrays, structs become JSON."""

    def reshape(batch: pa.RecordBatch) -> pa.RecordBatch:
        chosen = [_flat(batch.column(name)) for name in columns]
        return pa.RecordBatch.from_arrays(chosen, names=list(columns))

    return reshape


def sized(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Profiles with the number of their ads in place of the ads."""
    names = ["profile_id", "first_seen", "last_seen", "weakest_bits", "cut", "disputed"]
    size = pc.list_value_length(batch.column("ads"))
    return pa.RecordBatch.from_arrays(
        [*(batch.column(name) for name in names), size], [*names, "size"]
    )


def members(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A row for each ad of each profile."""
    ads = batch.column("ads")
    owners = pc.take(batch.column("profile_id"), pc.list_parent_indices(ads))
    return pa.RecordBatch.from_arrays([pc.list_flatten(ads), owners], ["ad_id", "profile_id"])


def slices(table: pa.Table) -> Iterator[pa.RecordBatch]:
    """A table piece by piece."""
    yield from table.to_batches(max_chunksize=ROWS)


def _flat(column: Column) -> Column:
    kind = column.type
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return pa.array([_array_literal(row or ()) for row in column.to_pylist()], pa.string())
    if pa.types.is_list(kind) or pa.types.is_struct(kind):
        return pa.array([to_json(row) for row in column.to_pylist()], pa.string())
    return column


def _array_literal(values: Sequence[str]) -> str:
    quoted = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return "{" + ",".join(quoted) + "}"


def _clean(column: Column) -> Column:
    if not pa.types.is_string(column.type):
        return column
    # A NUL inside JSON is written as an escape, which jsonb refuses as well.
    plain = pc.replace_substring(column, "\x00", "\ufffd")
    return pc.replace_substring(plain, "\\u0000", "\\ufffd")
