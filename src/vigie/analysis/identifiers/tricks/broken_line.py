"""A number broken over lines, or begun by the title and ended in the body."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "broken_line"
EXAMPLES: Final = (
    Example("415-555\n0132", "+14155550132", kind="phone", region="US"),
    Example(
        "Anna downtown 415555\nNew here. Call me on 0132 any time",
        "+14155550132",
        kind="phone",
        region="US",
    ),
)
