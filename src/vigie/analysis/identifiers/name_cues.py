"""What surely presents somebody by name (`call me`, `me llamo`), whatever the name."""

from typing import Final

from vigie.analysis.identifiers.endings import Ending

SURE: Final = Ending(
    r"(?:\bname(?:'s| is|:)?[ ]?:?|\bcall me|\bask for|\bje m'appelle|\bme llamo|\bmi nombre es|"
    r"\bmoi c'est|\bi go by|\bprenom[ ]?:?|\bnombre[ ]?:|\bcalled|\bnamed|\bpregunta por)[ ]{1,2}",
    "name|name's|is|call me|ask for|appelle|llamo|es|c'est|go by|prenom|nombre|called|named|por",
    " :",
)
