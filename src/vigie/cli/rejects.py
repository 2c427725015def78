"""`vigie rejects`: what could not be read, where, and why."""

from typing import Annotated

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json

Reason = Annotated[str, typer.Option(metavar="REASON", help="Only the rejects of one reason.")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="rejects")
    def command(home: Home = DEFAULT_HOME, reason: Reason = "", as_json: Json = False) -> None:
        """List what could not be read.

        Prints a line for each row, field or picture that an ingest could not read: the file and
        the line, the reason, and a sentence. With --json, one JSON object a line.

        Example: vigie rejects --reason broken_json
        """
        from vigie.lake import Lake
        from vigie.lake.schemas import to_json

        rows = (
            Lake(home)
            .read("rejects")
            .sort_by([(name, "ascending") for name in ("file", "line", "reason", "detail")])
        )
        chosen = [row for row in rows.to_pylist() if reason in ("", row["reason"])]
        if not chosen and not as_json:
            typer.echo("nothing was rejected" + (f" as {reason}" if reason else ""), err=True)
        for row in chosen:
            place = f"{row['file']}:{row['line']}" if row["line"] else row["file"]
            typer.echo(to_json(row) if as_json else f"{place}: {row['reason']}: {row['detail']}")
