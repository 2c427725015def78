"""The command line: `vigie`. One file a command; each is named once in `COMMANDS`."""

from vigie.cli import interrupts  # first: what follows takes a moment, and is interrupted too

# isort: split
import inspect
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
    lists,
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
from vigie.cli.streams import Watched, flushed, settle_streams
from vigie.records import Problem

app = typer.Typer(
    name="vigie",
    cls=Watched,
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


STOPPED = 130
"""The exit code of a command that a person stopped."""
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
    lists,
    pictures,
    serve,
    world,
    version,
)
for module in COMMANDS:
    module.register(app)


def _flow(commands: typer.Typer) -> None:
    """Let the paragraphs of every help text flow to the terminal's width."""
    for info in commands.registered_commands:
        paragraphs = inspect.cleandoc(info.help or inspect.getdoc(info.callback) or "").split(
            "\n\n"
        )
        info.help = "\n\n".join(part.replace("\n", " ") for part in paragraphs)
    for group in commands.registered_groups:
        if group.typer_instance:
            _flow(group.typer_instance)


_flow(app)


def main() -> None:
    """Run the command; a Problem becomes one line on standard error and its exit code."""
    settle_streams()
    try:
        app()
    except Problem as problem:
        sys.exit(_said(str(problem), problem.exit_code))
    except KeyboardInterrupt:
        sys.exit(_said(interrupts.SAID, STOPPED))
    except SystemExit as ended:  # typer ends so on Ctrl-C, and says nothing
        sys.exit(_said(interrupts.SAID, STOPPED) if ended.code == STOPPED else ended.code)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        sys.exit(_said(f"{place}{error.strerror or error}", 1))


def _said(sentence: str, code: int) -> int:
    flushed(sys.stdout)
    print(f"vigie: {sentence}", file=sys.stderr)  # noqa: T201 (this is where errors are said)
    return code
