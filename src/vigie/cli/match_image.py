"""`vigie match-image`: where a picture has been seen before."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vigie.cli.counting import counted
from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.records import Problem

if TYPE_CHECKING:
    from vigie.analysis.images.gathered import Query
    from vigie.analysis.images.matching import Look
    from vigie.lake import Lake

_SHOWN = 5
_COMMON = 30
"""From so many ads on, a picture is more likely stock, a logo or a copy than one party's."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="match-image", no_args_is_help=True)
    def command(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="The picture to look for.")],
        home: Home = DEFAULT_HOME,
        as_json: Json = False,
    ) -> None:
        """Find a picture in the lake: the same file, or the same photograph re-edited.

        Looks for the picture in its eight orientations, and for what lies inside borders,
        screenshots and collages; then, where the lake has local prints, for crops and parts, by the
        places in which both agree. Prints each picture found with its distance in bits (at most 31
        of 256) or the places that agree, how it is alike, and the ads that carry it; then how
        common it is: a picture that many ads of many sources carry links nobody. "Same scene" is a
        lower claim: another photograph of the place. Nothing found is an answer too (exit code 0).

        Of a picture that a known-hash list names, only its hash and where it was are told.

        Example: vigie match-image photo.jpg
        """
        from vigie.lake import Lake
        from vigie.pipeline.known import lists_naming

        query = asked_of(file)
        look = query.look
        lake = Lake(home)
        listed = lists_naming(lake, look)
        matches = matches_in(lake, query)
        if listed:
            matches = [_bare(match) for match in matches]
        told = ("image_id", "pdq") if listed else _TOLD
        answer = {
            "file": str(file),
            **{k: v for k, v in asdict(look.print).items() if k in told},
            "listed": listed,
            "matches": matches,
            "common": commonness(matches),
        }
        typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else _report(answer))


_TOLD = ("image_id", "pdq", "quality", "width", "height", "media_type")


def looked_at(file: Path) -> "Look":
    """The picture of a file as its hashes ask. Errors: as `asked_of`."""
    return asked_of(file).look


def asked_of(file: Path) -> "Query":
    """The picture of a file as a query, read in a bounded worker process.

    Errors: Problem where the file cannot be read or is no picture that can be.
    """
    from functools import partial

    from vigie.analysis.images import Limits, Refusal
    from vigie.analysis.images.gathered import as_asked
    from vigie.engines.workers import Bounds, Failure, run

    limits = Limits()
    data = read_bounded(file, limits.bytes)
    (seen,) = run(partial(as_asked, limits=limits), [data], Bounds(processes=1))
    if isinstance(seen, Refusal | Failure):
        raise Problem(f"not a picture that can be read: {seen.detail}", where=str(file))
    return seen


def read_bounded(file: Path, most: int) -> bytes:
    """A file's bytes, one more than allowed at most. Errors: Problem where it cannot be read."""
    try:
        if not file.is_file():
            raise Problem("no such file" if not file.exists() else "not a file", where=str(file))
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise Problem(f"cannot be read: {error.strerror}", where=str(file)) from error


def matches_in(lake: "Lake", query: "Query") -> list[dict[str, Any]]:
    """The lake's pictures that are like the query, each with the ads that carry it.

    Hashes first; then, where the lake has local prints, the pictures in which places agree.
    """
    from vigie.lake.carriers import carriers
    from vigie.pipeline.known import listed_pictures
    from vigie.pipeline.lookup import found_in

    found = found_in(lake, query)
    carried = carriers(lake, {one["image_id"] for one in found})
    listed = listed_pictures(lake)
    rows = [{**one, "ads": carried.get(one["image_id"], [])} for one in found]
    return [
        {**_bare(row), "listed": listed[row["image_id"]]} if row["image_id"] in listed else row
        for row in rows
    ]


def _bare(match: dict[str, Any]) -> dict[str, Any]:
    """What may be told of a picture that a list names: its hash, and where it was."""
    return {name: match[name] for name in ("image_id", "distance", "ads") if name in match}


def commonness(matches: list[dict[str, Any]]) -> dict[str, Any]:
    """How many ads, of how many sources, carry what was found; and whether that is many."""
    ads = {ad for match in matches for ad in match["ads"]}
    sources = {ad.partition("/")[0] for ad in ads}
    return {"ads": len(ads), "sources": len(sources), "stock": len(ads) >= _COMMON}


def _report(answer: dict[str, Any]) -> str:
    if answer["listed"]:
        lines = [f"{answer['file']}: named by {_names(answer['listed'])}: {answer['image_id']}"]
    else:
        lines = [f"{answer['file']}: {answer['width']} by {answer['height']} pixels"]
    if answer.get("quality", 100) < 50:
        lines.append("  few details: only the same file, or a part of it, can be found")
    for match in answer["matches"]:
        lines += _told(match)
    if not answer["matches"]:
        lines.append("  not in the lake")
    else:
        lines.append(carried(answer["common"]))
    return "\n".join(lines)


def carried(common: dict[str, Any]) -> str:
    """How many ads of how many sources carry what was found."""
    many = f"Carried by {counted(common['ads'], 'ad')} of {counted(common['sources'], 'source')}"
    if common["stock"]:
        return f"{many}: a stock picture or a logo, perhaps; it links nobody by itself."
    return f"{many}."


def _names(lists: list[str]) -> str:
    return "known-hash list " + ", ".join(lists)


def _told(match: dict[str, Any]) -> list[str]:
    lines = [_described(match)]
    lines += [f"      {ad}" for ad in match["ads"][:_SHOWN]]
    if len(match["ads"]) > _SHOWN:
        lines.append(f"      and {len(match['ads']) - _SHOWN} more")
    return lines


def _described(match: dict[str, Any]) -> str:
    if "how" not in match:
        named = f"named by {_names(match['listed'])}, " if "listed" in match else ""
        return f"  {named}{match['distance']} bits: {match['image_id']}"
    seen = "" if match["orientation"] == "upright" else f", {match['orientation']}"
    part = f", inside {match['rectangle']}" if match["rectangle"] else ""
    if match["points"]:
        return f"  {match['how']}, {match['points']} agree: {match['image_id'][:24]}"
    return f"  {match['how']}, {match['distance']} bits{seen}{part}: {match['image_id'][:24]}"
