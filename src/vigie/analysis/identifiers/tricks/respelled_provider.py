"""A mail provider as it sounds or mistyped: `gee mail`, `hot mail`, `gmial`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "respelled_provider"
EXAMPLES: Final = (
    Example("jane.doe at jimeil dot com", "jane.doe@gmail.com", kind="email"),
    Example("jane.doe@yahooo.com", "jane.doe@yahoo.com", kind="email"),
    Example("anna22 at gee mail dot com", "anna22@gmail.com", kind="email"),
)
