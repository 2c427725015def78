"""Options that several commands share, so that they read the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_HOME = Path("~/.local/share/vigie").expanduser()


def path_named(text: str) -> Path:
    """The path that was typed; an empty word (an unset variable, mostly) is wrong use."""
    if not str(text).strip():
        raise typer.BadParameter("the path is empty; a variable that is not set?")
    return Path(text).expanduser()


Home = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="VIGIE_HOME",
        metavar="DIR",
        parser=path_named,
        help="The folder of the lake: everything ingested and every run.",
        show_default="~/.local/share/vigie",
    ),
]
LineHome = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="VIGIE_HOME",
        metavar="DIR",
        parser=path_named,
        help="The folder of the line: its database and its key file.",
        show_default="~/.local/share/vigie",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
