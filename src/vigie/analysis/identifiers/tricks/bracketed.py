"""Groups in brackets or stars: `[415]*[555]*[0132]`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "bracketed"
EXAMPLES: Final = (
    Example("call «415»«555»«0132»", "+14155550132", kind="phone", region="US"),
    Example("[415]*[555]*[0132]", "+14155550132", kind="phone", region="US"),
)
