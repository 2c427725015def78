"""`vigie pictures`: two pictures compared, with the proof; two folders matched."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vigie.cli.match_image import looked_at, read_bounded
from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.records import Problem, WrongUse
from vigie.records.progress import Watcher

if TYPE_CHECKING:
    from vigie.analysis.images.comparing import Comparison


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="Compare pictures.")
    app.add_typer(group, name="pictures")

    @group.command(name="compare", no_args_is_help=True)
    def command(
        first: Annotated[Path, typer.Argument(metavar="A", help="A picture.")],
        second: Annotated[Path, typer.Argument(metavar="B", help="Another picture.")],
        out: Annotated[
            Path | None, typer.Option(metavar="FILE", help="Draw the proof as a PNG.")
        ] = None,
        home: Home = DEFAULT_HOME,
        as_json: Json = False,
    ) -> None:
        """Say whether two pictures show one photograph, and why.

        Counts the places in which both agree, and the part of the predicted overlap that they
        cover: a shared sticker or screen furniture agrees in its own corner alone. The proof shows
        both pictures side by side, agreeing places joined, the predicted overlap framed in red;
        none is drawn of a picture that a known-hash list of the lake names.

        Example: vigie pictures compare a.jpg b.jpg --out proof.png
        """
        if out:
            _refuse_listed(home, first, second)
        result = _compared(first, second)
        if out and result.proof:
            try:
                out.write_bytes(result.proof)
            except OSError as error:
                raise Problem(f"cannot be written: {error.strerror}", where=str(out)) from error
        told: dict[str, object] = {
            "how": result.how,
            "distance": result.distance,
            "points": result.points,
            "covered": round(result.covered, 3),
            "mirrored": result.is_mirrored,
            "proof": str(out) if out and result.proof else None,
        }
        typer.echo(json.dumps(told) if as_json else _report(told))

    @group.command(name="match", no_args_is_help=True)
    def match(
        queries: Annotated[Path, typer.Argument(metavar="QUERIES", help="A folder of pictures.")],
        against: Annotated[Path, typer.Option(metavar="REFS", help="A folder to find them in.")],
        form: Annotated[str, typer.Option("--format", help="jsonl: a line a match.")] = "jsonl",
    ) -> None:
        """Find the pictures of one folder among those of another.

        Prints a line a match that is worth showing, of which unrelated pictures give about one in a
        million pairs: query, ref, score (0 to 1; one half at one in a million), how (what is
        claimed and the way it was found), points (the places that agree; 0 where a hash found it).
        The same scene is a lower claim: another photograph of the place. What cannot be read is
        said on standard error.

        Example: vigie pictures match suspects/ --against seized/ --format jsonl
        """
        from vigie.analysis.images.gathered import (
            Reference,
            as_query,
            as_reference,
            collection,
            found_among,
        )
        from vigie.cli.progress import watching

        if form != "jsonl":
            raise WrongUse(f"--format {form}: matches are written as jsonl")
        with watching() as watcher:
            refs = [
                (name, one)
                for name, one in _read(against, as_reference, "references", watcher)
                if isinstance(one, Reference)
            ]
            watcher.start("index")
            kept = collection([one for _, one in refs])
            watcher.finish("index", f"{len(kept.local):,} pictures unlike one another")
            for name, query in _read(queries, as_query, "queries", watcher):
                for found in found_among(query, kept):
                    line = {
                        "query": name,
                        "ref": refs[found.reference][0],
                        "score": found.score,
                        "how": found.how,
                        "points": found.points,
                    }
                    typer.echo(json.dumps(line, ensure_ascii=False))


def _read(
    folder: Path, function: Callable[[bytes], Any], stage: str, watcher: Watcher
) -> Iterator[tuple[str, Any]]:
    """Each picture of a folder as the function makes it, in the order of the names."""
    from vigie.analysis.images.decoding import Limits, Refusal
    from vigie.engines.workers import Bounds, Failure, run

    if not folder.is_dir():
        raise WrongUse("not a folder", where=str(folder))
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    watcher.start(stage, len(files))
    contents = (read_bounded(file, Limits().bytes) for file in files)
    for file, made in zip(files, run(function, contents, Bounds()), strict=True):
        watcher.advance(stage)
        name = file.relative_to(folder).as_posix()
        if isinstance(made, Refusal | Failure):
            typer.echo(f"{name}: {made.reason}: {made.detail}", err=True)
        else:
            yield name, made
    watcher.finish(stage, f"{len(files):,} files")


def _refuse_listed(home: Path, *files: Path) -> None:
    """Errors: Problem where a known-hash list of the lake names one of the pictures."""
    from vigie.lake import Lake
    from vigie.lake.hashlists import active
    from vigie.pipeline.known import lists_naming

    lake = Lake(home)
    if not active(lake):
        return
    for file in files:
        if named := lists_naming(lake, looked_at(file)):
            raise Problem(
                f"known-hash list {', '.join(named)} names it: no proof is drawn [listed-pictures]",
                where=str(file),
                remedy="compare without --out",
            )


def _compared(first: Path, second: Path) -> "Comparison":
    """Both files compared in a bounded worker process."""
    from vigie.analysis.images.comparing import Comparison, compare
    from vigie.analysis.images.decoding import Limits
    from vigie.engines.workers import Bounds, run

    most = Limits().bytes
    both = (read_bounded(first, most), read_bounded(second, most))
    (result,) = run(compare, [both], Bounds(seconds=60, processes=1))
    if isinstance(result, Comparison):
        return result
    raise Problem(f"cannot be compared: {result.detail}", where=f"{first}, {second}")


def _report(told: dict[str, object]) -> str:
    lines = [
        str(told["how"] or "no sign that they show one photograph"),
        f"  {told['distance']} of 256 bits apart (31 at most for the same photograph, unaltered)",
        f"  {told['points']} places agree, over {float(str(told['covered'])):.0%} of the overlap",
    ]
    if told["mirrored"]:
        lines.append("  one is the other's mirror image")
    if told["proof"]:
        lines.append(f"  the proof: {told['proof']}")
    return "\n".join(lines)
