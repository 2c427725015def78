"""The bold, double-struck and other alphabets for mathematics."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "mathematical"
EXAMPLES: Final = (Example("𝟒𝟏𝟓 𝟓𝟓𝟓 𝟎𝟏𝟑𝟐", "+14155550132", kind="phone", region="US"),)
