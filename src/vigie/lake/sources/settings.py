"""What every reader of a file is told, and what it gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from vigie.analysis.reading import Rules, Where
from vigie.analysis.reading.recipe import DEFAULT_RECIPE, Recipe
from vigie.lake.sources.stream import Stream
from vigie.records import Reject


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are read: the rules of rows, the recipe of pages, an encoding, a bound.

    `encoding` empty: told from the bytes. `line` is the longest row in bytes (a line, a value of
    JSON, a delimited row, a page); a longer one is a Reject and is never held in memory whole.
    """

    rules: Rules = field(default_factory=Rules)
    recipe: Recipe = DEFAULT_RECIPE
    encoding: str = ""
    line: int = 32 << 20


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as its file gives it, with its place."""

    where: Where
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RawPage:
    """An HTML page as its file gives it: a row once a recipe has read it.

    A page may be built to keep its reader busy for hours, so it is read in a bounded process.
    `address` is where it was found, `collected_at` when (empty: not known).
    """

    where: Where
    html: str
    address: str = ""
    collected_at: str = ""


Rows = Iterator[RawRow | RawPage | Reject]


class Format(Protocol):
    """One way in which a file may hold rows."""

    name: str

    def matches(self, sample: bytes, settings: Settings) -> bool:
        """Whether a file that begins so is in this format."""

    def rows(self, stream: Stream, settings: Settings) -> Rows:
        """Every row, and a Reject for each that cannot be read. Never raises."""


def too_long(stream: Stream, settings: Settings, what: str) -> Reject:
    """The Reject of a row past the bound."""
    return stream.reject(
        "row_too_long", f"{what} is longer than {settings.line >> 20} MiB and was not read"
    )
