"""`vigie lists`: known-hash lists, held against every picture that was or will be seen."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.records import WrongUse

if TYPE_CHECKING:
    from vigie.analysis.images.known import Entry
    from vigie.lake.hashlists import Version
    from vigie.records import Reject

Kind = Literal["pdq", "md5", "sha1", "sha256"]
Shown = Literal["minors"]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="The list's name.")]
By = Annotated[str, typer.Option(help="Who does this.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    part = typer.Typer(no_args_is_help=True, help="Known-hash lists.")
    part.callback()(_lists)
    part.command(name="add", no_args_is_help=True)(add)
    part.command(name="show")(show)
    part.command(name="hits")(hits)
    part.command(name="retire", no_args_is_help=True)(retire)
    app.add_typer(part, name="lists")


def _lists() -> None:
    """Known-hash lists: hashes of pictures that others established to be abuse.

    A picture that a list names is never kept, shown or described here: only its hash and where it
    was. Each new list is held against everything ever seen, each ingest against every list.
    """


@dataclass(slots=True)
class _Read:
    """What a file of hashes holds."""

    entries: "list[Entry]"
    rejects: "list[Reject]"


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of hashes.")],
    name: Name,
    by: By,
    kind: Annotated[
        Kind | None, typer.Option(help="What a hash is, where the file does not say.")
    ] = None,
    because: Annotated[str, typer.Option(help="Where the list is from, or why.")] = "",
    shows: Annotated[
        Shown | None, typer.Option(help="What its owner declares of every picture on it.")
    ] = None,
    home: Home = DEFAULT_HOME,
    as_json: Json = False,
) -> None:
    """Add a list of known hashes, or replace the one of that name by a new version.

    Reads CSV (columns pdq, md5, sha1, sha256; or a hash and its kind), plain lines, JSON and JSON
    lines, what `threatexchange` writes and keeps, and the XML of NCMEC's hash sharing interface.
    Then holds it against every picture ever seen: a PDQ in eight orientations and inside frames,
    screenshots and collages, within 31 bits of 256; the others exactly. Prints how many hashes,
    rejects and hits there are; earlier versions stay in the lake.

    With --shows minors a hit speaks to the question whether a minor is concerned; without it a list
    asks nobody's age (it may be of adults' pictures).

    Example: vigie lists add hashes.csv --name national --by "A. Smith"
    """
    from vigie.cli.progress import watching
    from vigie.lake import Lake
    from vigie.lake.files import sha256_of
    from vigie.lake.hashlists import ADDED, Version, add_version
    from vigie.lake.schemas import to_table
    from vigie.pipeline.known import hold_against_lists
    from vigie.records import Reject

    _needs(by, "--by")
    with watching() as watcher:
        watcher.start("reading hashes")
        read = _read(file, kind or "")
        watcher.finish("reading hashes", f"{len(read.entries):,} hashes")
        if not read.entries:
            _tell_rejects(read.rejects)
            raise WrongUse("no hash could be read", where=str(file), remedy=_HELP)
        lake = Lake(home)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told = Version(
            *(name, 0, ADDED, now, by, because),
            file=file.name,
            file_sha256=sha256_of(file),
            rejects=len(read.rejects),
            shows=shows or "",
        )
        with lake.lock():
            if read.rejects:
                rows = sorted(set(read.rejects), key=lambda one: (one.line, one.reason, one.detail))
                lake.add("rejects", to_table(Reject, rows))
            done = add_version(lake, told, read.entries)
            new = hold_against_lists(lake, watcher)
    answer = {**asdict(done), "new_hits": new, "rejected": _by_reason(read.rejects)}
    if not as_json:
        _tell_rejects(read.rejects)
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else _added(answer))


_HELP = "see `vigie lists add --help`; say --kind where the file does not"


def show(home: Home = DEFAULT_HOME, as_json: Json = False) -> None:
    """Show the lists: each version, who added or retired it, when, and how many hashes it has.

    Example: vigie lists show
    """
    from vigie.lake import Lake
    from vigie.lake.hashlists import versions

    for one in versions(Lake(home)):
        typer.echo(json.dumps(asdict(one), ensure_ascii=False) if as_json else _line(one))


def hits(
    home: Home = DEFAULT_HOME,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Only of this list.")] = "",
    as_json: Json = False,
) -> None:
    """List the pictures that a list names: the hash, the list, and the ads that carried them.

    Nothing else is known here of such a picture, and nothing else is told. With --json one object
    a line: list, version, kind, hash, distance (bits), image_id, ads.

    Example: vigie lists hits --name national
    """
    from vigie.lake import Lake
    from vigie.lake.carriers import carriers
    from vigie.pipeline.known import all_hits

    lake = Lake(home)
    found = [(version, hit) for version, hit in all_hits(lake) if name in ("", version.name)]
    carried = carriers(lake, {hit.image_id for _, hit in found})
    for version, hit in found:
        ads = carried.get(hit.image_id, [])
        row = {"list": version.name, "version": version.number, **asdict(hit), "ads": ads}
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else _told(row))
    if not found and not as_json:
        typer.echo("No picture that was seen is on a list.")


def retire(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The list to retire.")],
    by: By,
    because: Annotated[str, typer.Option(help="Why, for whoever reads it years later.")],
    erase: Annotated[
        bool, typer.Option("--erase", help="Remove its hashes from the disk too.")
    ] = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """Hold a list against nothing any more; the record of it stays.

    Its hits are no longer told, nor count, from the next run on. Pictures that were removed for its
    sake stay removed.

    Example: vigie lists retire national --by "A. Smith" --because "withdrawn by its owner" --erase
    """
    from vigie.lake import Lake
    from vigie.lake.hashlists import RETIRED, Version
    from vigie.lake.hashlists import retire as retired

    _needs(by, "--by")
    _needs(because, "--because")
    lake = Lake(home)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with lake.lock():
        done = retired(lake, Version(name, 0, RETIRED, now, by, because), erase=erase)
    typer.echo(_line(done) + ("; its hashes are erased" if erase else ""))


def _read(file: Path, kind: str) -> _Read:
    from vigie.lake.hashsources import read_hashes
    from vigie.records import Reject

    read = _Read([], [])
    for one in read_hashes(file, kind):
        if isinstance(one, Reject):
            read.rejects.append(one)
        else:
            read.entries.append(one)
    return read


def _needs(said: str, option: str) -> None:
    if not said.strip():
        raise WrongUse("must be said", where=option)


def _by_reason(rejects: "list[Reject]") -> dict[str, int]:
    reasons = [one.reason for one in rejects]
    return {reason: reasons.count(reason) for reason in sorted(set(reasons))}


def _tell_rejects(rejects: "list[Reject]") -> None:
    for reason, many in _by_reason(rejects).items():
        first = next(one for one in rejects if one.reason == reason)
        typer.echo(f"{many:>10,}  {reason}: first line {first.line}: {first.detail}", err=True)


def _added(answer: dict[str, Any]) -> str:
    kinds = ", ".join(f"{many:,} {kind}" for kind, many in answer["counts"].items())
    return (
        f"{answer['name']}, version {answer['number']}: {kinds}\n"
        f"{answer['new_hits']:,} pictures that were seen are named for the first time; "
        "`vigie lists hits` says where they were"
    )


def _line(one: "Version") -> str:
    kinds = ", ".join(f"{many:,} {kind}" for kind, many in one.counts.items())
    why = f": {one.because}" if one.because else ""
    shows = f", pictures of {one.shows}" if one.shows else ""
    what = f"{one.name}, version {one.number}{shows}"
    return f"{what}: {one.action} {one.at} by {one.by}{why} ({kinds})"


def _told(row: dict[str, Any]) -> str:
    lines = [f"{row['list']}: {row['kind']} {row['hash']}, {row['distance']} bits"]
    return "\n".join(lines + [f"    {ad}" for ad in row["ads"]])
