"""`(at)`, `[dot]`, arroba, punto, and their like."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "at_and_dot"
EXAMPLES: Final = (
    Example("anna (at) example [dot] com", "anna@example.com", kind="email"),
    Example("luz arroba example punto com", "luz@example.com", kind="email"),
    Example("hxxps://example[.]com/p", "https://example.com/p", kind="url"),
    Example("look at example.com", None, kind="email"),
)
