"""Stated ages, in whole years from 10 to 99.

An age that is asked of the reader (`over 25 only`, `18+`), a length of time (`5 years experience`)
and an age range of others are none.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import NAME
from vigie.analysis.identifiers.given_names import NAMES
from vigie.analysis.identifiers.making import Found, make_plain
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "age"
WORDS: Final[Mapping[str, int]] = {}
UNIT: Final = re.compile(
    r"([0-9]{2})(?![0-9])[ \t]{0,2}(?:[-.•*~|,][ \t]?)?(?:"
    r"y[ ./-]{0,2}o(?![a-z])\.?|y[ /]{1,2}old\b|yrs?(?:[ .-]{1,3}(?:old|young)\b|[ /.-]{0,2}o\b|"
    r"(?![a-z]))\.?|"
    r"years?[ -]{1,2}(?:of[ ]age|old|young)|year[ -]old|years?[ ](?:of[ ])?age|"
    r"ans(?![a-z])|anos(?![a-z])|anitos(?![a-z])|annees?[ ]d'age|years?(?![a-z])|yrold|yearold)"
)
BARE: Final = re.compile(
    r"([0-9]{2})(?![0-9]|[ ]?[-:/.'][0-9]|[ ]?[$€£%'\"]|[ ]?(?:cm|kg|lbs?|min|mins|minutes?|h|hr|"
    r"hrs|hours?|am|pm|km|miles?|usd|roses?|euros?|dollars?|pounds?|weeks?|days?|months?|in|"
    r"inches|ft)\b)"
)
CUE: Final = Ending(
    r"(?:\bage[d]?[ ]?(?:is|of)?|\bedad|\bage|\bi am|\bi'm|\bim|\bj'ai|\btengo|\bturned|"
    r"\bjust turned|"
    r"\bcumpli|\bshe is|\bshe's|\byears|\b(?:twen|thir|for|fif|six)ties)[ \t]{0,2}"
    r"[:=~(-]?[ \t]{0,2}(?:only[ ]|just[ ]|a[ ])?",
    "thirties|forties|fifties|sixties|twenties|age|aged|is|of|edad|am|i'm|im|j'ai|tengo|turned|"
    "cumpli|she's|years|only|just|a",
    " \t:=~(-",
)
WEAK_CUE: Final = Ending(
    r"(?:\bi am|\bi'm|\bim|\bshe is|\bshe's|\byears)[ \t]{0,2}", "am|i'm|im|is|she's|years", " \t"
)
STRONG_UNIT: Final = re.compile(r"o|young|age|ans|an|yr")
ASKED: Final = Ending(
    r"(?:over|above|under|least|older than|younger than|from|for|since|in|moins|plus|depuis|"
    r"pendant|"
    r"garantie|garantia|warranty|guarantee[d]?|guaranteed for|"
    r"desde|hace|durante|menos|mayor(?:es)? de|mas de|plus de|minimum|min|only|than|past|last|"
    r"about|with|il y a|que|after|within|experience|ouvert|established|\+)[ ]?(?:the[ ])?(?:de[ ]|"
    r"of[ ])?",
    "garantie|garantia|warranty|guarantee|guaranteed|over|above|under|least|than|from|for|since|in|moins|plus|depuis|pendant|desde|hace|durante|"
    "menos|mayor de|mayores de|mas de|plus de|minimum|min|only|past|last|about|with|il y a|que|"
    "after|within|experience|ouvert|established|+|the|de|of",
)
THING: Final = Ending(
    r"(?:dryer|washer|machine|truck|van|boat|bike|piano|fridge|oven|engine|motor|roof|horse|tree|"
    r"computer|laptop|tv|phone|mattress|sofa|table|heater|furnace|lavadora|moto|bici|velo|voiture|"
    r"business|company|shop|house|agency|building|site|club|salon|school|spa|car|dog|cat|whisky|"
    r"entreprise|maison|voiture|empresa|casa|coche)[ ]"
    r"(?:is|are|est|a|es|tiene)[ ](?:now[ ]|about[ ])?",
    " is| are| est| a| es| tiene| now| about",
)
AFTER: Final = re.compile(
    r"[ ]{0,2}(?:\+|and[ ](?:over|up|older|above)|or[ ](?:over|older|above)|plus\b|minimum|"
    r"(?:of[ ]|d'|de[ ])?(?:experien|experience|ago|in[ ]business|together|d'experience|"
    r"de[ ]experiencia|warranty))"
)
LIST: Final = re.compile(
    r"([0-9]{2})(?=[ ]?(?:-|to|a|y|and|et|&|/)[ ]?[0-9]{2}[ ]?(?:yo|years|yrs|ans|anos))"
)


STATS: Final = Ending(r"\bstats?[ ]?[:=-]?[ ]{0,2}", "stat|stats", " :=-")
AT: Final = Ending(r"\b(?:at|a)[ ]", "at|a")
WHO_AFTER: Final = re.compile(r"[ ]?,?[ ](?:she|i|he|elle|ella)\b")
SIZE_AFTER: Final = re.compile(
    r"[ ]{0,2}[/,|;•-][ ]{0,2}(?:[4-6][ ]?(?:'|ft|feet|foot)|1[.,m][ ]?[0-9]{2}|1[4-9][0-9][ ]?cm)"
)
NAMED: Final = re.compile(
    r"([a-z]{3,14})[ ]?(?:[(,:/|*~-]{1,2}|is|est|es|tiene|a|aged)?[ ]{0,2}\(?\Z"
)

IS: Final = Ending(r"([a-z]{3,14})[ ](?:is|tiene)[ ]", "is|tiene")
RANGE: Final = Ending(r"[0-9][ ]?[-–][ ]?", "-|–")
SPENT: Final = re.compile(r"[ ](?:of|in|ago|exp|warr|together|later)")
ENDS: Final = re.compile(r"[ ]?(?:[^a-z0-9 $€£%:/'-]|\Z|\n|and\b)")
PERSON: Final = Ending(
    r"\b(?:gent|gentleman|lady|woman|man|guy|gal|male|female|widow|widower|student|nurse|retiree|"
    r"femme|homme|dame|monsieur|jf|jh|etudiante?|mujer|hombre|chica|chico|senora|senor|senorita|"
    r"caballero)[ ]?[,(/|-][ ]?",
    "gent|gentleman|lady|woman|man|guy|gal|male|female|widow|widower|student|nurse|retiree|femme|"
    "homme|dame|monsieur|jf|jh|etudiant|etudiante|mujer|hombre|chica|chico|senora|senor|senorita|"
    "caballero",
    " ,(/|-",
)
SET_OFF: Final = re.compile(r"[ ]?(?:[,;.)\n]|\Z|[-/|][ ])")
SEX: Final = re.compile(r"(?:\A|[\n(,/|~*•-][ ]{0,2})[fm][/ ]?\Z")
SEEKING: Final = re.compile(
    r"[ ]?(?:[,.;)/|\n]|\Z|(?:seek|look|for|here|new|cherch|busc|4)[a-z]{0,7}\b)"
)
NO_NAME: Final = frozenset(
    "rate price room number floor code total minimum limit size exit unit gate apartment suite fee "
    "that this what there where here which".split()
)


def at(sheet: Sheet, offset: int, _end: int) -> Sequence[Mention]:
    """The age that stands at an offset of `plain`, if one does."""
    plain = sheet.plain
    before = plain[max(0, offset - 26) : offset]
    unit = UNIT.match(plain, offset)
    if unit is not None and _stated(plain, before, unit.end(), unit.group(0)):
        return (_age(sheet, unit, 0.97),)
    bare = BARE.match(plain, offset)
    if bare is not None and SEX.search(before) and SEEKING.match(plain, bare.end()):
        return (_age(sheet, bare, 0.8),) if 18 <= int(bare.group(1)) <= 79 else ()
    if bare is None or before[-1:].isalnum():
        return ()
    if _beside(sheet, bare, before):
        return (_age(sheet, bare, 0.88),)
    if CUE.search(before) is None or AFTER.match(plain, bare.end()):
        return ()
    return (_age(sheet, bare, 0.75 if WEAK_CUE.search(before) else 0.93),)


def _beside(sheet: Sheet, bare: re.Match[str], before: str) -> bool:
    """Whether a bare number stands where an age does: behind a name, before a height."""
    plain, end = sheet.plain, bare.end()
    if not 18 <= int(bare.group(1)) <= 79 or AFTER.match(plain, end):
        return False
    if PERSON.search(before) and SET_OFF.match(plain, end):
        return True
    if int(bare.group(1)) > 69:
        return False
    if SIZE_AFTER.match(plain, end) or STATS.search(before):
        return True
    if AT.search(before):
        return WHO_AFTER.match(plain, end) is not None
    named = NAMED.search(before) if sheet.present & NAME else None
    if named is not None and named.group(1) in NAMES:
        return True
    said = IS.search(before)
    if said is None or said.group(1) in NO_NAME or not ENDS.match(plain, end):
        return False
    start, _ = sheet.folded_place(bare.start() - len(before) + said.start(), bare.start())
    return sheet.text[sheet.view.place(start, start + 1)[0]].isupper()


def _stated(plain: str, before: str, end: int, surface: str) -> bool:
    if before[-1:].isalnum() or before[-1:] in ("$", "€", "£", "+"):
        return False
    if RANGE.search(before):
        return False
    if AFTER.match(plain, end) or THING.search(before):
        return False
    bare_years = surface.endswith(("years", "year", "yrs", "yr")) and not CUE.search(before)
    if bare_years and SPENT.match(plain, end):
        return False
    asked = ASKED.search(before)
    return asked is None or CUE.search(before) is not None


def _age(sheet: Sheet, match: re.Match[str], confidence: float) -> Mention:
    return make_plain(sheet, KIND, str(int(match.group(1))), match.span(), Found(confidence))


EXAMPLES: Final = (
    Example("F33 seeks running partner", "33"),
    Example("Gent, 70, would like to play chess", "70"),
    Example("in my late thirties (38 to be exact)", "38"),
    Example("the dryer is 20 years old", None),
    Example("garantie 20 ans", None),
    Example("I am Anna, 23 yo, new here", "23"),
    Example("age: 27", "27"),
    Example("27 years old", "27"),
    Example("J'ai 31 ans", "31"),
    Example("tengo 25 años", "25"),
    Example("twenty three years old", "23"),
    Example("2O yo", "20"),
    Example("men over 30 years only", None),
    Example("20 years of experience", None),
)
