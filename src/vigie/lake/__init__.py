"""Batches written once and the runs made from them: the only input and output of the analysis."""

from vigie.lake.batches import Batch, read_table
from vigie.lake.errors import DiskFull, LakeBusy, LakeProblem, NothingThere
from vigie.lake.lake import Lake
from vigie.lake.runs import Run, RunDraft

__all__ = [
    "Batch",
    "DiskFull",
    "Lake",
    "LakeBusy",
    "LakeProblem",
    "NothingThere",
    "Run",
    "RunDraft",
    "read_table",
]
