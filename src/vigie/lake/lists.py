"""Small lists that people keep by hand (labels, posters), row by row: CSV, JSON or JSON lines."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vigie.lake.errors import LakeProblem
from vigie.records import Reject

MOST_BYTES = 64 << 20
Row = tuple[int, Mapping[str, Any]]


def listed(path: Path) -> Iterator[Row | Reject]:
    """Each row with its line (in a JSON list: its number), or a Reject that says why not.

    The format is told from the content. Errors: LakeProblem where the file cannot be read, is not
    UTF-8, or is over 64 MiB.
    """
    text = _text(path)
    start = text.lstrip()[:1]
    if start == "[":
        yield from _json(text, str(path))
    elif start == "{":
        yield from _json_lines(text, str(path))
    else:
        yield from _table(text, str(path))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LakeProblem("the list is over 64 MiB", where=str(path), remedy="split it")
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise LakeProblem(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise LakeProblem("is not UTF-8", where=str(path), remedy="save it as UTF-8") from error


def _json(text: str, file: str) -> Iterator[Row | Reject]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Reject(file, 0, "broken_json", str(error))
        return
    for line, row in enumerate(rows, 1):
        yield (line, row) if isinstance(row, dict) else _not_a_row(file, line)


def _json_lines(text: str, file: str) -> Iterator[Row | Reject]:
    for line, part in enumerate(text.split("\n"), 1):
        if not part.strip():
            continue
        try:
            row = json.loads(part)
        except (ValueError, RecursionError) as error:
            yield Reject(file, line, "broken_json", str(error))
            continue
        yield (line, row) if isinstance(row, dict) else _not_a_row(file, line)


def _not_a_row(file: str, line: int) -> Reject:
    return Reject(file, line, "not_a_row", "an object with named fields is needed")


def _table(text: str, file: str) -> Iterator[Row | Reject]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    reader = csv.DictReader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or []]
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(file, reader.line_num, "broken_row", str(error))
            continue
        if None in row or None in row.values():
            yield Reject(file, reader.line_num, "ragged_row", "more or fewer fields than the head")
            continue
        yield reader.line_num, row
