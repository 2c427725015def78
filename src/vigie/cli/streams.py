"""Standard output and standard error, so that no character and no closed pipe stops a command."""

import io
import os
import sys
from typing import Any, TextIO

import typer
from typer.core import TyperGroup


class Watched(TyperGroup):
    """Commands whose output is on its way before they count as done.

    A reader that closes the pipe early (`| head`) has what it wanted: exit code 0. Output that
    cannot be written (a full disk) is an OSError, never silence.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command and send its output."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError as error:
            _discard(sys.stdout)
            raise typer.Exit(0) from error
        except OSError:
            _discard(sys.stdout)
            raise
        return result


def settle_streams() -> None:
    """Make both streams take every character.

    Files and pipes get UTF-8 whatever the locale, since JSON and CSV are read by programs; a
    terminal of another encoding shows the escape of what it cannot show.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def flushed(stream: TextIO | None) -> None:
    """Send what a stream still holds; what nobody reads any more is let go."""
    try:
        if stream is not None:
            stream.flush()
    except OSError:
        _discard(stream)


def _discard(stream: TextIO | None) -> None:
    """Point a stream that cannot be written at nothing, so that Python can end quietly."""
    if stream is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
