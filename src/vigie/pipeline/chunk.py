"""Rows of files are gathered into chunks that are kept together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from vigie.analysis.reading import Draft, read_row
from vigie.lake.sources import RawPage, RawRow, Settings, find_places, rows
from vigie.lake.sources.pictures import Unreadable
from vigie.lake.sources.settings import Rows
from vigie.pipeline.workshop import Workshop
from vigie.records import Reject

ROWS, CHARACTERS = 20_000, 32_000_000
_LOT = 256


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


def chunks(paths: Sequence[Path], settings: Settings, workshop: Workshop) -> Iterator[Chunk]:
    """The rows of all files, in the order of the paths, chunk by chunk."""
    chunk = Chunk()
    for place in chain.from_iterable(map(find_places, paths)):
        if isinstance(place, Reject):
            chunk.take(place, Path())
            continue
        for row in _with_pages(rows(place, settings), workshop):
            draft = row if isinstance(row, Reject) else _draft(row, settings)
            chunk.take(draft, place.folder)
            if chunk.full:
                yield chunk
                chunk = Chunk()
    if chunk.rows:
        yield chunk


def _draft(row: RawRow, settings: Settings) -> Draft | Reject:
    return read_row(row.values, row.where, settings.rules)


def _with_pages(found: Rows, workshop: Workshop) -> Iterator[RawRow | Reject]:
    """The same rows with each page read, lot by lot, so that workers read some at once."""
    lot: list[RawPage] = []
    for one in found:
        if isinstance(one, RawPage):
            lot.append(one)
            if len(lot) < _LOT and sum(len(page.html) for page in lot) < CHARACTERS:
                continue
        yield from _read(lot, workshop)
        lot = []
        if not isinstance(one, RawPage):
            yield one
    yield from _read(lot, workshop)


def _read(lot: list[RawPage], workshop: Workshop) -> Iterator[RawRow | Reject]:
    if not lot:
        return
    for page, row in zip(lot, workshop.pages(lot), strict=True):
        if isinstance(row, Unreadable):
            yield Reject(page.where.file, page.where.line, row.reason, row.detail)
        else:
            yield RawRow(page.where, row)
