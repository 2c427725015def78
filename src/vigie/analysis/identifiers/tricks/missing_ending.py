"""A mail provider without its `.com`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "missing_ending"
EXAMPLES: Final = (Example("anna22@gmail", "anna22@gmail.com", kind="email"),)
