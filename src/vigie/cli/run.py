"""`vigie run`: the whole analysis over what was ingested."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.records import WrongUse


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="run")(command)


def command(
    home: Home = DEFAULT_HOME,
    as_of: Annotated[
        datetime | None,
        typer.Option(help="The run's idea of now, in UTC. Default: the latest time in the ads."),
    ] = None,
    engine: Annotated[
        Literal["local", "spark"],
        typer.Option(help="local (DuckDB in this process), or spark (a cluster you have)."),
    ] = "local",
    master: Annotated[
        str, typer.Option(help="Spark's master, as spark://HOST:7077; the lake on a shared path.")
    ] = "",
    memory: Annotated[
        str, typer.Option(help="What the engine may hold before it spills to disk.")
    ] = "2GB",
    processes: Annotated[
        int, typer.Option(min=0, help="Worker processes; 0: one for each processor.")
    ] = 0,
    whole: Annotated[
        bool, typer.Option("--whole", help="Link everything again, not only what new ads reach.")
    ] = False,
    top: Annotated[int, typer.Option(min=0, help="How many profiles to show at the end.")] = 10,
    as_json: Json = False,
) -> None:
    """Link, rank and explain everything that was ingested.

    Reads the lake's batches and people's judgements; makes identifiers, templates, links, profiles
    and findings; keeps them as a new run. The same lake again finds the run that it already has.
    New ads are linked with what they reach; all else stays as the run before has it, until a tenth
    of all ads is new (`linked_since` in the manifest says from which run it went on).

    Example: vigie ingest ads.jsonl, then vigie run, then vigie explain PROFILE.
    """
    from vigie.cli.listing import print_profiles
    from vigie.cli.progress import watching
    from vigie.lake import Lake, NothingThere
    from vigie.pipeline import Options, run

    _check(engine, master, memory)
    lake = Lake(home)
    if not lake.batches("ads"):
        raise NothingThere(
            "nothing was ingested into this lake yet",
            where=str(home),
            remedy="`vigie ingest FILE`; or name the lake with --home",
        )
    moment = as_of.replace(tzinfo=UTC) if as_of else None
    options = Options(
        as_of=moment, engine=engine, master=master, memory=memory, processes=processes, whole=whole
    )
    with watching() as watcher:
        done = run(lake, options, watcher)
    print_profiles(done, top, as_json=as_json)


def _check(engine: str, master: str, memory: str) -> None:
    """Refuse what no engine could mean, even where the run is there already."""
    if not re.fullmatch(r"[1-9]\d*(\.\d+)? ?[KMGT]i?B", memory, re.IGNORECASE):
        raise WrongUse(f"{memory!r} is no size", where="--memory", remedy="write it as 2GB")
    if engine == "spark" and not master:
        raise WrongUse("Spark has no master", where="--master", remedy="spark://HOST:7077")
