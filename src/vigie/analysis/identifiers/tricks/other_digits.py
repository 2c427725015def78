"""The decimal digits of other scripts: Arabic-Indic, Thai and all that Unicode knows."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "other_digits"
EXAMPLES: Final = (Example("٤١٥ ٥٥٥ ٠١٣٢", "+14155550132", kind="phone", region="US"),)
