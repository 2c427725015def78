"""An emoji that stands for a platform: 👻, 📸."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "platform_emoji"
EXAMPLES: Final = (Example("👻 anna_rose22", "anna_rose22", kind="handle"),)
