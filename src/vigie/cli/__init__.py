"""The command line: `vigie`. One file a command; each is named once in `COMMANDS`."""

import os
import sys

import typer

from vigie.cli import (
    demo,
    explain,
    export,
    extract,
    helpline,
    ingest,
    judge,
    match_image,
    pictures,
    posters,
    profiles,
    publish,
    rejects,
    run,
    search,
    serve,
    triage,
    version,
    world,
)
from vigie.records import Problem

app = typer.Typer(
    name="vigie",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 a check failed or work could not be done, 2 wrong use.",
)


@app.callback()
def vigie() -> None:
    """Raw classified ads in; linked, ranked and explained profiles out.

    Start with `vigie demo`, or with `vigie ingest FILE` and then `vigie run`.
    """


COMMANDS = (
    demo,
    ingest,
    rejects,
    run,
    profiles,
    explain,
    triage,
    posters,
    judge,
    export,
    extract,
    helpline,
    publish,
    search,
    match_image,
    pictures,
    serve,
    world,
    version,
)
for module in COMMANDS:
    module.register(app)


def main() -> None:
    """Run the command; a Problem becomes one line on standard error and its exit code."""
    try:
        app()
    except Problem as problem:
        print(f"vigie: {problem}", file=sys.stderr)  # noqa: T201 (this is where errors are said)
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
