"""`vigie version`: which version this is."""

import typer

from vigie import __version__


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(name="version")
    def command() -> None:
        """Say which version of Vigie this is."""
        typer.echo(__version__)
