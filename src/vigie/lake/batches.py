"""Batches: Parquet files written once, named by the hash of what they hold, never changed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vigie.lake.errors import LakeProblem
from vigie.lake.files import appearing, write_bytes

NAME_DIGITS = 32


@dataclass(frozen=True, slots=True, order=True)
class Batch:
    """One Parquet file of the lake; `batch_id` is the start of its SHA-256, 32 digits."""

    batch_id: str
    path: Path

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return int(pq.read_metadata(self.path).num_rows)


def add_batch(folder: Path, table: pa.Table) -> Batch | None:
    """Keep a table under the hash of its file; None where the lake holds it already."""
    batch, content = _named(folder, table)
    if batch.path.exists():
        return None
    write_bytes(batch.path, content)
    return batch


def batch_of(folder: Path, table: pa.Table) -> Batch:
    """The batch that a table is, or would be once it is kept."""
    return _named(folder, table)[0]


def _named(folder: Path, table: pa.Table) -> tuple[Batch, bytes]:
    sink = pa.BufferOutputStream()
    _encode(table, sink)
    content = sink.getvalue().to_pybytes()
    batch_id = hashlib.sha256(content).hexdigest()[:NAME_DIGITS]
    return Batch(batch_id, folder / f"{batch_id}.parquet"), content


def list_batches(folder: Path) -> tuple[Batch, ...]:
    """Every batch in a folder, in the order of their ids."""
    return tuple(sorted(Batch(path.stem, path) for path in folder.glob("[0-9a-f]*.parquet")))


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as Parquet: whole or not at all, and the same bytes for the same rows."""
    with appearing(path) as draft:
        _encode(table, draft)


def write_parts(path: Path, parts: Iterable[pa.Table]) -> int:
    """Write tables of one schema as one file, a row group each, holding one at a time; its rows.

    The same parts are the same bytes. Errors: ValueError where there is no part at all.
    """
    rows = 0
    with appearing(path) as draft, ExitStack() as open_files:
        writer: pq.ParquetWriter | None = None
        for part in parts:
            plain = part.replace_schema_metadata(None).combine_chunks()
            if writer is None:
                writer = pq.ParquetWriter(draft, plain.schema, compression="zstd")
                open_files.enter_context(writer)
            writer.write_table(plain, row_group_size=max(1, plain.num_rows))
            rows += plain.num_rows
        if writer is None:
            raise ValueError(f"nothing to write to {path.name}")
    return rows


def read_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a Parquet file of the lake. Errors: LakeProblem names a file that is damaged."""
    try:
        return pq.read_table(path, columns=list(columns) if columns else None, partitioning=None)
    except (pa.ArrowInvalid, OSError) as error:
        raise LakeProblem(
            "cannot be read as Parquet", where=str(path), remedy="restore it from a copy"
        ) from error


def read_parts(path: Path) -> Iterator[pa.Table]:
    """Read a Parquet file of the lake row group by row group. Errors: as `read_table`."""
    try:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group)
    except (pa.ArrowInvalid, OSError) as error:
        raise LakeProblem(
            "cannot be read as Parquet", where=str(path), remedy="restore it from a copy"
        ) from error


def _encode(table: pa.Table, sink: Path | pa.BufferOutputStream) -> None:
    plain = table.replace_schema_metadata(None).combine_chunks()
    pq.write_table(plain, sink, compression="zstd", row_group_size=65_536)
