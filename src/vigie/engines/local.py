"""DuckDB in this process: the engine for one machine."""

import errno
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import numpy as np
import pyarrow as pa

from vigie.analysis.linking.components import flatten, join
from vigie.engines.engine import Numbers, Source, checked_name, sql_text
from vigie.engines.errors import EngineFull, EngineInput


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine a local engine may use; past `memory` it spills to disk.

    `memory` is what DuckDB understands ("2GB", "500MB"); `disk` caps the spill files likewise
    (empty: nine tenths of the free space).
    """

    memory: str = "2GB"
    threads: int = 2
    disk: str = ""


class LocalEngine:
    """DuckDB within limits, spilling into a folder that the caller gives and owns.

    Nothing is downloaded (extensions are never installed on the way) and no order is kept that a
    query did not ask for, so that memory stays bounded.
    """

    name = "local"

    def __init__(self, spill: Path, limits: Limits = Limits()) -> None:
        self._spill, self._limits = spill, limits
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Self:
        try:
            self._connection = duckdb.connect(config=self._config())
        except duckdb.OutOfMemoryException as full:
            raise self._full(full, "opening") from full
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open connection, for a library of this room that drives DuckDB itself (Splink)."""
        if self._connection is None:
            raise RuntimeError("use the engine in a with statement")
        return self._connection

    def query(
        self, sql_name: str, tables: Mapping[str, Source], parameters: Mapping[str, object]
    ) -> pa.Table:
        """Answer `engines/sql/<sql_name>.sql` over these tables, with its `$names` filled in."""
        sql = sql_text(sql_name)
        cursor = self.connection.cursor()
        try:
            for name, source in tables.items():
                _attach(cursor, checked_name(name), source)
            found: pa.Table = cursor.sql(sql, params=dict(parameters)).to_arrow_table()
        except duckdb.OutOfMemoryException as full:
            raise self._full(full, sql_name) from full
        except duckdb.IOException as fault:
            if _disk_full(fault):
                raise self._full(fault, sql_name) from fault
            raise EngineInput(str(fault), where=sql_name) from fault
        except duckdb.InvalidInputException as fault:
            if "parquet" in str(fault).lower():
                raise EngineInput(str(fault), where=sql_name) from fault
            raise
        finally:
            with suppress(duckdb.OutOfMemoryException):  # what the query raised says it already
                _detach(cursor, tables)
            cursor.close()
        return found

    def components(self, left: Numbers, right: Numbers, nodes: int) -> Numbers:
        """The smallest of all that hangs together with each of so many nodes: a union in memory."""
        parent = np.arange(nodes, dtype=np.int32)
        join(parent, left, right)
        flatten(parent)
        return parent

    def _config(self) -> dict[str, str | bool | int | float | list[str]]:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self._limits.memory,
            "threads": self._limits.threads,
            "temp_directory": str(self._spill),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,  # a wrong table name must not read a variable
        }
        if self._limits.disk:
            config["max_temp_directory_size"] = self._limits.disk
        return config

    def _full(self, fault: duckdb.Error, sql_name: str) -> EngineFull:
        return EngineFull(str(fault), where=sql_name, memory=self._limits.memory)


def _disk_full(fault: duckdb.Error) -> bool:
    said = str(fault)
    return "No space left" in said or "disk full" in said.lower() or f"errno {errno.ENOSPC}" in said


def _attach(cursor: duckdb.DuckDBPyConnection, name: str, source: Source) -> None:
    if isinstance(source, pa.Table):
        cursor.register(name, source)
        return
    files = [str(path) for path in source]
    if not files:
        raise ValueError(f"table {name!r} has no files: give an empty Arrow table with its columns")
    cursor.read_parquet(files, union_by_name=True).create_view(name)


def _detach(cursor: duckdb.DuckDBPyConnection, tables: Mapping[str, Source]) -> None:
    for name, source in tables.items():
        if isinstance(source, pa.Table):
            cursor.unregister(name)
        else:
            cursor.execute(f"DROP VIEW IF EXISTS {checked_name(name)}")
