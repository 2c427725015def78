"""What every engine offers: a named query of `engines/sql/` over Arrow tables or Parquet files."""

import re
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.engines.errors import UnknownQuery

Source: TypeAlias = pa.Table | Sequence[Path]
"""Rows for a query: an Arrow table, or Parquet files with the same columns, read as one table."""

Numbers = npt.NDArray[np.int32]

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class Engine(Protocol):
    """Runs the queries of `engines/sql/`; the same query gives the same rows on every engine.

    Rows come in the order that the query's own ORDER BY says, and in none where it has none.
    """

    name: str

    def query(
        self, sql_name: str, tables: Mapping[str, Source], parameters: Mapping[str, object]
    ) -> pa.Table:
        """Answer `engines/sql/<sql_name>.sql` over these tables, with its `$names` filled in."""

    def components(self, left: Numbers, right: Numbers, nodes: int) -> Numbers:
        """The smallest of all that hangs together with each of so many nodes, by these pairs."""

    def __enter__(self) -> Self:
        """Start, or connect."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of memory, files and connections."""


def sql_text(sql_name: str) -> str:
    """Give the text of one query: a single SELECT in DuckDB's dialect, parameters as `$name`."""
    found = resources.files("vigie.engines").joinpath("sql", f"{sql_name}.sql")
    if not _NAME.fullmatch(sql_name) or not found.is_file():
        raise UnknownQuery(sql_name)
    return found.read_text(encoding="utf-8")


def sql_names() -> tuple[str, ...]:
    """Give the name of every query that this version has, sorted."""
    folder = resources.files("vigie.engines").joinpath("sql")
    return tuple(sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".sql")))


def checked_name(table: str) -> str:
    """Give the table's name back where it is plain lower case, so that no quoting is needed."""
    if not _NAME.fullmatch(table):
        raise ValueError(f"a table's name is lower-case letters, digits and _: {table!r}")
    return table
