"""Number words and digits written without a space: `fiveone`, `5five5`.

A chunk is cut into words and digits from the left, fewest pieces first (`numerals.spell`)."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "glued_words"
EXAMPLES: Final = (
    Example("zerounneufneufzerozeroundeuxtroisquatre", "+33199001234", kind="phone", region="FR"),
    Example("fouronefive fivefivefive zeroonethreetwo", "+14155550132", kind="phone", region="US"),
    Example("4one5 five5five 01three2", "+14155550132", kind="phone", region="US"),
    Example("someone at dawn", None, kind="phone", region="US"),
)
