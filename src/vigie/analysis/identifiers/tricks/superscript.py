"""Raised and lowered digits."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "superscript"
EXAMPLES: Final = (Example("⁴¹⁵ ⁵⁵⁵ ⁰¹³²", "+14155550132", kind="phone", region="US"),)
