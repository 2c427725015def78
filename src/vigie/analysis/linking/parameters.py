"""What may be set, and what the room asks of an engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa


class Engine(Protocol):
    """Whatever runs the SQL in `engines/sql`: DuckDB on one machine, Spark past it."""

    def query(
        self, sql_name: str, tables: Mapping[str, pa.Table], parameters: Mapping[str, object]
    ) -> pa.Table:
        """The rows of the named query over the named tables."""

    def components(
        self, left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], nodes: int
    ) -> npt.NDArray[np.int32]:
        """The smallest of all that hangs together with each of so many nodes, by these pairs."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The few numbers of the model that are chosen and not learned; all weights are bits.

    `show_bits`: a link lighter than this is not kept at all (0 bits are even odds).
    `confidence`: mentions that mean their value less surely than this are left out.
    `hub_reach`: how far beyond the quartiles of its kind a key must be shared to be a hub.
    `learn`: whether weights are learned from the data, or the written ones are used as they are.
    """

    show_bits: float = 0.0
    confidence: float = 0.5
    hub_reach: float = 1.5
    learn: bool = True
