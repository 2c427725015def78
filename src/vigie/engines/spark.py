"""Apache Spark on a cluster that the user has: the engine past one machine.

The same query files as on one machine, turned into Spark's dialect. Tables reach the workers as
Parquet files in a folder that all machines see (the lake's own scratch folder on a shared path).
"""

import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot

from vigie.engines.engine import Numbers, Source, checked_name, sql_text
from vigie.engines.errors import EngineAbsent, EngineFull, EngineInput
from vigie.engines.stars import edges_of, smallest, stars

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FULL = ("No space left", "OutOfMemoryError", "exceeds spark.driver.maxResultSize", "memory limit")
_UNREADABLE = ("PATH_NOT_FOUND", "is not a Parquet file", "CANNOT_READ_FILE", "FileNotFound")
_SIGNED = {pa.uint8(): pa.int16(), pa.uint16(): pa.int32(), pa.uint32(): pa.int64()}
_SIGNED[pa.uint64()] = pa.int64()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Which cluster to use: `master` as Spark writes it ("spark://host:7077", "yarn", "local[2]").

    `memory` is what the driver, this process's side, may hold ("2GB"). `settings` are Spark's own.
    """

    master: str
    memory: str = "2GB"
    settings: Mapping[str, str] = field(default_factory=dict)


class SparkEngine:
    """Spark on a cluster, exchanging tables through a folder that every machine of it sees."""

    name = "spark"

    def __init__(self, shared: Path, cluster: Cluster) -> None:
        self._shared, self._cluster = shared, cluster
        self._session: SparkSession | None = None

    def __enter__(self) -> Self:
        self._session = _connected(self._cluster)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            self._session.stop()
            self._session = None

    def query(
        self, sql_name: str, tables: Mapping[str, Source], parameters: Mapping[str, object]
    ) -> pa.Table:
        """Answer `engines/sql/<sql_name>.sql` over these tables, with its `$names` filled in."""
        if self._session is None:
            raise RuntimeError("use the engine in a with statement")
        sql = spark_sql(sql_text(sql_name))
        with self._scratch() as scratch, self._told(sql_name):
            for name, source in tables.items():
                self._attach(self._session, checked_name(name), source, scratch)
            return _collected(self._session.sql(sql, args=dict(parameters)))

    def components(self, left: Numbers, right: Numbers, nodes: int) -> Numbers:
        """The smallest of all that hangs together with each of so many nodes, by joins alone.

        Between the rounds the edges lie in the shared folder, and come here when they are stars.
        """
        if self._session is None:
            raise RuntimeError("use the engine in a with statement")
        session = self._session
        with self._scratch() as scratch, self._told("components"):
            pq.write_table(edges_of(left, right), scratch / "edges.parquet")

            def asked(name: str, edges: Path) -> "DataFrame":
                session.read.parquet(str(edges)).createOrReplaceTempView("edges")
                return session.sql(spark_sql(sql_text(name)))

            def kept(name: str, edges: Path) -> Path:
                made = scratch / uuid.uuid4().hex
                asked(name, edges).write.parquet(str(made))
                return made

            def unfinished(edges: Path) -> int:
                return int(_collected(asked("not_yet_stars", edges))["edges"][0].as_py())

            found = stars(scratch / "edges.parquet", kept, unfinished)
            return smallest(_collected(session.read.parquet(str(found))), nodes)

    def _attach(self, session: "SparkSession", name: str, source: Source, scratch: Path) -> None:
        if isinstance(source, pa.Table):
            files = [scratch / f"{name}.parquet"]
            pq.write_table(_signed(source), files[0])
        else:
            files = list(source)
        if not files:
            raise ValueError(f"table {name!r} has no files: give an empty table with its columns")
        read = session.read.option("mergeSchema", "true").parquet(*[str(f) for f in files])
        read.createOrReplaceTempView(name)

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        folder = self._shared / f"spark-{uuid.uuid4().hex}"
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _told(self, sql_name: str) -> Iterator[None]:
        """Turn what Spark says of a lack of room or of a broken file into our errors."""
        try:
            yield
        except _spark_errors() as fault:
            said = str(fault)
            if any(sign in said for sign in _FULL):
                raise EngineFull(said, where=sql_name, memory=self._cluster.memory) from fault
            if any(sign in said for sign in _UNREADABLE):
                raise EngineInput(said, where=sql_name) from fault
            raise


def spark_sql(text: str) -> str:
    """Turn a query from DuckDB's dialect into Spark's; parameters become `:name`."""
    (made,) = sqlglot.transpile(text, read="duckdb", write="spark", comments=False)
    return made


def _connected(cluster: Cluster) -> "SparkSession":
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 (an optional part)
    except ImportError as absent:
        raise EngineAbsent(
            "the Spark engine is not installed",
            remedy="install it: uv sync --extra spark (or pip install 'vigie[spark]')",
        ) from absent
    settings: dict[str, Any] = {
        "spark.app.name": "vigie",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": cluster.memory.replace("GB", "g").replace("MB", "m"),
        "spark.driver.maxResultSize": "0",
        **cluster.settings,
    }
    try:
        return SparkSession.builder.master(cluster.master).config(map=settings).getOrCreate()
    except _spark_errors() as fault:
        raise EngineAbsent(
            f"no Spark at {cluster.master}: {str(fault).splitlines()[0][:200]}",
            remedy="see that Java 17 or later is installed and that the master answers",
        ) from fault


def _spark_errors() -> tuple[type[Exception], ...]:
    """Give what Spark raises: its own errors, those of its bridge to Java, and of starting Java."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 (an optional part)
    from pyspark.errors import PySparkException  # noqa: PLC0415 (an optional part)

    return (PySparkException, Py4JError, OSError)


def _collected(frame: "DataFrame") -> pa.Table:
    """Bring the rows here, in order, with plain Arrow types and no remarks of Spark's."""
    found: pa.Table = frame.toArrow()
    plain: list[Any] = [pa.field(column.name, column.type) for column in found.schema]
    return found.cast(pa.schema(plain))


def _signed(table: pa.Table) -> pa.Table:
    """Give the table with signed numbers, for Spark has no others; too large a one is an error."""
    fields: list[Any] = [
        pa.field(column.name, _SIGNED.get(column.type, column.type)) for column in table.schema
    ]
    return table.cast(pa.schema(fields))
