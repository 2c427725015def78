"""Letters that look like a digit: o O l I S B."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "letters_for_digits"
EXAMPLES: Final = (
    Example("4l5-555-Ol32", "+14155550132", kind="phone", region="US"),
    Example("2O yo", "20", kind="age"),
)
