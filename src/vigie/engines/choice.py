"""The engines that there are, and how one is opened by its name."""

from dataclasses import dataclass
from pathlib import Path

from vigie.engines.engine import Engine
from vigie.engines.errors import EngineUnknown
from vigie.engines.local import Limits, LocalEngine
from vigie.engines.spark import Cluster, SparkEngine

ENGINES = (LocalEngine.name, SparkEngine.name)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which engine, how much memory it may hold here, and for Spark the address of its master."""

    name: str = LocalEngine.name
    memory: str = "2GB"
    master: str = ""


def open_engine(choice: Choice, scratch: Path) -> Engine:
    """Give the engine to use in a with statement; `scratch` must be seen by all its machines.

    Errors: EngineUnknown for a name that is none of ENGINES, or for Spark without a master.
    """
    if choice.name == LocalEngine.name:
        return LocalEngine(scratch, Limits(memory=choice.memory))
    if choice.name == SparkEngine.name and choice.master:
        return SparkEngine(scratch, Cluster(choice.master, choice.memory))
    raise EngineUnknown(choice.name, ENGINES)
