"""Dates, in ISO 8601: `2024-03-12`, and `--03-12` where no year is said.

`03/12/2024` is read month first in the United States, day first elsewhere; `detail.order` is then
`mdy` or `dmy`. A range (`12-15 March`) gives its first and its last day. A day said from the
day of posting (`tomorrow`, `next Friday`) counts where the hints tell that day; `detail.relative`
is then 1.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import MONTH
from vigie.analysis.identifiers.making import Found, make_plain
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "date"
JOINTS: Final = "-/."
MONTHS: Final = {
    **dict.fromkeys(("january", "jan", "janvier", "janv", "enero", "ene"), 1),
    **dict.fromkeys(("february", "feb", "fevrier", "fev", "fevr", "febrero"), 2),
    **dict.fromkeys(("march", "mar", "mars", "marzo"), 3),
    **dict.fromkeys(("april", "apr", "avril", "avr", "abril", "abr"), 4),
    **dict.fromkeys(("may", "mai", "mayo"), 5),
    **dict.fromkeys(("june", "jun", "juin", "junio"), 6),
    **dict.fromkeys(("july", "jul", "juillet", "juil", "julio"), 7),
    **dict.fromkeys(("august", "aug", "aout", "agosto", "ago"), 8),
    **dict.fromkeys(("september", "sept", "sep", "septembre", "septiembre"), 9),
    **dict.fromkeys(("october", "oct", "octobre", "octubre"), 10),
    **dict.fromkeys(("november", "nov", "novembre", "noviembre"), 11),
    **dict.fromkeys(("december", "dec", "decembre", "diciembre", "dic"), 12),
}
WORDS: Final[Mapping[str, int]] = dict.fromkeys(MONTHS, MONTH)
NAME: Final = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
ORDINAL: Final = r"(?:st|nd|rd|th|er|ero|º|°)?"
YEAR: Final = r"(?:[ ,]{1,3}(?:de[l]?[ ])?((?:19|20)[0-9]{2})(?![0-9]))?"
ISO: Final = re.compile(r"((?:19|20)[0-9]{2})[-/.]([01]?[0-9])[-/.]([0-3]?[0-9])(?![0-9])")
NUMERIC: Final = re.compile(
    r"([0-3]?[0-9])([-/.])([0-3]?[0-9])\2((?:19|20)?[0-9]{2})(?![0-9]|[-/.][0-9])"
)
SHORT: Final = re.compile(r"([0-3]?[0-9])/([0-3]?[0-9])(?![0-9/]|[ ]?(?:h|hr)\b)")
DAY_FIRST: Final = re.compile(
    r"([0-3]?[0-9])"
    + ORDINAL
    + r"(?:[ ]{0,2}(?:-|to|au|al|and|et|y|&|until)[ ]{0,2}([0-3]?[0-9])"
    + ORDINAL
    + r")?[ -]{1,2}(?:of[ ]|de[ ])?"
    + NAME
    + YEAR
)
MONTH_FIRST: Final = re.compile(
    NAME
    + r"[ ]{1,2}(?:the[ ])?([0-3]?[0-9])(?![0-9:])"
    + ORDINAL
    + r"(?![ ]?(?:am|pm|h\b|hrs|years|yo))"
    + r"(?:[ ]{0,2}(?:-|to|through|thru|and|&|until)[ ]{0,2}([0-3]?[0-9])(?![0-9:/])"
    + ORDINAL
    + r")?"
    + YEAR
)
ALWAYS_OPEN: Final = ("24/7", "7/7", "24/24", "7/24", "24/6", "10/10", "5/5")
DATE_CUE: Final = re.compile(
    r"\b(?:on|from|until|till|date|arriving|visiting|back|le|du|au|el|del|al|hasta|leaving|depuis|"
    r"between|to|and|through|thru|entre|y|et)[ ]?[:]?[ ]?\Z"
)


def at(sheet: Sheet, offset: int, end: int) -> Sequence[Mention]:
    """The dates (two where a range is said) that begin with the digits at an offset of `plain`."""
    plain = sheet.plain
    joined = plain[end : end + 1] in JOINTS and end < len(plain)
    if not joined and not sheet.present & MONTH:
        return ()
    if offset and (plain[offset - 1].isalnum() or plain[offset - 1] in "$€£/."):
        return ()
    iso = ISO.match(plain, offset) if joined else None
    if iso is not None:
        return _made(sheet, iso, (iso.group(1), int(iso.group(2)), int(iso.group(3))), 0.97)
    if sheet.present & MONTH:
        worded = DAY_FIRST.match(plain, offset)
        if worded is not None:
            return _worded(sheet, worded, (1, 2, 3, 4))
    return _numeric(sheet, offset) if joined else ()


def find_month(sheet: Sheet, offset: int) -> Sequence[Mention]:
    """The date that begins with the month's name at an offset of `plain`, if one does."""
    match = MONTH_FIRST.match(sheet.plain, offset)
    if match is None or sheet.is_claimed(*sheet.folded_place(*match.span())):
        return ()
    return _worded(sheet, match, (2, 3, 1, 4))


def _worded(
    sheet: Sheet, match: re.Match[str], order: tuple[int, int, int, int]
) -> Sequence[Mention]:
    day, last, month, year = order
    number = MONTHS[match.group(month)]
    spans = [(day, int(match.group(day)))]
    if match.group(last):
        spans.append((last, int(match.group(last))))
    values = [_iso(match.group(year), number, day) for _, day in spans]
    if None in values:
        return ()
    start, end = match.span()
    if len(spans) == 1:
        return (make_plain(sheet, KIND, values[0] or "", (start, end), Found(0.95)),)
    return (
        make_plain(sheet, KIND, values[0] or "", (start, match.end(day)), Found(0.9)),
        make_plain(sheet, KIND, values[1] or "", (match.start(last), end), Found(0.9)),
    )


def _numeric(sheet: Sheet, offset: int) -> Sequence[Mention]:
    plain = sheet.plain
    match = NUMERIC.match(plain, offset)
    if match is not None:
        first, second, year = int(match.group(1)), int(match.group(3)), match.group(4)
        year = year if len(year) == 4 else "20" + year
        month, day, order = _ordered(sheet, first, second)
        return _made(sheet, match, (year, month, day), 0.9, order)
    short = SHORT.match(plain, offset)
    if short is None or short.group(0) in ALWAYS_OPEN:
        return ()
    if DATE_CUE.search(plain[max(0, offset - 12) : offset]):
        month, day, order = _ordered(sheet, int(short.group(1)), int(short.group(2)))
        return _made(sheet, short, ("", month, day), 0.8, order)
    return ()


def _ordered(sheet: Sheet, first: int, second: int) -> tuple[int, int, str]:
    """Month and day of two numbers, by the country's order unless only the other can be."""
    american = sheet.countries[0] == "US" and (sheet.told > 0 or sheet.language[0] in ("en", ""))
    if first > 12 >= second:
        return second, first, "dmy"
    if second > 12 >= first:
        return first, second, "mdy"
    return (first, second, "mdy") if american else (second, first, "dmy")


def _made(
    sheet: Sheet,
    match: re.Match[str],
    said: tuple[str, int, int],
    confidence: float,
    order: str = "",
) -> Sequence[Mention]:
    value = _iso(*said)
    if value is None:
        return ()
    detail = {"order": order} if order else {}
    return (make_plain(sheet, KIND, value, match.span(), Found(confidence, (), detail)),)


def _iso(year: str | None, month: int, day: int) -> str | None:
    try:
        written = date(int(year) if year else 2024, month, day).isoformat()
    except ValueError:
        return None
    return written if year else f"-{written[4:]}"


EXAMPLES: Final = (
    Example("from 12 March 2024", "2024-03-12"),
    Example("2024-03-12", "2024-03-12"),
    Example("03/12/2024", "2024-03-12", region="US"),
    Example("03/12/2024", "2024-12-03", region="GB"),
    Example("le 12 mars", "--03-12"),
    Example("hasta el 5 de mayo de 2025", "2025-05-05"),
    Example("March 3rd", "--03-03"),
    Example("posted on Sept. 21, 2023", "2023-09-21"),
    Example("24/7", None),
)
