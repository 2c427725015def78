"""`vigie extract`: the identifiers of texts, a JSON line each."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, BinaryIO

import typer

from vigie.records import Problem

Row = dict[str, object]
Reader = Callable[[Row], list[Row]]
# No text of this length takes seconds; a longer one is read in a process that can be stopped.
LONG = 100_000


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="extract")
    def command(
        file: Annotated[
            str, typer.Argument(help="A file of JSON lines, or - for standard input.")
        ] = "-",
        seconds: Annotated[
            float,
            typer.Option(min=0.1, help="The most that one text may take, as in a run."),
        ] = 30.0,
    ) -> None:
        """Find the identifiers in texts: phones, addresses, handles, ages, rates, places and more.

        Reads JSON lines {"id", "text", "location"?, "region"?}; "region" is a country such as US
        or a part of one such as US-TX; "posted", a date such as 2026-11-24, says what "tomorrow"
        is. Prints a line for each, in the same order:
        {"id", "mentions": [{"kind", "value", "surface", "start", "end", "confidence", "trick",
        "detail"}]}. A line that cannot be read gives {"id", "line", "error"} in its place, and the
        exit code 1 at the end.

        Example: echo '{"id": 1, "text": "call 415 five five five 0132"}' | vigie extract
        """
        failed = 0
        with _opened(file) as lines, _bounded(seconds) as read:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                answer = _answer(line, number, read)
                failed += "error" in answer
                print(json.dumps(answer, separators=(",", ":")))  # noqa: T201 (the result)
        if failed:
            noun = "line" if failed == 1 else "lines"
            raise Problem(f"{failed} {noun} could not be read", where=file)


def _opened(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return open(file, "rb")  # noqa: PTH123 (the caller closes it)
    except OSError as error:
        raise Problem(
            error.strerror or "cannot be read", where=file, remedy="name a file, or - for stdin"
        ) from error


@contextmanager
def _bounded(seconds: float) -> Iterator[Reader]:
    """What reads a row: here, or in a process that is stopped after so many seconds."""
    from vigie.engines.workers import Bounds, Failure, crew

    with crew(mentions_of, Bounds(seconds=seconds, processes=1)) as work:

        def read(row: Row) -> list[Row]:
            if len(str(row["text"])) <= LONG:
                return mentions_of(row)
            found = next(iter([*work([row])]))
            if isinstance(found, Failure):
                raise TimeoutError(found.detail)
            return found

        yield read


def mentions_of(row: Row) -> list[Row]:
    """The mentions of a row's text, as they are printed."""
    from vigie.analysis.identifiers import Hints, extract

    hints = Hints(*(str(row.get(f) or "") for f in ("location", "region", "source", "posted")))
    return [asdict(mention) for mention in extract(str(row["text"]), hints)]


def _answer(line: bytes, number: int, read: Reader) -> Row:
    try:
        row = _row(line)
    except ValueError as error:
        return {"id": None, "line": number, "error": str(error)}
    for field in ("text", "location", "region", "source", "posted"):
        if not isinstance(row.get(field, ""), str | None):
            return {"id": row.get("id"), "line": number, "error": f'"{field}" is not a string'}
    if row.get("text") is None:
        return {"id": row.get("id"), "line": number, "error": 'no "text"'}
    try:
        return {"id": row.get("id"), "mentions": read(row)}
    except TimeoutError as error:
        return {"id": row.get("id"), "line": number, "error": f"the text took {error}"}


def _row(line: bytes) -> Row:
    """The object on a line; bytes that are not UTF-8 are an error of that line alone."""
    try:
        row = json.loads(line, parse_constant=_not_a_number)
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("not JSON") from error
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 (bad data, as the others here)
    return row


def _not_a_number(name: str) -> object:
    raise ValueError(f"{name} is no JSON")
