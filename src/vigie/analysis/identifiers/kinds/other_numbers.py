"""Numbers that are no identifier: hours, cards, addresses of machines, places, scores, sizes.

They are claimed before the hidden telephone numbers are read, so that their digits are not taken
for parts of one. Nothing here is a Mention.
"""

import re
from typing import Final

from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.sheet import Sheet

ADDRESS: Final = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])")
FARTHEST: Final = 180.0
COORDINATE: Final = re.compile(r"[0-9]{1,3}\.[0-9]{4,12}(?![0-9])")
CARD: Final = re.compile(
    r"[0-9]{4}(?P<gap>[ -]?)[0-9]{4}(?P=gap)[0-9]{4}(?P=gap)[0-9]{1,7}(?![0-9])"
)
HOURS: Final = re.compile(
    r"[0-9]{1,2}(?:[:h.][0-5][0-9])?[ ]?(?:am?|pm?|h|hrs?|a\.m\.?|p\.m\.?|heures?|horas?)?[ ]{0,2}"
    r"(?:-|to|till|til|until|a|as|au|/|–|y)[ ]{0,2}[0-9]{1,2}(?:[:h.][0-5][0-9])?[ ]?(?:am|pm|"
    r"a\.m|p\.m|h(?![a-z])|hrs?\b|heures?\b|horas?\b)"
)
CLOCK: Final = re.compile(
    r"(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?(?:[ ]?[ap]m)?|[ ]?[ap]\.?m\b|"
    r"h[0-5][0-9]\b)(?![0-9])"
)
ALWAYS: Final = re.compile(
    r"24[ ]?(?:/|-|x|h/|hrs?/|h[ ]|sur[ ]|por[ ])[ ]?(?:7|24|6)\b(?:[ ]?j/7)?|"
    r"7[ ]?(?:/|j/|j[ ]sur[ ]|jours[ ]sur[ ]|dias[ ]a[ ])[ ]?7\b|7[ ]days[ ]a[ ]week"
)
SIZES: Final = re.compile(
    r"[2-9][0-9](?:[a-h]{1,3})?(?P<by>[ ]?[-/x][ ]?)[2-9][0-9](?P=by)[2-9][0-9](?![0-9])"
)
POSTCODE: Final = re.compile(r"[0-9]{5}-[0-9]{4}(?![0-9])")
YEARS: Final = re.compile(r"(?:19|20)[0-9]{2}[ ]?[-/][ ]?(?:(?:19|20)?[0-9]{2})(?![0-9-])")
QUANTITY: Final = re.compile(
    r"[0-9]{1,6}(?:[.,][0-9]{1,3})?[ ]?(?:%|percent|degrees?|°|km\b|kms\b|miles?\b|mi\b|mph\b|"
    r"sq[ .]?ft|m2\b|ml\b|cl\b|gb\b|mb\b|mp\b|"
    r"min\b|mins\b|minutes?\b|hours?\b|hrs?\b|heures?\b|horas?\b|days?\b|jours?\b|dias?\b|"
    r"weeks?\b|months?\b|"
    r"years?\b|yrs?\b|times\b|people\b|photos?\b|pics?\b|reviews?\b|stars?\b|in\b(?=[ ]heels)|"
    r"inch(?:es)?\b|cm\b|mm\b|kg\b|lbs?\b|st\b|nd\b|rd\b|th\b)"
)
TYRE: Final = re.compile(r"[1-3][0-9]{2}/[2-9][05][ ]?-?z?r?[ ]?[12][0-9](?![0-9])")
SCORE: Final = re.compile(r"[0-9]{1,2}(?:[.][0-9])?[ ]?/[ ]?(?:5|10|20|100)(?![0-9/])")
PATTERNS: Final = (
    TYRE, COORDINATE, ADDRESS, POSTCODE, YEARS, SIZES, ALWAYS, HOURS, CLOCK, SCORE, QUANTITY,
)  # fmt: skip
ANY: Final = re.compile(
    "|".join(f"(?P<first{i}>{pattern.pattern})" for i, pattern in enumerate(PATTERNS))
)
GOES_ON: Final = re.compile(r"[-. ]?[0-9]{2}")
STREET: Final = Ending(
    r"(?:apt|suite|room|ste|unit|floor|exit|hwy|highway|route|interstate|i-|bldg|chambre|porte|"
    r"code postal|cp|zip|c\.p\.)[ .:#]{0,2}",
    "apt|suite|room|ste|unit|floor|exit|hwy|highway|route|interstate|i-|bldg|chambre|porte|postal|"
    "cp|zip|c.p",
    " .:#",
)


def claim(sheet: Sheet, offset: int) -> None:
    """Claim the number at an offset of `plain` where it is none of the identifiers."""
    plain = sheet.plain
    any_match = ANY.match(plain, offset)
    first = int((any_match.lastgroup or "")[5:]) if any_match is not None else len(PATTERNS)
    for pattern in PATTERNS[first:]:
        match = pattern.match(plain, offset)
        if match is not None and _whole(plain, match):
            sheet.claim(*sheet.folded_place(*match.span()))
            return
    card = CARD.match(plain, offset)
    if card is not None and is_card("".join(c for c in card.group(0) if c.isdigit())):
        sheet.claim(*sheet.folded_place(*card.span()))
        return
    street = STREET.search(plain[max(0, offset - 14) : offset])
    if street is not None:
        end = offset
        while end < len(plain) and plain[end].isdigit() and end - offset < 16:
            end += 1
        sheet.claim(*sheet.folded_place(offset, end))


def _whole(plain: str, match: re.Match[str]) -> bool:
    """Whether the match neither begins nor ends within a longer row of digits and hyphens."""
    start, end = match.span()
    if start and plain[start - 1].isdigit():
        return False
    if match.re is ADDRESS:
        return all(int(part) < 256 for part in match.group(0).split("."))
    if match.re is COORDINATE:
        return float(match.group(0)) <= FARTHEST
    if match.re is SCORE:
        got, best = (float(part) for part in match.group(0).split("/"))
        if got > best:
            return False
    goes_on = GOES_ON.match(plain, end) is not None
    return not (match.re in (SIZES, YEARS, SCORE) and goes_on)


def is_card(digits: str) -> bool:
    """Whether 13 to 19 digits pass the Luhn check (ISO/IEC 7812-1)."""
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [2 * int(d) for d in digits[-2::-2]]
    return (sum(d - 9 if d > 9 else d for d in doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


EXAMPLES: Final = (
    Example("open 10am-8pm, 24/7", None, kind="phone"),
    Example("server 192.168.100.200", None, kind="phone"),
    Example("card 4111 1111 1111 1111", None, kind="phone"),
    Example("at 40.712776, -74.005974", None, kind="phone"),
    Example("36-24-36", None, kind="phone"),
)
