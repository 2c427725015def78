"""A platform's name with letters drawn out: `snaaap`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "stretched_platform"
EXAMPLES: Final = (Example("snaaaap: anna_rose22", "anna_rose22", kind="handle"),)
