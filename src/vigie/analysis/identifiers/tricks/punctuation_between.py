"""Signs between digits or groups that no plain number has."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "punctuation_between"
EXAMPLES: Final = (
    Example("4'1'5 5'5'5 0'1'3'2", "+14155550132", kind="phone", region="US"),
    Example("4,1,5,5,5,5,0,1,3,2", "+14155550132", kind="phone", region="US"),
    Example("415~555~0132", "+14155550132", kind="phone", region="US"),
)
