"""`vigie posters`: missing-person posters beside the profiles of the latest run."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json

if TYPE_CHECKING:
    from vigie.analysis.triage.posters import Candidate, Poster
    from vigie.lake import Lake
    from vigie.records import Reject

NEVER = "Each is for a person to look at. None says that the profile is the person."
MOST_BYTES = 64 << 20


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    part = typer.Typer(no_args_is_help=True, help="Missing-person posters beside profiles.")
    part.callback()(_posters)
    part.command(name="import")(command)
    app.add_typer(part, name="posters")


def _posters() -> None:
    """Missing-person posters beside profiles: candidates to look at, never an assertion."""


def command(
    file: Annotated[Path, typer.Argument(help="CSV, JSON or JSON lines of posters.")],
    top: Annotated[int, typer.Option(min=1, max=200, help="Candidates to show a poster.")] = 10,
    home: Home = DEFAULT_HOME,
    as_json: Json = False,
) -> None:
    """Compare posters with the profiles of the latest run, and list candidates with reasons.

    A row: `name`, `age` (when the person went missing), `missing_since` (YYYY-MM-DD),
    `missing_from` (a city), `description`, `picture` (a file beside the list), and `id` if you
    like.
    Compared are picture, name, age with the time passed, place and date. Nothing is kept, no rank
    changes, and no candidate is an identification.

    Example: vigie posters import posters.csv --top 5
    """
    from vigie.cli.progress import watching
    from vigie.lake import Lake
    from vigie.records import Reject

    lake = Lake(home)
    with watching() as watcher:
        watcher.start("reading posters")
        rows = list(_read(file))
        posters = [row for row in rows if not isinstance(row, Reject)]
        rejects = [row for row in rows if isinstance(row, Reject)]
        _need_one(file, posters, rejects)
        watcher.finish("reading posters", f"{len(posters)} posters, {len(rejects)} rejects")
        watcher.start("comparing", len(posters))
        found = []
        for each in _compare(lake, posters, top):
            found.append(each)
            watcher.advance("comparing")
        watcher.finish("comparing", f"{sum(map(len, found))} candidates")
    _tell(list(zip(posters, found, strict=True)), rejects, as_json=as_json)


def _need_one(file: Path, posters: "list[Poster]", rejects: "list[Reject]") -> None:
    """A list without one poster that can be read is an error."""
    from vigie.records import Problem

    if posters:
        return
    first = f"; the first, line {rejects[0].line}: {rejects[0].detail}" if rejects else ""
    wrong = f"{len(rejects)} rows are wrong" if rejects else "no row"
    raise Problem(
        f"no poster can be read: {wrong}{first}",
        where=str(file), remedy="a row needs name and missing_since (YYYY-MM-DD)",
    )  # fmt: skip


def _read(file: Path) -> "Iterator[Poster | Reject]":
    """The posters of a list, each with its picture's hash; a Reject for what cannot be read."""
    from vigie.analysis.triage.posters import read_poster
    from vigie.lake.lists import listed
    from vigie.records import Reject

    for row in listed(file):
        if isinstance(row, Reject):
            yield row
            continue
        line, values = row
        poster = read_poster(values, str(file), line)
        if isinstance(poster, Reject):
            yield poster
            continue
        picture = str(values.get("picture") or "").strip()
        pdq = _pdq(file.parent, picture, (str(file), line)) if picture else ""
        yield replace(poster, pdq=pdq) if isinstance(pdq, str) else poster
        if isinstance(pdq, Reject):
            yield pdq


def _pdq(folder: Path, name: str, where: tuple[str, int]) -> "str | Reject":
    """The PDQ hash of a picture beside the list; a poster whose picture cannot be read stays."""
    from vigie.analysis.images import Limits, print_image
    from vigie.records import ImagePrint, Reject

    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        return Reject(
            *where, "picture_outside", f"the picture lies outside the list's folder: {name}"
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            return Reject(*where, "picture_too_many_bytes", f"the picture is over 64 MiB: {name}")
        found = print_image(path.read_bytes(), Limits())
    except OSError as error:
        return Reject(*where, "picture_missing", f"{name}: {error.strerror}")
    if isinstance(found, ImagePrint):
        return found.pdq
    return Reject(*where, found.reason, f"{name}: {found.detail}")


def _compare(lake: "Lake", posters: "list[Poster]", top: int) -> "Iterator[list[Candidate]]":
    from vigie.analysis.triage.posters import Gallery, candidates
    from vigie.analysis.triage.scoring import view_of
    from vigie.pipeline.models import tables_of

    view = view_of(tables_of(lake, lake.needed_run()))
    prints = lake.read("pictures", ["image_id", "pdq"]).to_pylist()
    gallery = Gallery(view, {row["image_id"]: row["pdq"] or "" for row in prints})
    for poster in posters:
        yield candidates(poster, view, gallery, top)


def _tell(
    found: "list[tuple[Poster, list[Candidate]]]", rejects: "list[Reject]", *, as_json: bool
) -> None:
    if as_json:
        typer.echo(json.dumps(_plain(found, rejects), ensure_ascii=False))
        return
    for reject in rejects:
        typer.echo(f"{reject.file}:{reject.line}: {reject.detail}", err=True)
    for poster, listed in found:
        typer.echo(f"{poster.poster_id}: {len(listed)} candidates")
        for each in listed:
            typer.echo(f"  {each.profile_id}  {each.bits:+.1f} bits")
            for reason in each.reasons:
                typer.echo(f"      {reason}")
    typer.echo(NEVER)


def _plain(
    found: "list[tuple[Poster, list[Candidate]]]", rejects: "list[Reject]"
) -> dict[str, Any]:
    return {
        "note": NEVER,
        "posters": [
            {
                "poster_id": poster.poster_id,
                "candidates": [
                    {"profile_id": each.profile_id, "bits": each.bits, "reasons": each.reasons}
                    for each in listed
                ],
            }
            for poster, listed in found
        ],
        "rejects": [{"line": each.line, "reason": each.reason} for each in rejects],
    }
