"""What can go wrong in an engine, and what to do about it.

Problem
├── EngineFull       memory or disk ran out: give it more, or fewer rows
├── EngineInput      a file of the lake cannot be read
├── EngineAbsent     the engine is not installed or does not start
├── UnknownQuery     no such file in engines/sql/ (a mistake in Vigie)
└── WrongUse
    └── EngineUnknown    there is no engine of that name, or Spark was given no master
"""

from collections.abc import Sequence

from vigie.records import Problem, WrongUse


class EngineFull(Problem):
    """The engine ran out of memory, or of disk to spill to."""

    def __init__(self, what: str, *, where: str, memory: str) -> None:
        super().__init__(
            f"the engine ran out of room: {_first_line(what)}",
            where=where,
            remedy=f"free disk space for spilling, or raise the engine's memory (now {memory})",
            retry=True,
        )


class EngineInput(Problem):
    """A file that a query reads is missing, unreadable or not Parquet."""

    def __init__(self, what: str, *, where: str) -> None:
        super().__init__(
            f"a stored table cannot be read: {_first_line(what)}",
            where=where,
            remedy="restore the file from a backup, or remove what was derived and run again",
        )


class EngineAbsent(Problem):
    """The engine that was asked for is not installed, or cannot be reached."""

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(what, remedy=remedy)


class UnknownQuery(Problem):
    """A stage asked for a query that this version does not have."""

    def __init__(self, sql_name: str) -> None:
        super().__init__(
            f"there is no query called {sql_name!r}",
            where="engines/sql",
            remedy="this is a mistake in Vigie; please report it",
        )


class EngineUnknown(WrongUse):
    """The engine's name is none that there is, or Spark was asked for without its master."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            "Spark has no master" if name in known else f"there is no engine called {name!r}",
            where="--engine",
            remedy=f"choose one of {', '.join(known)}; for spark give --master spark://HOST:7077",
        )


def _first_line(what: str) -> str:
    return what.strip().split("\n", 1)[0][:300]
