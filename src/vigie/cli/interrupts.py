"""Ctrl-C is one line, from the first import on."""

import sys
from types import TracebackType

SAID = "stopped by Ctrl-C; whatever is in the lake is whole"


def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None, /) -> None:
    """Say that a person stopped the command; leave every other error to Python."""
    if issubclass(kind, KeyboardInterrupt):
        print(f"vigie: {SAID}", file=sys.stderr)  # noqa: T201 (this is where errors are said)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = told
