"""`vigie publish`: the newest run into the desk's database."""

import json

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.cli.progress import watching
from vigie.cli.sites import site


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="publish")
    def command(home: Home = DEFAULT_HOME, as_json: Json = False) -> None:
        """Load the newest run into the desk's database, so that `vigie search` reads it.

        Reads the lake; writes PostgreSQL (Vigie's own under the home folder, or the server that
        VIGIE_DATABASE_URL names), in one transaction: until it ends every search sees the run
        before. The same run again changes nothing.

        Example: vigie run && vigie publish
        """
        with site("desk", home) as who:
            from vigie.desk.holdings.actions import publish
            from vigie.lake import Lake

            with watching() as watcher:
                done = publish(Lake(home), by=who, watcher=watcher)
        if as_json:
            typer.echo(json.dumps({"run": done.run_id, "rows": done.rows}))
        elif done.changed:
            counts = ", ".join(f"{rows:,} {name}" for name, rows in done.rows.items())
            typer.echo(f"run {done.run_id} is published: {counts}")
        else:
            typer.echo(f"run {done.run_id} was published already; nothing changed")
