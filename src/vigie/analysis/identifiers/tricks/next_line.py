"""An account name on the line after its platform."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "next_line"
EXAMPLES: Final = (Example("Snapchat\nanna_rose22", "anna_rose22", kind="handle"),)
