"""`vigie pictures`: two pictures compared, with the proof; two folders matched."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from vigie.cli.match_image import looked_at, read_bounded
from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.records import Problem, WrongUse
from vigie.records.progress import Watcher

if TYPE_CHECKING:
    from vigie.analysis.images.comparing import Comparison
    from vigie.analysis.images.decoding import Refusal
    from vigie.analysis.images.embeddings import Supplied, Vector

Made = TypeVar("Made")


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

    _add_prepare(group)

    @group.command(name="match", no_args_is_help=True)
    def match(
        queries: Annotated[Path, typer.Argument(metavar="QUERIES", help="A folder of pictures.")],
        against: Annotated[Path, typer.Option(metavar="REFS", help="A folder to find them in.")],
        form: Annotated[str, typer.Option("--format", help="jsonl: a line a match.")] = "jsonl",
        embedding: Annotated[
            Path | None,
            typer.Option(
                metavar="MODEL.onnx",
                help="Your own model, as a third way (beside it MODEL.toml: side, mean, std).",
            ),
        ] = None,
    ) -> None:
        """Find the pictures of one folder among those of another.

        Prints a line a match that is worth showing, of which unrelated pictures give about one in a
        million pairs: query, ref, score (0 to 1; one half at one in a million), how (what is
        claimed and the way it was found), points (the places that agree; 0 where a hash found it).
        The same scene is a lower claim: another photograph of the place. What cannot be read is
        said on standard error.

        With --embedding, pictures that look alike to a model of yours follow below the others, with
        score 0: how often it is wrong is not known. It runs on this machine; nothing is sent. A
        model that says it reads faces is refused. It needs onnxruntime.

        Example: vigie pictures match suspects/ --against seized/ --format jsonl
        """
        from vigie.analysis.images.gathered import as_query, as_reference, collection, found_among
        from vigie.cli.embedding import looking_alike, supplied_by
        from vigie.cli.progress import watching

        if form != "jsonl":
            raise WrongUse(f"--format {form}: matches are written as jsonl")
        _folders(queries, against)
        supplied = supplied_by(embedding) if embedding else None
        with watching() as watcher:
            refs = list(_read(against, as_reference, ("references", supplied), watcher))
            watcher.start("index")
            kept = collection([one for _, one, _ in refs])
            watcher.finish("index", f"{len(kept.local):,} pictures unlike one another")
            for name, query, vector in _read(queries, as_query, ("queries", supplied), watcher):
                found = [
                    (one.reference, one.score, one.how, one.points)
                    for one in found_among(query, kept)
                ]
                if supplied and vector is not None:
                    known = {row for row, *_ in found}
                    vectors = [one for _, _, one in refs]
                    found += looking_alike(vector, vectors, known, supplied)
                for row, score, how, points in found:
                    line = {"query": name, "ref": refs[row][0], "score": score, "how": how}
                    typer.echo(json.dumps({**line, "points": points}, ensure_ascii=False))


def _folders(*paths: Path) -> None:
    """Errors: WrongUse for what is no folder, before anything is read."""
    for path in paths:
        if not path.is_dir():
            raise WrongUse("not a folder", where=str(path))


def _add_prepare(group: typer.Typer) -> None:
    @group.command(name="prepare")
    def command(
        folders: Annotated[
            list[Path] | None,
            typer.Argument(metavar="[FOLDER]...", help="Where the pictures' files still lie."),
        ] = None,
        home: Home = DEFAULT_HOME,
    ) -> None:
        """Look for local features in pictures that were ingested without.

        Takes the whole files that the lake keeps, and those in the folders named that are pictures
        of the lake, told by their SHA-256. One picture of each that are alike is looked at, about
        30 ms each on one processor. Stopped at any point, the same command goes on. Afterwards
        `vigie run` and `vigie match-image` find crops and collages of them.

        Example: vigie pictures prepare seized/images
        """
        from vigie.analysis.reading.recipe import DEFAULT_RECIPE
        from vigie.cli.progress import watching
        from vigie.lake import Lake, NothingThere
        from vigie.pipeline.places import prepare
        from vigie.pipeline.workshop import workshop

        _folders(*folders or ())
        lake = Lake(home)
        if not lake.batches("pictures"):
            raise NothingThere(
                "no picture was ingested into this lake yet",
                where=str(home),
                remedy="`vigie ingest FILE`; or name the lake with --home",
            )
        with watching() as watcher, lake.lock(), workshop(DEFAULT_RECIPE) as shop:
            made = prepare(lake, shop, folders or (), watcher)
        typer.echo(f"{made:,} local prints made")


def _read(
    folder: Path,
    make: Callable[[bytes], "Made | Refusal"],
    wanted: tuple[str, "Supplied | None"],
    watcher: Watcher,
) -> Iterator[tuple[str, "Made", "Vector | None"]]:
    """Each picture of a folder in the order of the names: its name, what is made of it, its vector.

    `wanted` is the stage that progress shows, and the model that gives the vectors, if any.
    """
    from functools import partial

    from vigie.analysis.images.decoding import Limits, Refusal
    from vigie.analysis.images.embeddings import with_vector
    from vigie.cli.embedding import BOUNDS
    from vigie.engines.workers import Bounds, Failure, run

    stage, supplied = wanted
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    watcher.start(stage, len(files))
    contents = (read_bounded(file, Limits().bytes) for file in files)
    work = partial(with_vector, make=make, supplied=supplied)
    for file, made in zip(
        files, run(work, contents, BOUNDS if supplied else Bounds()), strict=True
    ):
        watcher.advance(stage)
        name = file.relative_to(folder).as_posix()
        if isinstance(made, Refusal | Failure):
            typer.echo(f"{name}: {made.reason}: {made.detail}", err=True)
            continue
        if supplied and made[1] is None:
            typer.echo(f"{name}: the model gives no vector", err=True)
        yield name, *made
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
    for file in (first, second):
        looked_at(file)  # says which of the two it is
    raise Problem(f"cannot be compared: {result.detail}", where=f"{first}, {second}")


def _report(told: dict[str, object]) -> str:
    apart = f"{told['distance']} of 256 bits apart (31 at most for the same photograph, unaltered)"
    lines = [
        str(told["how"] or "no sign that they show one photograph"),
        f"  {apart if told['distance'] is not None else 'too small to be hashed'}",
        f"  {told['points']} places agree, over {float(str(told['covered'])):.0%} of the overlap",
    ]
    if told["mirrored"]:
        lines.append("  one is the other's mirror image")
    if told["proof"]:
        lines.append(f"  the proof: {told['proof']}")
    return "\n".join(lines)
