"""A platform's name in pieces: `tele gram`, `s n a p`, `I.G.`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "split_platform"
EXAMPLES: Final = (
    Example("te le gram: jane_doe22", "jane_doe22", kind="handle"),
    Example("s n a p: anna_rose22", "anna_rose22", kind="handle"),
    Example("tele gram @anna_rose", "anna_rose", kind="handle"),
)
