"""Every character apart: `4 1 5 5 5 5 0 1 3 2`, `a n n a @ g m a i l . c o m`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "spaced"
EXAMPLES: Final = (
    Example("4 1 5 5 5 5 0 1 3 2", "+14155550132", kind="phone", region="US"),
    Example("a n n a @ g m a i l . c o m", "anna@gmail.com", kind="email"),
)
