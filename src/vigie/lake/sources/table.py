"""Delimited text: a header, then a row a line, cells quoted where they must be."""

import csv
from collections.abc import Iterator

from vigie.analysis.reading import Where
from vigie.analysis.reading.dialect import Dialect, find_dialect
from vigie.lake.sources.encoding import decode_line
from vigie.lake.sources.jsonlines import Guesses
from vigie.lake.sources.settings import RawRow, Rows, Settings, too_long
from vigie.lake.sources.stream import Stream

_SAMPLE = 1 << 16


class Table:
    """CSV and its relatives: the delimiter, quote and encoding are told from the first lines."""

    name = "CSV"

    def matches(self, sample: bytes, settings: Settings) -> bool:
        """Whether the first line names at least one column that is known."""
        return _dialect(sample, settings) is not None

    def rows(self, stream: Stream, settings: Settings) -> Rows:
        """A row for each line whose cells are as many as the header's.

        A quote that never closes costs its own line alone: the lines that it swallowed are read
        again, one by one.
        """
        dialect = _dialect(stream.peek(_SAMPLE), settings)
        if dialect is None:
            yield stream.reject("unknown_columns", "its first line names no column that is known")
            return
        csv.field_size_limit(max(csv.field_size_limit(), settings.line))
        guessed = Guesses()
        reading = _Reading(stream, settings, dialect, guessed)
        yield from reading.rows()
        yield from guessed.told(stream)


def _dialect(sample: bytes, settings: Settings) -> Dialect | None:
    text, _ = decode_line(sample[: sample.rfind(b"\n") + 1 or len(sample)])
    return find_dialect(_without_excel_line(text), settings.rules.columns)


def _without_excel_line(text: str) -> str:
    """The sample without the `sep=;` that a spreadsheet may write before the header."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if first.lower().startswith("sep=") else text.lstrip("\r\n")


class _UnclosedError(Exception):
    """A quote swallowed more than one row may hold."""


class _Lines:
    """The lines of the file as `csv.reader` takes them, with those of the row being read."""

    def __init__(self, stream: Stream, settings: Settings, guessed: Guesses) -> None:
        self._lines, self._settings = stream.lines(settings.line), settings
        self._stream, self._guessed = stream, guessed
        self.taken: list[tuple[int, str]] = []
        self.held, self.unclosed = 0, False

    def begin(self) -> None:
        self.taken, self.held, self.unclosed = [], 0, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.held > self._settings.line:
            raise _UnclosedError
        line = next(self._lines, None)
        if line is None:
            self.unclosed = bool(self.taken)
            raise StopIteration
        text = self._guessed.decode(line, self._stream.place)
        self.taken.append((self._stream.place, text))
        self.held += len(line)
        return text


class _Reading:
    """One delimited file being read."""

    def __init__(
        self, stream: Stream, settings: Settings, dialect: Dialect, guessed: Guesses
    ) -> None:
        self.stream, self.settings, self.dialect = stream, settings, dialect
        self.lines = _Lines(stream, settings, guessed)
        self.header: list[str] = []

    def rows(self) -> Rows:
        reader = self.dialect.reader(self.lines)
        while True:
            self.lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, _UnclosedError):
                yield from self.again(self.lines.taken)
                continue
            if self.lines.unclosed:
                yield from self.again(self.lines.taken)
            else:
                yield from self.row(cells, self.lines.taken[0][0])

    def again(self, lines: list[tuple[int, str]]) -> Rows:
        """The lines that an unclosed quote swallowed, each read as a row of its own."""
        (first, text), *others = lines
        self.stream.place = first
        if len(text) > self.settings.line and not others:
            yield too_long(self.stream, self.settings, "the row")
            return
        yield self.stream.reject("unclosed_quote", "a quote on this line is never closed")
        for place, text in others:
            self.stream.place = place
            try:
                cells = next(self.dialect.reader([text], strict=True), [])
            except csv.Error as error:
                yield self.stream.reject("unclosed_quote", f"not a row by itself: {error}")
            else:
                yield from self.row(cells, place)

    def row(self, cells: list[str], place: int) -> Rows:
        if not any(cell.strip() for cell in cells):
            return
        if not self.header:
            if not (len(cells) <= 2 and cells[0].lower().startswith("sep=")):
                self.header = _names(cells)
            return
        while len(cells) > len(self.header) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(self.header):
            self.stream.place = place
            detail = f"{len(cells)} cells where the header names {len(self.header)}"
            yield self.stream.reject("ragged_row", detail)
            return
        values = {name: cell for name, cell in zip(self.header, cells, strict=True) if cell.strip()}
        yield RawRow(Where(self.stream.file, place), values)


def _names(cells: list[str]) -> list[str]:
    """The header's names; one that is empty or stands twice gets the number of its column."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return names
