"""Where heavy work runs: DuckDB's SQL, and worker processes bounded in time and memory.

`Engine` answers a named query of `engines/sql/` over Arrow tables or Parquet files; `LocalEngine`
does it with DuckDB inside this process. A query is one SELECT with its ORDER BY, written in
DuckDB's dialect and kept to what other dialects can say too.
"""

from vigie.engines.engine import Engine, Source
from vigie.engines.errors import EngineAbsent, EngineFull, EngineInput, UnknownQuery
from vigie.engines.local import Limits, LocalEngine

__all__ = [
    "Engine",
    "EngineAbsent",
    "EngineFull",
    "EngineInput",
    "Limits",
    "LocalEngine",
    "Source",
    "UnknownQuery",
]
