"""Zero-width and bidirectional characters among the others."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "invisible"
EXAMPLES: Final = (
    Example(
        "4\u200b1\u200b5\u200b5\u200b5\u200b5\u200b0\u200b1\u200b3\u200b2",
        "+14155550132",
        kind="phone",
        region="US",
    ),
)
