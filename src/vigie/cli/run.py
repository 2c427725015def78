"""`vigie run`: the whole analysis over what was ingested."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json


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
        str, typer.Option(help="local (DuckDB in this process), or spark (a cluster you have).")
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
    top: Annotated[int, typer.Option(min=0, help="How many profiles to show at the end.")] = 10,
    as_json: Json = False,
) -> None:
    """Link, rank and explain everything that was ingested.

    Reads the lake's batches and people's judgements; makes identifiers, templates, links, profiles
    and findings; keeps them as a new run. The same lake again finds the run that it already has.

    Example: vigie ingest ads.jsonl, then vigie run, then vigie explain PROFILE.
    """
    from vigie.cli.listing import print_profiles
    from vigie.cli.progress import watching
    from vigie.lake import Lake
    from vigie.pipeline import Options, run

    moment = as_of.replace(tzinfo=UTC) if as_of else None
    options = Options(
        as_of=moment, engine=engine, master=master, memory=memory, processes=processes
    )
    with watching() as watcher:
        done = run(Lake(home), options, watcher)
    print_profiles(done, top, as_json=as_json)
