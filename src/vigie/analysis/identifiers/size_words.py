"""What stands beside a length or a weight that is nobody's: things, directions, limits."""

import re
from typing import Final

from vigie.analysis.identifiers.thing_words import THINGS

# After a length or a weight of something else.
OTHERS_AFTER: Final = re.compile(
    r"[ ]?['\"]?(?:[ ]?(?:x|by|par|por|sur)[ ]?[0-9]|[ -]?(?:long|wide|deep|away|apart|thick|off|"
    r"across|down|back|"
    r"under|between|from|above|below|square|squared|per|each|cord|reach|clearance|"
    r"de[ ](?:long|large|haut[ ]sur|profond|largo|ancho|fondo|diametr|diamet|distan)|of[ ]|"
    r"d'(?:epaisseur|ecart)|limit|capacity|max|load|weight[ ]limit|rated|bench|loss)\b"
    r"|[ ,/]{1,3}(?:largeur|width|longueur|length|profondeur|depth|ancho|largo|fondo)\b"
    r"|[ ](?:de|d')[ ]?[a-z]{3,}s\b)"
)
BY: Final = re.compile(r"(?:[0-9' ][x×]|\b(?:by|par|por|sur))[ ]?\Z")
# Before one.
DIRECTIONS: Final = frozenset(
    "long length longueur largo wide width largeur ancho deep depth profondeur fondo "
    "profundidad diameter diametre diametro waist bust chest hips inseam cintura busto "
    "cadera poitrine hanches thickness epaisseur distance within capacity load max "
    "maximum maxi maxima maximo under up over holds hold supports support lifts lift "
    "supporte soporta jusqu'a jusqu hasta lost lose gained shipping freight bench press "
    "squat deadlift limit charge carga ceiling plafond techo weighing lifting curl "
    "every about".split()
)
CIRCUMFERENCE: Final = re.compile(r"tour de (?:taille|poitrine|hanches)[ ]?:?[ ]?(?:de )?\Z")
PERSON: Final = frozenset(
    "i i'm im am she he je j'ai soy mido peso pese suis mesure tengo woman man girl guy lady me "
    "my".split()
)
LETTERED: Final = re.compile(r"(?:\A|[ (x×])[hlwd][ :=]{1,2}\Z")
WORD: Final = re.compile(r"[a-z']+|[.!?;\n|*~]|[^\x00-\x7f]")
LOOKED_AT: Final = 28
FEW: Final = 4


def of_a_thing(plain: str, start: int, end: int) -> bool:
    """Whether what stands beside a size at a span of `plain` makes it a thing's."""
    if OTHERS_AFTER.match(plain, end) or BY.search(plain[max(0, start - 5) : start]):
        return True
    after = WORD.findall(plain, end, end + 24)[:2] if plain[end : end + 1] in (" ", "-") else []
    if any(word in THINGS for word in after) and not _worker(after):
        return True
    before = plain[max(0, start - LOOKED_AT) : start]
    if CIRCUMFERENCE.search(before) or LETTERED.search(before):
        return True
    return _of_thing_before(WORD.findall(before)[-FEW:])


def _worker(after: list[str]) -> bool:
    """Whether the thing is what somebody works with (`dog walker`)."""
    return (
        after[-1].endswith(("er", "or", "ist", "man", "woman", "owner")) and after[-1] not in THINGS
    )


def _of_thing_before(said: list[str]) -> bool:
    for word in reversed(said):
        if word in PERSON or not word[0].isalpha() or not word.isascii():
            return False
        if word in THINGS or word in DIRECTIONS:
            return True
    return False
