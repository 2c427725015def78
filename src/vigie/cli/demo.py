"""`vigie demo`: a synthetic world, analysed from its files to its ranked profiles."""

import sys
from pathlib import Path
from typing import Annotated

import typer

SEED = 2017


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="demo")(command)


def command(
    out: Annotated[Path, typer.Option(help="The folder for the demo's world and lake.")] = Path(
        "demo"
    ),
    ads: Annotated[int, typer.Option(min=10, help="How many ads the world has.")] = 5000,
    images: Annotated[int, typer.Option(min=0, help="How many pictures.")] = 600,
    top: Annotated[int, typer.Option(min=1, help="How many profiles to show.")] = 8,
) -> None:
    """Build a synthetic world, analyse it, and show what an analyst would see.

    Everything in the world is invented. Again, it finds what it made before. The folder may be
    thrown away at any time. Example: vigie demo --ads 20000
    """
    from vigie.cli.explain import explained
    from vigie.cli.listing import print_profiles
    from vigie.cli.progress import watching
    from vigie.lake import Lake
    from vigie.lake.sources import Settings
    from vigie.pipeline import Options, ingest, run
    from vigie.world.build import Order, build_world

    world, lake = out / "world", Lake(out / "lake")
    with watching() as watcher:
        build_world(Order(ads=ads, seed=SEED, images=images), world, watcher)
        ingest(lake, [world / "ads.jsonl"], Settings(), watcher)
        done = run(lake, Options(), watcher)
    print_profiles(done, top, as_json=False)
    first = done.table("findings", ["profile_id"])["profile_id"][0].as_py()
    typer.echo("")
    typer.echo(explained(lake.home, first))
    typer.echo(_next_steps(world, lake.home, first))


def _next_steps(world: Path, home: Path, first: str) -> str:
    return f"""
What was ingested   {world / "ads.jsonl"}, {world / "images"}
What is true of it  {world / "truth"} (never ingested)
The lake            {home}

Next (export PATH="{Path(sys.executable).parent}:$PATH" VIGIE_HOME={home} to leave paths out):
  vigie explain {first} --home {home}
  vigie profiles --top 50 --home {home}
  vigie judge different AD AD --by NAME --because WHY --home {home}, then vigie run --home {home}
  vigie export profiles --format csv --out profiles.csv --home {home}
  vigie ingest YOUR_ADS.jsonl --home YOUR_LAKE
  vigie helpline demo --open    opens the advocates' console and a handset to text from"""
