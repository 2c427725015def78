"""How a long piece of work says how far it has come."""

from typing import Protocol


class Watcher(Protocol):
    """Hears of each stage: its start, its steps, its end. `total` None: the size is not known."""

    def start(self, stage: str, total: int | None = None) -> None:
        """Hear that a stage begins, and of how many steps."""

    def advance(self, stage: str, done: int = 1) -> None:
        """Hear that so many more steps are done."""

    def finish(self, stage: str, note: str = "") -> None:
        """Hear that the stage has ended, with what came of it."""


class Silence:
    """A watcher that tells nobody."""

    def start(self, stage: str, total: int | None = None) -> None:
        """Hear nothing."""

    def advance(self, stage: str, done: int = 1) -> None:
        """Hear nothing."""

    def finish(self, stage: str, note: str = "") -> None:
        """Hear nothing."""
