"""`vigie ingest`: ads into the lake."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json, path_named
from vigie.records import WrongUse

if TYPE_CHECKING:
    from vigie.lake.sources import Settings
    from vigie.pipeline.summary import Summary

UNOPENED = {"missing_file", "no_permission", "read_error"}
"""Reasons for which a whole file was not read: the rest is done, and the exit code is 1."""

Files = Annotated[
    list[Path],
    typer.Argument(
        parser=path_named, metavar="FILE...", help="Files or folders to read; - is standard input."
    ),
]
Source = Annotated[
    str, typer.Option(metavar="NAME", help="The source of rows that name none (and have no url).")
]
Map = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar="COLUMN=FIELD",
        help="Say what a column means, where its name does not. Give it once a column.",
    ),
]
RecipeFile = Annotated[
    Path | None,
    typer.Option("--recipe", metavar="FILE", help="CSS selectors for HTML pages, in TOML."),
]
Dates = Annotated[
    str, typer.Option(metavar="dmy|mdy", help="How to read 03/04/2026; else it is not guessed.")
]
KeepImages = Annotated[
    Literal["none", "blurred", "full"],
    typer.Option(help="What to keep of pictures beside hashes: nothing, thumbnails, whole files."),
]
KeepMost = Annotated[
    float, typer.Option(min=0, metavar="GB", help="What all whole files may take together.")
]
Local = Annotated[
    bool,
    typer.Option(
        "--local-prints/--no-local-prints",
        help="Look for the local features by which crops are found, about 30 ms a new picture.",
    ),
]
Encoding = Annotated[
    str, typer.Option(metavar="NAME", help="The files' encoding, where it is told wrongly.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="ingest", no_args_is_help=True)
    def command(
        files: Files,
        home: Home = DEFAULT_HOME,
        source: Source = "",
        columns: Map = [],  # noqa: B006 (typer reads it and never changes it)
        recipe: RecipeFile = None,
        dates: Dates = "",
        encoding: Encoding = "",
        keep_images: KeepImages = "blurred",
        keep_most: KeepMost = 20.0,
        local: Local = True,
        as_json: Json = False,
    ) -> None:
        """Read ads into the lake.

        Reads JSON Lines, JSON, CSV of any dialect, WARC and HTML pages; plain, gzip or zstd; from
        files, folders or standard input. The format is told from the bytes. Prints how many ads
        are new, changed or known, and what was rejected, why, and where first; `vigie rejects`
        lists them all. The same file again changes nothing. Pictures are hashed; beside the hashes
        a small, grey, blurred thumbnail is kept unless you say otherwise, and of a picture that a
        known-hash list names nothing. Of one picture of each that are alike the local features are
        kept too, under 6 kB, by which `vigie run` finds crops and collages; without them now,
        `vigie pictures prepare` makes them later. Where a file could not be opened the rest is read
        and the exit code is 1.

        Example: vigie ingest ads.jsonl more.csv.gz --map stadt=location
        """
        from vigie.cli.progress import watching
        from vigie.lake import Lake
        from vigie.lake.keeping import Keeping
        from vigie.pipeline.ingest import ingest

        if not files:
            raise WrongUse("no file was named", remedy="vigie ingest FILE...")
        settings = _settings(source, columns, recipe, (dates, encoding))
        with watching() as watcher:
            keeping = Keeping(keep_images, int(keep_most * 1e9), local)
            summary = ingest(Lake(home), files, settings, watcher, keeping)
        typer.echo(json.dumps(asdict(summary)) if as_json else _report(summary))
        if not summary.rows or UNOPENED & summary.rejects.keys():
            raise typer.Exit(1)


def _settings(
    source: str, columns: list[str], recipe: Path | None, forms: tuple[str, str]
) -> "Settings":
    from vigie.analysis.reading import Columns, Rules
    from vigie.analysis.reading.recipe import DEFAULT_RECIPE, read_recipe
    from vigie.lake.sources import Settings
    from vigie.lake.sources.encoding import known_encoding

    dates, encoding = forms
    if dates not in ("", "dmy", "mdy"):
        raise WrongUse(f"--dates {dates}: dates are read as dmy or mdy")
    return Settings(
        rules=Rules(columns=Columns(tuple(map(_pair, columns))), source=source, order=dates),  # type: ignore[arg-type]  # one of the three, checked above
        recipe=read_recipe(_text_of(recipe), str(recipe)) if recipe else DEFAULT_RECIPE,
        encoding=known_encoding(encoding) if encoding else "",
    )


def _pair(text: str) -> tuple[str, str]:
    from vigie.analysis.reading.columns import FIELDS

    column, _, field = text.rpartition("=")
    if not column or field not in FIELDS:
        raise WrongUse(
            f"--map {text}: write COLUMN=FIELD", remedy=f"the fields are {', '.join(FIELDS)}"
        )
    return column, field


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"the recipe cannot be read: {error}", where=str(path)) from error


def _report(summary: "Summary") -> str:
    lines = [
        f"{summary.new:>10,}  new ads",
        f"{summary.changed:>10,}  changed ads (new versions; the old ones stay)",
        f"{summary.known:>10,}  known already",
        f"{summary.pictures:>10,}  new pictures",
    ]
    if summary.known_hits:
        lines.append(
            f"{summary.known_hits:>10,}  pictures that a known-hash list names: `vigie lists hits`"
        )
    for reason, tally in sorted(summary.rejects.items(), key=lambda item: (-item[1].count, item)):
        where = f"{tally.file}:{tally.line}" if tally.line else tally.file
        lines.append(f"{tally.count:>10,}  {reason}: first {where}: {tally.detail}")
    if summary.rejects:
        lines.append("            what was rejected is listed by `vigie rejects`")
    if not summary.rows:
        lines.append("Nothing could be read as an ad.")
    return "\n".join(lines)
