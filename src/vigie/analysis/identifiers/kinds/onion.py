"""Onion addresses, version 3, whose checksum holds; with or without a path behind them.

The value is the host alone, in lower case, with `.onion`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.checksums import is_onion
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import LONG
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "onion"
WORDS: Final[Mapping[str, int]] = {}
NAME: Final = re.compile(r"[a-z2-7]{56}\Z")
ENDING: Final = re.compile(
    r"(?P<dot>\.|[ ]?[\[({]?[ ]?(?:\.|dot|punto|point)[ ]?[\])}]?[ ]?)onion\b"
)
SCHEME: Final = re.compile(r"https?://(?:[a-z0-9-]{1,63}\.){0,3}\Z")


def find(sheet: Sheet) -> Iterator[Mention]:
    """The onion addresses of a text, in order."""
    for at in sheet.at(LONG):
        name = sheet.tokens[at]
        if not NAME.match(name) or not is_onion(name):
            continue
        start, end = sheet.starts[at], sheet.starts[at + 1]
        ending = ENDING.match(sheet.folded, end)
        if ending is not None:
            end = ending.end()
        scheme = SCHEME.search(sheet.folded, max(0, start - 200), start)
        sheet.claim(scheme.start() if scheme is not None else start, end)
        tricks = () if ending is None or ending.group("dot") == "." else ("at_and_dot",)
        yield make(
            sheet, KIND, f"{name}.onion", (start, end), Found(1.0 if ending else 0.9, tricks)
        )


EXAMPLES: Final = (
    Example("http://pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion/x",
            "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion"),
    Example("pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscrya.onion", None),
)  # fmt: skip
