"""Height in centimetres and weight in kilograms, rounded to whole numbers.

One file for both: they are written beside one another and read by the same rules. Other lengths
(`36-24-36`, `5 miles`) are none. Factors: 1 in = 2.54 cm, 1 lb = 0.45359237 kg, 1 st = 14 lb.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from vigie.analysis.identifiers.durations import paid_time
from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import MEASURE
from vigie.analysis.identifiers.making import Found, make_plain
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

HEIGHT: Final = "height"
WEIGHT: Final = "weight"
CUES: Final = (
    "height tall taille mesure altura estatura mido ht talla hauteur "
    "weight weigh poids pese peso wt"
).split()
WORDS: Final[Mapping[str, int]] = dict.fromkeys(CUES, MEASURE)
# What a height or a weight looks like at its start, where no word announces it.
MAYBE: Final = re.compile(
    r"[0-9]{1,3}(?:[.,][0-9]{1,2})?[ ]?(?:['fmcklps]|[12][ ]m)|1[.,][4-9][0-9](?![0-9])"
)
FEET: Final = re.compile(
    r"([4-7])[ ]?(?:'{1,2}(?!')|ft\b\.?|ft(?=[0-9])|feet\b|foot\b|pieds?\b|"
    r"pies?\b)[ ,-]{0,2}(?:and[ ])?"
    r"(?:(1[01]|[0-9])(?![0-9])(?:[ ]?(?:''|\"|in\b\.?|ins\b|inch(?:es)?\b|pouces?\b|pulgadas?\b|"
    r"'))?)?"
)
# Digits with an apostrophe between each are a hidden number, no heights.
QUOTED_DIGITS: Final = re.compile(r"[0-9]'[0-9](?:'[0-9]|[ ][0-9]'[0-9])")
FEET_GLUED: Final = re.compile(r"([4-7])f(?:t)?[ ]?(1[01]|[0-9])(?:in)?(?![a-z0-9])")
DASHED: Final = re.compile(r"([4-6])[-.](1[01]|[0-9])(?![0-9-])")
METRES: Final = re.compile(
    r"([12])[ ]?(?:m|mt|mts|metres?|metros?)[ ]?([0-9]{2})(?![0-9])(?:[ ]?cm)?"
)
DECIMAL: Final = re.compile(
    r"([12])[.,]([0-9]{2})[ ]?(?:m\b|mt\b|mts\b|metres?\b|meters?\b|metros?\b)"
)
CENTIMETRES: Final = re.compile(
    r"(1[0-9]{2}|20[0-9]|21[0-9])[ ]?(?:cms?\b|centimet(?:re|er)s?\b|centimetros?\b)"
)
BARE_METRES: Final = re.compile(r"([12])[.,]([0-9]{2})(?![0-9])")
BESIDE_WEIGHT: Final = re.compile(
    r"(1)[.,]([4-9][0-9])"
    r"(?=[ ]{0,2}(?:y|and|et|[,/|-])?[ ]{0,2}[0-9]{2,3}[ ]?(?:kgs?|kilos?|lbs?)\b)"
)
BARE_CM: Final = re.compile(r"(1[3-9][0-9]|20[0-9])(?![0-9])")
POUNDS: Final = re.compile(r"([0-9]{2,3})[ ]?(?:lbs?\b\.?|pounds?\b|libras?\b|livres?\b)")
KILOS: Final = re.compile(
    r"([0-9]{2,3})(?:[.,]([0-9]))?[ ]?(?:kgs?\b|kilos?\b|kilograms?\b|kilogrammes?\b|kilogramos?\b)"
)
STONE: Final = re.compile(
    r"([5-9]|1[0-9]|2[0-5])[ ]?(?:st\b\.?|stones?\b)[ ,]?(?:([0-9]|1[0-3])(?![0-9])[ ]?(?:lbs?\b|"
    r"pounds?\b)?)?"
)
HEIGHT_CUE: Final = Ending(
    r"(?:\bheight|\btall|taille|mesure|altura|estatura|mido|\bht|talla|hauteur)[ ]?(?:is|de|es|"
    r"est)?[ ]?[:=-]?[ ]?",
    "height|tall|taille|mesure|altura|estatura|mido|ht|talla|hauteur|is|de|es|est",
    " :=-",
)
WEIGHT_CUE: Final = Ending(
    r"(?:weight|weigh|poids|pese|peso|wt)[ ]?(?:is|de|es|est)?[ ]?[:=-]?[ ]?",
    "weight|weigh|poids|pese|peso|wt|is|de|es|est",
    " :=-",
)
MONEY_BEFORE: Final = re.compile(r"[$€£]\s?\Z")
FOR_SALE: Final = re.compile(r"[ ]?(?:an?[ ]hour|per|/|for[ ]|each|bag|of[ ])")


def at(sheet: Sheet, offset: int, _end: int) -> Sequence[Mention]:
    """The height or weight that stands at an offset of `plain`, if one does."""
    plain = sheet.plain
    if not sheet.present & MEASURE and not MAYBE.match(plain, offset):
        return ()
    before = plain[max(0, offset - 20) : offset]
    if offset and (plain[offset - 1].isalnum() or plain[offset - 1] in "$€£"):
        return ()
    mention = _height(sheet, offset, before) or _weight(sheet, offset, before)
    return () if mention is None else (mention,)


def _height(sheet: Sheet, offset: int, before: str) -> Mention | None:
    plain = sheet.plain
    feet = FEET.match(plain, offset) or FEET_GLUED.match(plain, offset)
    if feet is not None and (before[-1:] == "'" or QUOTED_DIGITS.match(plain, offset)):
        return None
    cued = HEIGHT_CUE.search(before) is not None
    if feet is not None and (feet.group(2) or cued or "'" not in feet.group(0)):
        return _feet(sheet, feet, 0.96 if feet.group(2) else 0.8)
    dashed = DASHED.match(plain, offset) if cued else None
    if dashed is not None:
        return _feet(sheet, dashed, 0.85)
    for pattern in (METRES, DECIMAL, BARE_METRES if cued else BESIDE_WEIGHT):
        metres = pattern.match(plain, offset)
        if metres is not None:
            return _centimetres(sheet, metres, 100 * int(metres.group(1)) + int(metres.group(2)))
    whole = CENTIMETRES.match(plain, offset) or (BARE_CM.match(plain, offset) if cued else None)
    return _centimetres(sheet, whole, int(whole.group(1))) if whole is not None else None


def _feet(sheet: Sheet, match: re.Match[str], confidence: float) -> Mention:
    inches = 12 * int(match.group(1)) + int(match.group(2) or 0)
    return make_plain(sheet, HEIGHT, str(round(2.54 * inches)), match.span(), Found(confidence))


def _centimetres(sheet: Sheet, match: re.Match[str], value: int) -> Mention | None:
    by = sheet.plain[max(0, match.start() - 4) : match.start()]
    if not 120 <= value <= 215 or by.endswith((" by ", " x ", "sur ", "por ", "par ")):
        return None
    return make_plain(sheet, HEIGHT, str(value), match.span(), Found(0.95))


def _weight(sheet: Sheet, offset: int, before: str) -> Mention | None:
    plain = sheet.plain
    cued = WEIGHT_CUE.search(before) is not None
    kilos = KILOS.match(plain, offset)
    if kilos is not None and 35 <= int(kilos.group(1)) <= 180:
        value = float(f"{kilos.group(1)}.{kilos.group(2) or 0}")
        return _kilograms(sheet, kilos, value)
    pounds = POUNDS.match(plain, offset)
    if pounds is not None and 75 <= int(pounds.group(1)) <= 400:
        money = plain[pounds.start() : pounds.end()].rstrip("s").endswith("pound") and not cued
        if money and (FOR_SALE.match(plain, pounds.end()) or _paid(sheet, pounds)):
            return None
        return _kilograms(sheet, pounds, 0.45359237 * int(pounds.group(1)))
    stone = STONE.match(plain, offset)
    if stone is not None:
        weight = 14 * int(stone.group(1)) + int(stone.group(2) or 0)
        return _kilograms(sheet, stone, 0.45359237 * weight)
    return None


def _paid(sheet: Sheet, pounds: re.Match[str]) -> bool:
    """Whether a time stands beside so many pounds: they are money."""
    return paid_time(sheet, pounds.start(), pounds.end())[0] is not None


def _kilograms(sheet: Sheet, match: re.Match[str], value: float) -> Mention:
    return make_plain(sheet, WEIGHT, str(round(value)), match.span(), Found(0.95))


EXAMPLES: Final = (
    Example("1,70 y 68 kg", "170", kind="height"),
    Example("5'4'3 2'1'0", None, kind="height"),
    Example("I am 5'4\" tall", "163", kind="height"),
    Example("height 5 ft 7", "170", kind="height"),
    Example("1m65", "165", kind="height"),
    Example("1,70 m", "170", kind="height"),
    Example("168 cm", "168", kind="height"),
    Example("120 lbs", "54", kind="weight"),
    Example("55 kg", "55", kind="weight"),
    Example("8 stone 7", "54", kind="weight"),
    Example("36-24-36", None, kind="height"),
)
