"""`vigie export`: profiles or links for another program."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from vigie.cli.options import DEFAULT_HOME, Home, path_named
from vigie.cli.progress import watching
from vigie.records import Problem, WrongUse

if TYPE_CHECKING:
    import pyarrow as pa

    from vigie.lake import Lake, Run

What = Literal["profiles", "links", "entities"]
Format = Literal["jsonl", "csv", "parquet"]
ROWS = 5_000
"""Rows held as Python values at once."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="export")
    def command(
        what: Annotated[What, typer.Argument(help="What to write.")],
        format_: Annotated[Format, typer.Option("--format", help="How to write it.")] = "jsonl",
        out: Annotated[
            Path | None,
            typer.Option(
                parser=path_named,
                metavar="FILE",
                help="The file to write; standard output without it.",
            ),
        ] = None,
        home: Home = DEFAULT_HOME,
    ) -> None:
        """Write the latest run's profiles, its links, or all of it as entities, one a line.

        profiles: profile_id, rank, trafficking and minor (probability, low, high), abstained,
        reasons, ads (source, native_id); every ad of the run is in exactly one profile.
        links: left, right (ad ids), bits, probability, evidence (proposition, bits, detail);
        bits is the evidence together with where it begins: most accounts are strangers.
        In CSV whatever has parts is JSON. entities: FollowTheMoney, as JSON lines for Aleph and
        its kin: ads, profiles, their accounts and wallets, and links as Similar; needs
        vigie[followthemoney].

        Example: vigie export profiles --format jsonl --out profiles.jsonl
        """
        if format_ == "parquet" and out is None:
            raise WrongUse("Parquet needs a file", remedy="name one with --out")
        if what == "entities" and format_ != "jsonl":
            raise WrongUse("entities are JSON lines", remedy="leave --format out")
        rows, written = _written(home, what, format_, out)
        with watching() as watcher:
            watcher.start(f"export {what}", rows)
            count = 0
            try:
                for done in written:
                    watcher.advance(f"export {what}", done)
                    count += done
            except BrokenPipeError:
                raise
            except OSError as error:
                where = str(out or "standard output")
                raise Problem(f"cannot be written: {error.strerror}", where=where) from error
            watcher.finish(f"export {what}", f"{count} {what}")


def _written(
    home: Path, what: What, format_: Format, out: Path | None
) -> tuple[int | None, Iterator[int]]:
    """How many rows there are, where that is known, and the writing of them, some at a time."""
    if what != "entities":
        table = _table(home, what)
        return table.num_rows, _write(table, format_, out)
    from vigie.lake import Lake

    lake = Lake(home)
    return None, _entities(lake, lake.needed_run(), out)


def _entities(lake: "Lake", run: "Run", out: Path | None) -> Iterator[int]:
    from vigie.cli.entities import entities

    with _opened(out) as file:
        for entity in entities(lake, run):
            file.write(_json(entity) + "\n")
            yield 1


def _table(home: Path, what: What) -> "pa.Table":
    from vigie.analysis.profiles.lines import profile_lines
    from vigie.lake import Lake

    lake = Lake(home)
    run = lake.needed_run()
    if what == "links":
        return run.table("links")
    findings = run.table("findings") if run.has("findings") else None
    ads = lake.read("ads", ["ad_id", "source", "native_id"])
    return profile_lines(run.table("profiles"), findings, ads)


def _write(table: "pa.Table", format_: Format, out: Path | None) -> Iterator[int]:
    if format_ == "parquet" and out is not None:
        import pyarrow.parquet as pq

        with _place(out) as place, place.open("wb") as sink:
            pq.write_table(table, sink, compression="zstd")
        yield table.num_rows
        return
    with _opened(out) as file:
        columns = csv.writer(file)
        if format_ == "csv":
            columns.writerow(table.schema.names)
        for batch in table.to_batches(max_chunksize=ROWS):
            for row in batch.to_pylist():
                told = _parsed(row)
                if format_ == "csv":
                    columns.writerow([_flat(value) for value in told.values()])
                else:
                    file.write(_json(told) + "\n")
            yield batch.num_rows


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    with _place(out) as place, place.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def _place(out: Path) -> Iterator[Path]:
    """Where to write, so that a file appears whole or not at all; a device is written directly."""
    from vigie.lake.files import appearing

    if not out.parent.is_dir():
        raise Problem(
            "there is no such folder", where=str(out.parent), remedy=f"mkdir {out.parent}"
        )
    if out.exists() and not out.is_file():
        yield out
        return
    with appearing(out.resolve()) as draft:
        yield draft


def _parsed(row: dict[str, Any]) -> dict[str, Any]:
    """The row with each evidence's detail as the mapping that it is."""
    if "evidence" in row:
        row["evidence"] = [
            {**one, "detail": json.loads(one["detail"])} for one in row["evidence"] or []
        ]
    return row


def _flat(value: Any) -> Any:
    return _json(value) if isinstance(value, dict | list) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
