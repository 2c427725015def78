"""The full-width forms of East Asian typography."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "full_width"
EXAMPLES: Final = (
    Example("４１５－５５５－０１３２", "+14155550132", kind="phone", region="US"),
    Example("ｌｉｌｙ＠example.com", "lily@example.com", kind="email"),
)
