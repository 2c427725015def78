"""Height in centimetres and weight in kilograms, rounded to whole numbers.

One file for both: they are written beside one another and read by the same rules. Other lengths
(`36-24-36`, `5 miles`) are none. Factors: 1 in = 2.54 cm, 1 lb = 0.45359237 kg, 1 st = 14 lb.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from vigie.analysis.identifiers.durations import paid_time
from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import MEASURE
from vigie.analysis.identifiers.making import Found, make_plain
from vigie.analysis.identifiers.sheet import Sheet
from vigie.analysis.identifiers.size_words import of_a_thing
from vigie.records import Mention

HEIGHT: Final = "height"
WEIGHT: Final = "weight"
CUES: Final = (
    "height tall taille mesure altura estatura mido mide measure ht talla hauteur inches "
    "weight weigh weighs poids pese peso pesa wt metre metro foot feet"
).split()
WORDS: Final[Mapping[str, int]] = dict.fromkeys(CUES, MEASURE)
# What a height or a weight looks like at its start, where no word announces it.
CUE_ENDS: Final = (
    *("height", "tall", "taille", "mesure", "measure", "altura", "estatura", "mido", "mide", "ht"),
    *("talla", "hauteur", "weight", "weigh", "weighs", "poids", "pese", "peso", "pesa", "wt"),
    *("is", "de", "es", "est", "metre", "metro", "metres", "metros", "y", "con", "et"),
)
MAYBE: Final = re.compile(
    r"[0-9]{1,3}(?:[.,][0-9]{1,2})?[ ]?(?:['`fmcklps]|-[fp]|1/2|[12][ ]m)|1[.,][4-9][0-9](?![0-9])"
)
FEET: Final = re.compile(
    r"(?<![.,/])(?P<feet>[4-7])(?P<half>[ ]1/2)?[ -]?(?:['`]{1,2}(?!')|ft\b\.?|ft(?=[0-9])|"
    r"feet\b|foot\b|pieds?\b|"
    r"pies?\b)[ ,-]{0,2}(?:and[ ])?"
    r"(?:(?P<inches>1[01]|0?[0-9])(?![0-9])(?:[ ]?(?:''|\"|in\b\.?|ins\b|inch(?:es)?\b|pouces?\b|"
    r"pulgadas?\b|"
    r"'))?)?"
)
# Digits with an apostrophe between each are a hidden number, no heights.
QUOTED_DIGITS: Final = re.compile(r"[0-9]'[0-9](?:'[0-9]|[ ][0-9]'[0-9])")
FEET_GLUED: Final = re.compile(
    r"(?P<feet>[4-7])f(?:t)?[ ]?(?P<inches>1[01]|[0-9])(?:in)?(?![a-z0-9])"
)
DASHED: Final = re.compile(
    r"(?P<feet>[4-6])[-. ](?P<inches>1[01]|[0-9])(?![0-9-]|[ ]?(?:cm|kg|m\b|lbs))"
)
INCHES: Final = re.compile(
    r"([5-8][0-9])[ ]?(?:\"|''|in\b\.?|inch(?:es)?\b)(?P<tall>[ ](?:tall|in height))?"
)
SPOKEN_METRE: Final = Ending(
    r"\b(?:un|uno|1)[ ](?:metre|metro)s?[ ](?:y[ ]|con[ ]|et[ ])?", "metre|metro|metros|y|con|et"
)
HUNDREDTHS: Final = re.compile(r"([4-9][0-9])(?![0-9])")
SAID_AFTER: Final = re.compile(
    r"([12])[.,]([0-9]{2})(?=[ ](?:de[ ])?(?:estatura|altura|tall|de[ ]haut))"
)
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
BARE_WEIGHT: Final = re.compile(r"([0-9]{2,3})(?![0-9]|[.,:/'-]?[0-9]|[ ]?[$€£%]|[ ]?(?:pesos|st))")
BARE_CM: Final = re.compile(r"(1[3-9][0-9]|20[0-9])(?![0-9])")
POUNDS: Final = re.compile(r"([0-9]{2,3})[ -]?(?:lbs?\b\.?|pounds?\b|libras?\b|livres?\b)")
KILOS: Final = re.compile(
    r"([0-9]{2,3})(?:[.,]([0-9]))?[ ]?(?:kgs?\b|kilos?\b|kilograms?\b|kilogrammes?\b|kilogramos?\b)"
)
STONE: Final = re.compile(
    r"([5-9]|1[0-9]|2[0-5])(?P<half>[ ]1/2|[.]5)?[ ]?(?:st\b\.?|st(?=[0-9])|"
    r"stones?\b)[ ,]?(?:([0-9]|1[0-3])(?![0-9])[ ]?(?:lbs?\b|"
    r"pounds?\b)?)?"
)
HEIGHT_CUE: Final = Ending(
    r"(?:\bheight|\btall|taille|mesure|measure|altura|estatura|mido|mide|\bht|talla|"
    r"hauteur)[ .]?(?:is|de|es|"
    r"est)?[ ]?[:=-]?[ ]?",
    "height|tall|taille|mesure|measure|altura|estatura|mido|mide|ht|talla|hauteur|is|de|es|est",
    " :=-.",
)
WEIGHT_CUE: Final = Ending(
    r"(?:weight|\bweighs?|\bpoids|\bpese|\bpeso|\bpesa|\bwt)[ ]?(?:is|de|es|est)?[ ]?[:=-]?[ ]?",
    "weight|weigh|weighs|poids|pese|peso|pesa|wt|is|de|es|est",
    " :=-",
)
QUOTE: Final = re.compile(r"['`]")
SAINT: Final = re.compile(r"[0-9]{1,2}[ ]?st\b")
POUND: Final = 0.45359237
FOR_SALE: Final = re.compile(r"[ ]?(?:an?[ ]hour|per|/|for[ ]|each|bag|of[ ])")


class Size(NamedTuple):
    """A height in centimetres or a weight in kilograms, at a span of `plain`, and how sure."""

    kind: str
    value: float
    span: tuple[int, int]
    sure: float


def at(sheet: Sheet, offset: int, _end: int) -> Sequence[Mention]:
    """The height or weight that stands at an offset of `plain`, if one does."""
    plain = sheet.plain
    maybe = MAYBE.match(plain, offset)
    if maybe is None and not sheet.present & MEASURE:
        return ()
    before = plain[max(0, offset - 20) : offset]
    if maybe is None and not before.rstrip(" :=-.").endswith(CUE_ENDS) and not _said(plain, offset):
        return ()
    if offset and (plain[offset - 1].isalnum() or plain[offset - 1] in "$€£"):
        return ()
    size = _height(plain, offset, before) or _weight(sheet, offset, before)
    if size is None or of_a_thing(plain, *size.span):
        return ()
    return (make_plain(sheet, size.kind, str(round(size.value)), size.span, Found(size.sure)),)


def _said(plain: str, offset: int) -> bool:
    """Whether a number may be followed by the word that makes a height of it."""
    return plain[offset + 1 : offset + 2] in (".", ",") or plain[offset + 2 : offset + 3] in '" i'


def _height(plain: str, offset: int, before: str) -> Size | None:
    cued = HEIGHT_CUE.search(before) is not None
    feet = FEET.match(plain, offset) or FEET_GLUED.match(plain, offset)
    if feet is not None and (before[-1:] == "'" or QUOTED_DIGITS.match(plain, offset)):
        return None
    if feet is not None and (feet.group("inches") or cued or not QUOTE.search(feet.group(0))):
        return _feet(feet, 0.96 if feet.group("inches") else 0.8)
    dashed = DASHED.match(plain, offset) if cued else None
    if dashed is not None:
        return _feet(dashed, 0.85)
    inches = INCHES.match(plain, offset)
    if inches is not None and (cued or inches.group("tall")):
        return Size(HEIGHT, 2.54 * int(inches.group(1)), inches.span(), 0.85)
    for pattern in (METRES, DECIMAL, SAID_AFTER, BARE_METRES if cued else BESIDE_WEIGHT):
        metres = pattern.match(plain, offset)
        if metres is not None:
            return _metres(plain, metres.span(), metres.groups())
    spoken = SPOKEN_METRE.search(before)
    hundredths = HUNDREDTHS.match(plain, offset) if spoken else None
    if spoken is not None and hundredths is not None:
        start = offset - len(before) + spoken.start()
        return _metres(plain, (start, hundredths.end()), ("1", hundredths.group(1)))
    whole = CENTIMETRES.match(plain, offset) or (BARE_CM.match(plain, offset) if cued else None)
    return None if whole is None else _metres(plain, whole.span(), ("0", whole.group(1)))


def _feet(match: re.Match[str], sure: float) -> Size:
    inches = 12 * int(match.group("feet")) + int(match.group("inches") or 0)
    inches += 6 * bool(match.groupdict().get("half"))
    end = match.start() + len(match.group(0).rstrip(" ,-"))
    return Size(HEIGHT, 2.54 * inches, (match.start(), end), sure)


def _metres(plain: str, span: tuple[int, int], said: Sequence[str]) -> Size | None:
    value = 100 * int(said[0]) + int(said[1])
    by = plain[max(0, span[0] - 4) : span[0]]
    if not 120 <= value <= 215 or by.endswith((" by ", " x ", "sur ", "por ", "par ")):
        return None
    return Size(HEIGHT, value, span, 0.95)


def _weight(sheet: Sheet, offset: int, before: str) -> Size | None:
    plain = sheet.plain
    cued = WEIGHT_CUE.search(before) is not None
    kilos = KILOS.match(plain, offset)
    if kilos is not None and 35 <= int(kilos.group(1)) <= 180:
        return Size(WEIGHT, float(f"{kilos.group(1)}.{kilos.group(2) or 0}"), kilos.span(), 0.95)
    pounds = POUNDS.match(plain, offset)
    if pounds is not None and 75 <= int(pounds.group(1)) <= 400:
        money = plain[pounds.start() : pounds.end()].rstrip("s").endswith("pound") and not cued
        british = sheet.countries[0] == "GB"
        if money and (british or FOR_SALE.match(plain, pounds.end()) or _paid(sheet, pounds)):
            return None
        return Size(WEIGHT, POUND * int(pounds.group(1)), pounds.span(), 0.95)
    stone = STONE.match(plain, offset)
    if stone is not None and not _street(sheet, stone):
        weight = 14 * int(stone.group(1)) + int(stone.group(3) or 0) + 7 * bool(stone.group("half"))
        return Size(WEIGHT, POUND * weight, stone.span(), 0.95)
    bare = BARE_WEIGHT.match(plain, offset) if cued else None
    return None if bare is None else _bare_weight(sheet, bare)


def _bare_weight(sheet: Sheet, match: re.Match[str]) -> Size | None:
    """A weight without a unit is in the country's own: pounds in America, kilograms elsewhere."""
    value = int(match.group(1))
    american = sheet.countries[0] == "US"
    if not (75 <= value <= 400 if american else 35 <= value <= 180):
        return None
    return Size(WEIGHT, POUND * value if american else value, match.span(), 0.8)


def _street(sheet: Sheet, stone: re.Match[str]) -> bool:
    """Whether `10 St James Road` is meant: a capital letter follows `st`."""
    if not SAINT.match(sheet.plain, stone.start()):
        return False
    at = sheet.folded_place(stone.end(), stone.end() + 1)[0]
    following = sheet.text[sheet.view.place(at, at + 1)[0] :][:2].lstrip()
    return following[:1].isupper()


def _paid(sheet: Sheet, pounds: re.Match[str]) -> bool:
    """Whether a time stands beside so many pounds: they are money."""
    return paid_time(sheet, pounds.start(), pounds.end())[0] is not None


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
    Example("5-foot-6", "168", kind="height"),
    Example("65 inches tall", "165", kind="height"),
    Example("un metro sesenta y cinco", "165", kind="height"),
    Example("1.65 de estatura", "165", kind="height"),
    Example("5`4", "163", kind="height"),
    Example("I weigh 120", "54", kind="weight", region="US"),
    Example("poids : 55", "55", kind="weight", region="FR"),
    Example("9 1/2 stone", "60", kind="weight"),
    Example("table is 6 ft long and 3 ft wide", None, kind="height"),
    Example("6ft fence panels", None, kind="height"),
    Example("armoire de 180 cm, démontée", None, kind="height"),
    Example("mesa de 1,60 m por 90 cm", None, kind="height"),
    Example("truck bed, 6.5 ft", None, kind="height"),
    Example("tour de taille 120 cm", None, kind="height"),
    Example("costal de 50 kg de frijol", None, kind="weight"),
    Example("holds up to 250 lbs", None, kind="weight"),
    Example("10 St James Road", None, kind="weight"),
)
