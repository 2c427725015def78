"""`vigie world`: write a synthetic world with known truth."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from vigie.cli.options import Json
from vigie.cli.progress import watching


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="world")
    def command(
        out: Annotated[Path, typer.Option(help="The folder to write into.")],
        ads: Annotated[int, typer.Option(min=1, help="How many ads.")] = 5000,
        seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
        images: Annotated[int, typer.Option(min=0, help="How many pictures.")] = 0,
        harsh: Annotated[
            bool,
            typer.Option(
                "--harsh", help="No phone twice, texts shuffled, half the ads without a number."
            ),
        ] = False,
        habits: Annotated[
            Path | None,
            typer.Option(help="A TOML file that sets habits: days, hub_size, hidden_share ..."),
        ] = None,
        start: Annotated[
            datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day of the world.")
        ] = datetime(2024, 3, 4),  # noqa: DTZ001 (a day of the calendar, in no zone)
        as_json: Json = False,
    ) -> None:
        """Write a synthetic world of ads, with what is true of it kept apart.

        Everything in it is invented: telephone numbers come from ranges kept for fiction, pictures
        from the public domain or from arithmetic, everybody is an adult. OUT/ads.jsonl and
        OUT/images/ are to be ingested; OUT/truth/ says which party is behind which ad, what each ad
        truly mentions and where each picture comes from.

        Example: vigie world --ads 5000 --images 400 --seed 7 --out demo/world
        """
        from vigie.world.build import Order, build_world
        from vigie.world.habits import HARSH, Habits, read_habits

        chosen = HARSH if harsh else Habits()
        chosen = read_habits(habits, chosen) if habits else chosen
        order = Order(ads=ads, seed=seed, images=images, start=start.date(), habits=chosen)
        with watching() as watcher:
            world = build_world(order, out, watcher)
        if as_json:
            import json

            facts = {"ads": world.ads, "parties": world.parties, "pictures": world.pictures}
            typer.echo(json.dumps(facts | {"kinds": world.kinds, "folder": str(out)}))
            return
        typer.echo(f"{world.ads} ads of {world.parties} parties, {world.pictures} pictures: {out}")
        typer.echo(f"next: vigie ingest {out / 'ads.jsonl'}")
