"""Digits and letters in circles, squares and brackets."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "circled"
EXAMPLES: Final = (Example("④①⑤ ⑤⑤⑤ ⓪①③②", "+14155550132", kind="phone", region="US"),)
