"""`vigie judge`: keep what a person says about two ads or two profiles."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.records import Judgement, Verdict, WrongUse

if TYPE_CHECKING:
    from vigie.lake import Lake

Word = Literal["same", "different", "unsure"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="judge")
    def command(
        verdict: Annotated[Word, typer.Argument(help="What you say of A and B.")],
        a: Annotated[str, typer.Argument(metavar="A", help="An ad id or a profile id.")],
        b: Annotated[str, typer.Argument(metavar="B", help="An ad id or a profile id.")],
        *,
        by: Annotated[str, typer.Option(help="Who says so.")],
        because: Annotated[str, typer.Option(help="Why, for whoever reads it years later.")],
        undo: Annotated[
            bool, typer.Option("--undo", help="Take your earlier word on A and B back.")
        ] = False,
        json_: Json = False,
        home: Home = DEFAULT_HOME,
    ) -> None:
        """Say whether two ads, or two profiles, come from one party.

        The word is kept for ever and counts from the next run on. `different` is never merged over,
        whatever links there are; `same` always merges, unless somebody disagrees. A later word of
        the same person replaces the earlier one; when people disagree both are shown and the
        machine does not merge.

        Example: vigie judge different site/123 PAB3DE5FG7HJ2 --by "A. Smith" --because "met both"
        """
        from vigie.lake import Lake

        lake = Lake(home)
        pair = _pair(lake, a, b)
        if undo:
            _needs_earlier(lake, pair, verdict, _stated(by, "--by"))
        said = Judgement(
            *pair,
            verdict="unsure" if undo else verdict,
            by=_stated(by, "--by"),
            because=_stated(because, "--because"),
            at=datetime.now(UTC),
        )
        with lake.lock():
            lake.add_judgement(said)
        _answer(lake, said, json_, verdict if undo else "")


def _stated(text: str, option: str) -> str:
    if not text.strip():
        raise WrongUse("a judgement needs a name and a reason", where=option)
    return " ".join(text.split())


def _pair(lake: "Lake", a: str, b: str) -> tuple[str, str]:
    left, right = sorted((_ad(lake, a), _ad(lake, b)))
    if left == right:
        raise WrongUse("A and B are the same ad", where=left, remedy="name two ads or two profiles")
    return left, right


def _ad(lake: "Lake", named: str) -> str:
    """The ad that stands for an ad id or a profile id: of a profile, its founder."""
    from vigie.analysis.profiles.ids import representative
    from vigie.lake import NothingThere

    run = lake.latest_run()
    if run is not None:
        found = representative(run.table("ids"), run.table("members"), named)
        if found is not None:
            return found
    if named in lake.read("ads", ["ad_id"])["ad_id"].unique().to_pylist():
        return named
    raise NothingThere(
        "there is no such ad or profile",
        where=named,
        remedy="an ad id is SOURCE/ID; `vigie export profiles` lists profile ids",
    )


def _needs_earlier(lake: "Lake", pair: tuple[str, str], verdict: Verdict, by: str) -> None:
    from vigie.lake import NothingThere

    words = [one for one in lake.judgements() if (one.left, one.right) == pair and one.by == by]
    if not words or words[-1].verdict != verdict:
        raise NothingThere(
            f"{by} has not said {verdict} of {pair[0]} and {pair[1]}, so there is nothing to undo",
            remedy="`vigie explain --between A B` shows what was said",
        )


def _answer(lake: "Lake", said: Judgement, json_: bool, undone: str) -> None:
    from vigie.analysis.profiles import standing

    disputed = (said.left, said.right) in standing(lake.judgements()).disputed
    if json_:
        fields = {"left": said.left, "right": said.right, "verdict": said.verdict, "by": said.by}
        more = {"because": said.because, "at": said.at.isoformat(), "disputed": disputed}
        typer.echo(json.dumps({**fields, **more}, ensure_ascii=False))
        return
    if undone:
        typer.echo(f"taken back: {said.left} and {said.right}: {undone}, said by {said.by}")
    else:
        typer.echo(f"kept: {said.left} and {said.right}: {said.verdict}, says {said.by}")
    if disputed:
        typer.echo("somebody said otherwise: shown as disputed, and not merged by the machine")
    typer.echo("it counts from the next `vigie run` on")
