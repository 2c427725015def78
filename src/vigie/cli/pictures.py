"""`vigie pictures`: two pictures compared, with the proof."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.cli.match_image import read_bounded
from vigie.cli.options import Json
from vigie.records import Problem

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
        as_json: Json = False,
    ) -> None:
        """Say whether two pictures show one photograph, and why.

        Counts the places in which both agree, and the part of the predicted overlap that they
        cover: a shared sticker or screen furniture agrees in its own corner alone. The proof shows
        both pictures side by side, agreeing places joined, the predicted overlap framed in red.

        Example: vigie pictures compare a.jpg b.jpg --out proof.png
        """
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
