"""A platform's name with digits or signs for letters: `1nsta`, `$nap`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "leet_platform"
EXAMPLES: Final = (
    Example("sn4pch@t: jane_doe22", "jane_doe22", kind="handle"),
    Example("!n$ta: jane_doe22", "jane_doe22", kind="handle"),
    Example("1nsta lily.lee9", "lily.lee9", kind="handle"),
)
