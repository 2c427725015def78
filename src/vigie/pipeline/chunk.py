"""Rows of files are gathered into chunks that are kept together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from vigie.analysis.reading import Draft, read_row
from vigie.lake.sources import Place, Settings, find_places, rows
from vigie.records import Reject

ROWS, CHARACTERS = 20_000, 32_000_000


@dataclass(slots=True)
class Chunk:
    """Drafts of ads, each with the folder its pictures lie in, and rejects, in reading order.

    A chunk ends after 20,000 rows or 32 million characters, whichever comes first: its bounds
    follow from the input alone, so that a second ingest makes the same chunks.
    """

    drafts: list[tuple[Draft, Path]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    characters: int = 0

    @property
    def rows(self) -> int:
        """How many rows it holds, of either kind."""
        return len(self.drafts) + len(self.rejects)

    @property
    def full(self) -> bool:
        """Whether it should be kept before more is read."""
        return self.rows >= ROWS or self.characters >= CHARACTERS

    def take(self, row: Draft | Reject, folder: Path) -> None:
        """Add a row."""
        if isinstance(row, Reject):
            self.rejects.append(row)
            return
        self.drafts.append((row, folder))
        self.rejects.extend(row.rejects)
        self.characters += len(row.posted.text) + sum(map(len, map(str, row.posted.extra.values())))


def chunks(paths: Sequence[Path], settings: Settings) -> Iterator[Chunk]:
    """The rows of all files, in the order of the paths, chunk by chunk."""
    chunk = Chunk()
    for place in chain.from_iterable(map(find_places, paths)):
        if isinstance(place, Reject):
            chunk.take(place, Path())
            continue
        for row in _drafts(place, settings):
            chunk.take(row, place.folder)
            if chunk.full:
                yield chunk
                chunk = Chunk()
    if chunk.rows:
        yield chunk


def _drafts(place: Place, settings: Settings) -> Iterator[Draft | Reject]:
    for raw in rows(place, settings):
        if isinstance(raw, Reject):
            yield raw
        else:
            yield read_row(raw.values, raw.where, settings.rules)
