"""Emoji between digits or groups."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "emoji_between"
EXAMPLES: Final = (Example("415💋555💋0132", "+14155550132", kind="phone", region="US"),)
