"""Where heavy work runs: DuckDB's SQL, and worker processes bounded in time and memory.

`Engine` answers a named query of `engines/sql/` over Arrow tables or Parquet files; `LocalEngine`
does it with DuckDB inside this process, `SparkEngine` on a cluster. A query is one SELECT with its
ORDER BY, written in DuckDB's dialect and kept to what other dialects can say too.
"""

from vigie.engines.choice import ENGINES, Choice, open_engine
from vigie.engines.engine import Engine, Source
from vigie.engines.errors import (
    EngineAbsent,
    EngineFull,
    EngineInput,
    EngineUnknown,
    UnknownQuery,
)
from vigie.engines.local import Limits, LocalEngine
from vigie.engines.spark import Cluster, SparkEngine

__all__ = [
    "ENGINES",
    "Choice",
    "Cluster",
    "Engine",
    "EngineAbsent",
    "EngineFull",
    "EngineInput",
    "EngineUnknown",
    "Limits",
    "LocalEngine",
    "Source",
    "SparkEngine",
    "UnknownQuery",
    "open_engine",
]
