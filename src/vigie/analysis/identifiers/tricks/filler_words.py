"""Words between the groups of a number: `415 call 555 me 0132`.

Known fillers, or at most two words in a gap where the whole is a valid number of a usual shape."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "filler_words"
EXAMPLES: Final = (
    Example("415 call 555 me 0132", "+14155550132", kind="phone", region="US"),
    Example("415 puis 555 et 0132", "+14155550132", kind="phone", region="US"),
    Example("30 minutes from 200 shops", None, kind="phone", region="US"),
)
