"""`vigie profiles`: the ranked list of the latest run."""

from typing import Annotated

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="profiles")(command)


def command(
    home: Home = DEFAULT_HOME,
    top: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    as_json: Json = False,
) -> None:
    """Show the profiles that a person should read first, with the strongest reasons.

    Each line is the party behind a set of ads. Probabilities stand with their interval; a profile
    of which nothing can be said comes last and says why. Example: vigie profiles --top 50
    """
    from vigie.cli.listing import print_profiles
    from vigie.lake import Lake

    print_profiles(Lake(home).needed_run(), top, as_json=as_json)
