"""Days that are said from the day of posting: `tonight`, `demain`, `next Friday`, `until the 14th`.

Only where the hints say when the ad was posted. `detail`: `relative` is 1.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from vigie.analysis.identifiers.flags import DAY
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

# How many days after the posting; the longest words first where one begins as another.
AHEAD: Final = {
    "day after tomorrow": 2, "apres-demain": 2, "apres demain": 2, "pasado manana": 2,
    "today": 0, "tonight": 0, "tonite": 0, "2nite": 0, "aujourd'hui": 0, "ce soir": 0,
    "cette nuit": 0, "hoy": 0, "esta noche": 0, "this evening": 0, "this afternoon": 0,
    "tomorrow": 1, "tmrw": 1, "tmw": 1, "demain": 1, "manana": 1, "yesterday": -1, "hier": -1,
    "ayer": -1,
}  # fmt: skip
DAYS: Final = (
    ("monday", "lundi", "lunes"), ("tuesday", "mardi", "martes"),
    ("wednesday", "mercredi", "miercoles"), ("thursday", "jeudi", "jueves"),
    ("friday", "vendredi", "viernes"), ("saturday", "samedi", "sabado"),
    ("sunday", "dimanche", "domingo"),
)  # fmt: skip
WEEKDAY: Final = {name: day for day, names in enumerate(DAYS) for name in names}
FIRST_WORDS: Final = ("day", "apres", "pasado", "ce", "cette", "esta", "this", "aujourd")
UNTIL: Final = ("until", "till", "til", "jusqu", "hasta")
SINGLE: Final = tuple(word for word in AHEAD if word.isalnum())
WORDS: Final[Mapping[str, int]] = dict.fromkeys((*SINGLE, *WEEKDAY, *FIRST_WORDS, *UNTIL), DAY)
SAID: Final = re.compile("|".join(AHEAD) + r"(?![a-z0-9])")
MORNING: Final = re.compile(
    r"(?:(?:por|en|a|de|esta|cada|toda) la |la |esta |cada |buena |each |every )\Z"
)
NAMED: Final = re.compile("(" + "|".join(WEEKDAY) + r")(?![a-z0-9])")
NEXT_AFTER: Final = re.compile(r"[ ](?:prochain|que viene|proximo)(?![a-z])")
NEXT_BEFORE: Final = re.compile(r"(?:\bnext|\bproximo|\bel proximo)[ ]\Z")
THIS_BEFORE: Final = re.compile(
    r"(?:\bthis|\bon|\buntil|\btill?|\bce|\bjusqu'a|\beste|\bel|\bhasta el)[ ]\Z"
)
MONTHDAY: Final = re.compile(
    r"(?:until|till?|jusqu'au|hasta el(?: dia)?)[ ](?:the[ ])?([0-3]?[0-9])(?:st|nd|rd|th)?"
    r"(?![0-9:/.,-]|[ ]?(?:[ap]\.?m|h\b|heures?|horas?|hrs?|years?|ans|anos|%|[$€£])|"
    r"[ ](?:of[ ]|de[ ])?(?:jan|feb|fev|mar|apr|avr|may|mai|ju[inl]|aug|aout|ago|sep|oct|nov|dec|"
    r"dic|ene|abr)|[ ](?:people|sold|euros|dollars|pesos))"
)
LAST_MONTH: Final = 12


def find(sheet: Sheet) -> Iterator[Mention]:
    """The days that a text says from the day of its posting, in order."""
    posted = sheet.hints.day
    if posted is None or not sheet.present & DAY:
        return
    for at in sheet.at(DAY):
        start = sheet.starts[at]
        found = _said(sheet, start, posted) or _weekday(sheet, start, posted)
        found = found or _monthday(sheet, start, posted)
        if found is not None and not sheet.is_claimed(start, found[1]):
            sheet.claim(start, found[1])
            what = Found(0.8, (), {"relative": 1})
            yield make(sheet, "date", found[0].isoformat(), (start, found[1]), what)


def _said(sheet: Sheet, start: int, posted: date) -> tuple[date, int] | None:
    match = SAID.match(sheet.folded, start)
    if match is None:
        return None
    if match.group(0) == "manana" and MORNING.search(sheet.folded[max(0, start - 12) : start]):
        return None
    return posted + timedelta(days=AHEAD[match.group(0)]), match.end()


def _weekday(sheet: Sheet, start: int, posted: date) -> tuple[date, int] | None:
    """The first such day after the posting; a week later where `next` says so of a day ahead."""
    match = NAMED.match(sheet.folded, start)
    if match is None:
        return None
    before = sheet.folded[max(0, start - 12) : start]
    after = NEXT_AFTER.match(sheet.folded, match.end())
    if after is None and not NEXT_BEFORE.search(before) and not THIS_BEFORE.search(before):
        return None
    ahead = (WEEKDAY[match.group(1)] - posted.weekday() - 1) % 7 + 1
    return posted + timedelta(days=ahead), after.end() if after is not None else match.end()


def _monthday(sheet: Sheet, start: int, posted: date) -> tuple[date, int] | None:
    """The day of this month, or of the next where it has passed."""
    match = MONTHDAY.match(sheet.folded, start)
    if match is None:
        return None
    day = int(match.group(1))
    year, month = posted.year, posted.month
    if day < posted.day:
        year, month = (year + 1, 1) if month == LAST_MONTH else (year, month + 1)
    try:
        return date(year, month, day), match.end(1)
    except ValueError:
        return None
