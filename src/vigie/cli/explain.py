"""`vigie explain`: why these ads are one profile, or what lies between two ads."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.records import WrongUse

if TYPE_CHECKING:
    from vigie.analysis.profiles.explaining import Known, Told

TABLES = ("members", "profiles", "ids", "history", "bridges", "links")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="explain")
    def command(
        profile: Annotated[
            str, typer.Argument(metavar="PROFILE", help="A profile id, or an ad id in it.")
        ] = "",
        between: Annotated[
            tuple[str, str] | None,
            typer.Option(metavar="AD AD", help="Two ads: what joins them, or does not."),
        ] = None,
        all_: Annotated[bool, typer.Option("--all", help="Show every ad and link.")] = False,
        json_: Json = False,
        home: Home = DEFAULT_HOME,
    ) -> None:
        """Say who a profile is and why: its ads, its links and evidence, and what would split it.

        Each piece of evidence says what is shared, how many others have it, when it was used, how
        many bits it adds or takes away, and the most innocent reading of it.

        Examples: vigie explain PAB3DE5FG7HJ2     vigie explain --between site/12 site/34
        """
        if bool(profile) == bool(between):
            raise WrongUse("name one profile, or two ads with --between")
        known = _known(home)
        told = _between(home, known, *between) if between else _profile(known, profile)
        told["made_by"] = made = _made_by(home)
        if json_:
            typer.echo(json.dumps(told, default=_plain, ensure_ascii=False))
        else:
            typer.echo("\n".join(_text(told, 0 if all_ else 12)))
            typer.echo(f"\nMade by {', '.join(f'{name} {which}' for name, which in made.items())}.")


def explained(home: Path, profile: str, shown: int = 12) -> str:
    """What the latest run knows of a profile, as a person reads it."""
    return "\n".join(_text(_profile(_known(home), profile), shown))


def _known(home: Path) -> "Known":
    from vigie.analysis.profiles.explaining import Known
    from vigie.lake import Lake

    lake = Lake(home)
    run = lake.needed_run()
    tables = {name: run.table(name) for name in TABLES}
    if run.has("findings"):
        tables["findings"] = run.table("findings")
    columns = ["ad_id", "posted_at", "location", "title", "url"]
    return Known(tables, lake.read("ads", columns), lake.judgements())


def _made_by(home: Path) -> dict[str, str]:
    """The run, the version and code that made it, and the weights that its bits come from: the
    first digits of a hash of them, which stand whole in the run's manifest."""
    from vigie.lake import Lake

    run = Lake(home).needed_run()
    given, weights = run.manifest["inputs"], run.manifest["outcome"].get("linking_weights", {})
    digits = hashlib.sha256(json.dumps(weights, sort_keys=True).encode()).hexdigest()[:12]
    named = {name: str(given[name]) for name in ("vigie", "code") if name in given}
    return {"run": run.run_id, **named, "weights": digits}


def _profile(known: "Known", asked: str) -> "Told":
    from vigie.analysis.profiles.explaining import explain_profile, profile_of
    from vigie.lake import NothingThere

    told = explain_profile(known, profile_of(known, asked) or asked)
    if told is None:
        raise NothingThere(
            "the latest run has no such profile",
            where=asked,
            remedy="`vigie export profiles` lists them",
        )
    return told


def _between(home: Path, known: "Known", left: str, right: str) -> "Told":
    from dataclasses import replace

    from vigie.analysis.profiles.explaining import explain_between, linked, profile_of
    from vigie.cli.progress import watching
    from vigie.lake import Lake, NothingThere
    from vigie.pipeline.between import compare_two

    if left == right:
        raise WrongUse("both are the same ad", where=left, remedy="name two ads")
    for ad in (left, right):
        if profile_of(known, ad) is None:
            raise NothingThere(
                "the latest run has no such ad",
                where=ad,
                remedy="an ad id is SOURCE/ID; a newer ad needs `vigie run` first",
            )
    if not linked(known, left, right):
        lake = Lake(home)
        with watching() as watcher:
            watcher.start("comparing")
            found = compare_two(lake, lake.needed_run(), left, right)
            watcher.finish("comparing")
        known = replace(known, compared=found)
    return explain_between(known, left, right)


def _text(told: "Told", shown: int) -> Iterable[str]:
    from vigie.analysis.profiles.telling import tell_between, tell_profile

    return tell_profile(told, shown) if "profile_id" in told else tell_between(told)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
