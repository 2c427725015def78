"""Progress on standard error: bars on a terminal, a line a stage elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from vigie.records.progress import Watcher


class Terminal:
    """A watcher that draws a bar for each stage."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def start(self, stage: str, total: int | None = None) -> None:
        """Begin a bar (a moving one where the size is not known)."""
        self._tasks[stage] = self._bars.add_task(stage, total=total)

    def advance(self, stage: str, done: int = 1) -> None:
        """Move the bar on."""
        self._bars.advance(self._tasks[stage], done)

    def finish(self, stage: str, note: str = "") -> None:
        """Fill the bar and add the note."""
        task = self._tasks[stage]
        steps = max(1, int(self._bars.tasks[task].completed))
        self._bars.update(
            task, description=f"{stage}  {note}".rstrip(), total=steps, completed=steps
        )


class Lines:
    """A watcher that writes a line when a stage ends."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}

    def start(self, stage: str, total: int | None = None) -> None:  # noqa: ARG002 (the protocol's)
        """Note when the stage began."""
        self._began[stage] = monotonic()

    def advance(self, stage: str, done: int = 1) -> None:
        """Say nothing: lines are for the ends of stages."""

    def finish(self, stage: str, note: str = "") -> None:
        """Write the stage, its note and how long it took."""
        seconds = monotonic() - self._began[stage]
        print(f"{stage:<24} {seconds:7.1f} s  {note}".rstrip(), file=sys.stderr)  # noqa: T201


@contextmanager
def watching() -> Iterator[Watcher]:
    """A watcher that fits where standard error goes."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=console) as bars:
        yield Terminal(bars)
