"""How a delimited file is written: its delimiter and its quote, told from its first lines."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vigie.analysis.reading.columns import Columns

_DELIMITERS = (",", ";", "\t", "|")
_QUOTES = ('"', "'")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A delimiter, a quote, and whether a quote inside a quoted cell is escaped by a backslash."""

    delimiter: str
    quote: str = '"'
    backslash: bool = False

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """The rows of lines written so; `strict`: a quote that stays open is a csv.Error."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            doublequote=not self.backslash,
            escapechar="\\" if self.backslash else None,
            strict=strict,
        )


def find_dialect(sample: str, columns: Columns) -> Dialect | None:
    """The dialect under which the first line names the most columns that are known.

    None where no dialect gives a header with a known column (by name, or by the user's word).
    Among dialects that know as many, the one whose rows have the header's length most often.
    """
    best = (0, 0.0, 0)
    found: Dialect | None = None
    lines = sample.splitlines(keepends=True)[:60]
    for delimiter in _DELIMITERS:
        for quote in _QUOTES:
            dialect = Dialect(delimiter, quote, backslash=f"\\{quote}" in sample)
            score = _score(lines, dialect, columns)
            if score > best:
                best, found = score, dialect
    return found


def _score(lines: list[str], dialect: Dialect, columns: Columns) -> tuple[int, float, int]:
    """Known columns in the header, the share of rows as long as it, the cells in it."""
    try:
        rows = [row for row in dialect.reader(lines) if row]
    except csv.Error:
        return (0, 0.0, 0)
    if not rows:
        return (0, 0.0, 0)
    header = rows[0]
    known = sum(columns.knows(name.strip()) for name in header)
    even = sum(len(row) == len(header) for row in rows[1:]) / max(1, len(rows) - 1)
    return (known, even, len(header)) if known else (0, 0.0, 0)
