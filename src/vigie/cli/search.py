"""`vigie search`: ads by identifier or by words."""

import dataclasses
import json
from typing import Annotated

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.cli.sites import site


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="search")
    def command(
        text: Annotated[str, typer.Argument(help="A number, an address, a handle, or words.")],
        home: Home = DEFAULT_HOME,
        limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many ads.")] = 20,
        purpose: Annotated[str, typer.Option(help="Why you look; kept in the ledger.")] = "",
        as_json: Json = False,
    ) -> None:
        """Find ads in the published run: by identifier (whole or its beginning), or by words.

        A number is found however it is typed. Words are compared without accents, and words spelt
        alike are found after those spelt the same. Each search is written in the ledger.

        Example: vigie search '(202) 555-0143'
        """
        with site("desk", home) as who:
            from vigie.desk.holdings.actions import search
            from vigie.desk.holdings.queries import current_run
            from vigie.lake.errors import NothingThere

            if current_run() is None:
                raise NothingThere("no run is published yet", remedy="vigie run && vigie publish")
            hits = search(text, by=who, purpose=purpose, limit=limit)
        if as_json:
            typer.echo(json.dumps([dataclasses.asdict(hit) for hit in hits], ensure_ascii=False))
            return
        for hit in hits:
            place = f"{hit.profile_id or '-'}" + (f" (rank {hit.rank})" if hit.rank else "")
            typer.echo(f"{hit.score:.2f}  {hit.why:<6}  {hit.ad_id}  {place}  {hit.matched}")
            typer.echo(f"      {hit.title or hit.excerpt}"[:110])
        if not hits:
            typer.echo("nothing found")
