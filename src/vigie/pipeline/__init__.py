"""The whole analysis: `ingest` brings files into the lake, `run` makes profiles of them."""

from vigie.pipeline.ingest import ingest
from vigie.pipeline.inputs import Options
from vigie.pipeline.run import run

__all__ = ["Options", "ingest", "run"]
