"""Words that sound like a digit: `for`, `too`, `ate`, `won`; misspellings: `fife`, `sevin`.

A word that has a meaning of its own counts only between digits."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "homophone"
EXAMPLES: Final = (
    Example("for won five 555 oh won tree too", "+14155550132", kind="phone", region="US"),
    Example("too late for one more, call ate", None, kind="phone", region="US"),
)
