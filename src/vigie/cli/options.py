"""Options that several commands share, so that they read the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_HOME = Path("~/.local/share/vigie").expanduser()

Home = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="VIGIE_HOME",
        help="The folder of the lake: everything ingested and every run.",
        show_default="~/.local/share/vigie",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
