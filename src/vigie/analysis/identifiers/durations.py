"""Lengths of time that a price pays for, and which of two belongs to it."""

import re
from typing import Final

from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.sheet import Sheet

TIME: Final = (
    r"(?:(?P<long>(?:(?:an|one|1|une|1|una)[ ])?(?:hour[ ]and[ ]a[ ]half|heure[ ]et[ ]demie|"
    r"hora[ ]y[ ]media))"
    r"|(?P<half>half[ -]{0,2}(?:an?[ ])?h(?:ou)?r|hlf[ ]?hr|half|1/2[ ]?(?:h|hr|hour|hora|"
    r"heure)\b|½[ ]?(?:h|hr|hour|hora|heure)?|hh(?:r)?\b|demi[- ]{0,2}heure|media[ ]hora|30m\b)"
    r"|(?P<quick>qv\b|quick[ ]?visit|quarter[ ](?:of[ ]an[ ])?hour|quart[ ]d'heure|"
    r"cuarto[ ]de[ ]hora)"
    r"|(?P<hours>[0-9]{1,2}(?:[.,]5)?)[ ]?-?(?:h(?![a-z0-9])|hrs?\b|hours?\b|heures?\b|"
    r"horas?\b)(?P<and>[ ]?30\b)?"
    r"|(?P<mixed>[0-9])h(?P<mixedmin>[0-9]{2})\b"
    r"|(?P<minutes>[0-9]{1,2}[05])[ ]?-?(?:m\b|mins?\b|minutes?\b|minutos?\b|mn\b|')"
    r"|(?P<night>overnight|whole[ ]night|all[ ]night|nuit|noche(?:[ ]completa)?|night)"
    r"|(?P<hour>(?:(?:an?|one|full|the|une|una|la)[ ]|l')?(?:hourly(?:[ ]rate)?|"
    r"(?:tarif[ ])?horaire|hour|hr|"
    r"heure|hora|p?/h|h)(?![a-z0-9])))"
)
ARTICLE: Final = (
    r"(?:an?[ ]|1[ ](?=h)|une?[ ]|una[ ]|l'|la[ ]|les?[ ]|los?[ ]|las[ ]|the[ ]|per[ ])"
)
AFTER: Final = re.compile(
    r"[ ]{0,2}(?P<joint>[-/:=|~,*>]{1,3}|per|par|de(?=[ ]l)|an?|for|pour|por|x|the|p)?[ ]{0,2}"
    + ARTICLE
    + r"?[(]?"
    + TIME
)
BEFORE: Final = Ending(
    r"(?<![a-z0-9.,])"
    + TIME
    + r"(?:[ ](?:massage|session|seance|sesion|lesson|class|cours|clase|visit|call|walk|clean))?"
    r"[ ]{0,2}[)]?(?:[-:=/|~>.]{1,3}|is|for|at|a|c'est|son)?[ ]{0,2}"
    r"(?:only[ ])?[$€£¥🌹💵💰💲]{0,3}[ ]{0,2}",
    "half|hr|hrs|hour|hours|hh|hhr|h|heure|heures|hora|horas|½|m|min|mins|minute|minutes|minuto|"
    "minutos|mn|'|0|1|2|3|4|5|6|7|8|9|qv|visit|night|nuit|noche|completa|half|media|demie|"
    "hourly|rate|horaire|massage|session|seance|sesion|lesson|class|cours|clase|"
    "call|walk|clean| is| for| at| a|c'est|son|"
    "only",
    " $€£¥🌹💵💰💲)-:=/|~>.",
)
# Minutes that only a slash joins to a price with its sign (`$60/15`).
SLASHED: Final = re.compile(r"[ ]?/[ ]?(15|20|30|45|60|90)(?![0-9.,/$€£%]|[ ]?[a-z])")
TIGHT: Final = re.compile(
    r"/|[ ]?(?:per|par|an?|de[ ]|for|pour|por|l'|the)[ ']?|[ ](?:la|les|los|una|une)[ ]"
)
NEXT_PRICE: Final = re.compile(
    r"[ ]{0,2}[-/:=]?[ ]{0,2}[$€£]?[ ]?[0-9]{2,4}(?!min|m\b|[ ]?h|[ ]min)"
)
WINDOW: Final = 28


def paid_time(
    sheet: Sheet, start: int, end: int, *, signed: bool = False
) -> tuple[int | None, int, int]:
    """The minutes that stand beside an amount at a span of `plain`, and the span of both.

    A time before the amount is its own unless an earlier price has it, or one behind is joined more
    closely (`$200/hr`); a time behind is not where it belongs to the next price.
    """
    plain = sheet.plain
    slashed = SLASHED.match(plain, end) if signed else None
    if slashed is not None:
        return int(slashed.group(1)), start, slashed.end()
    after = AFTER.match(plain, end)
    if after is not None and TIGHT.match(plain, end):
        return _minutes(after), start, after.end()
    origin = max(0, start - WINDOW)
    ahead = BEFORE.search(plain[origin:start])
    if ahead is not None and origin + ahead.start() < sheet.priced:
        ahead = None
    if ahead is not None:
        return _minutes(ahead), origin + ahead.start(), end
    if after is not None and not NEXT_PRICE.match(plain[after.end() : after.end() + 12]):
        return _minutes(after), start, after.end()
    return None, start, end


def _minutes(match: re.Match[str]) -> int:
    found = match.groupdict()
    if found["long"]:
        return 90
    if found["half"]:
        return 30
    if found["quick"]:
        return 15
    if found["minutes"]:
        return int(found["minutes"])
    if found["mixed"]:
        return 60 * int(found["mixed"]) + int(found["mixedmin"])
    if found["hours"]:
        return int(60 * float(found["hours"].replace(",", "."))) + (30 if found["and"] else 0)
    return 720 if found["night"] else 60
