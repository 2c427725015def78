"""Where heavy work runs: DuckDB's SQL, and worker processes bounded in time and memory."""
