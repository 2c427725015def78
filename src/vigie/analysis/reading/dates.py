"""A date as sources write it becomes a moment in UTC, or the reason why it cannot be read."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

Order = Literal["", "dmy", "mdy"]
FIRST_YEAR, LAST_YEAR = 1990, 2100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = ((10**8, 10**10, 1), (10**11, 10**13, 10**3), (10**14, 10**16, 10**6))
_NANOSECONDS = (10**17, 10**19, 10**9)
_MONTHS = {
    1: "jan january janvier janv ene enero",
    2: "feb february fev fevr fevrier febrero",
    3: "mar march mars marzo",
    4: "apr april avr avril abr abril",
    5: "may mai mayo",
    6: "jun june juin junio",
    7: "jul july juil juillet julio",
    8: "aug august aout ago agosto",
    9: "sep sept september septembre septiembre setiembre",
    10: "oct october octobre octubre",
    11: "nov november novembre noviembre",
    12: "dec december decembre dic diciembre",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5}
_ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2}
_CLOCK = r"(?:[ t,]+(?:at |a |à )?(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?)?"
_ZONE = r"(?: ?(z|[a-z]{3,4}|[+-]\d{2}:?\d{2}))?"
_TAIL = _CLOCK + _ZONE + r"$"
_WEEKDAY = r"^(?:[a-z]+\.?,? )?"
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TAIL)
_YEAR_LAST = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _TAIL)
_DAY_NAME = re.compile(
    _WEEKDAY
    + r"(\d{1,2})(?:er|st|nd|rd|th)?[ -](?:de |of )?([a-z]+)\.?,?[ -](?:de |del )?(\d{4})"
    + _TAIL
)
_NAME_DAY = re.compile(_WEEKDAY + r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TAIL)


@dataclass(frozen=True, slots=True)
class Unread:
    """A date that could not be read: a stable reason and a sentence."""

    reason: str
    detail: str


_NOT_A_DATE = Unread("date_unreadable", "not a date in any form that is known")
_AMBIGUOUS = Unread(
    "date_ambiguous",
    "day and month cannot be told apart; say --dates dmy or --dates mdy",
)
_FAR = Unread("date_out_of_range", f"not between the years {FIRST_YEAR} and {LAST_YEAR}")


def read_date(value: object, order: Order = "") -> datetime | Unread:
    """The moment that a source's date names, in UTC; a time without a zone is taken as UTC.

    Reads ISO 8601, seconds, milliseconds, microseconds or nanoseconds since 1970 (told apart by
    size), numbers with the year first or last, and month names in English, French and Spanish.
    `order` settles `03/04/2026`; with neither given, a date that could be either is not read.
    Only the years 1990 to 2100 are believed.
    """
    if isinstance(value, bool) or value is None:
        return _NOT_A_DATE
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, (int, float)):
        return _from_number(value)
    return _from_text(str(value).strip(), order)


def _from_text(text: str, order: Order) -> datetime | Unread:
    if len(text) > 80:
        return _NOT_A_DATE
    try:
        if not text.isdecimal() or len(text) == 8:
            return _in_utc(datetime.fromisoformat(text))
    except ValueError:
        pass
    if re.fullmatch(r"-?\d{1,20}(\.\d{1,9})?", text, re.ASCII):
        return _from_number(float(text) if "." in text else int(text))
    return _from_words(_plain(text), order)


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.lower().split())


def _from_number(number: float) -> datetime | Unread:
    if not -(10**19) < number < 10**19:
        return _FAR
    if number == int(number) and 19_900_000 < number < 21_010_000:
        return _from_text(str(int(number)), "")
    for low, high, unit in (*_UNITS, _NANOSECONDS):
        if low <= number < high:
            whole, rest = divmod(number, unit)
            moment = _EPOCH + timedelta(seconds=whole, microseconds=int(rest * 10**6 // unit))
            return _in_utc(moment)
    return _FAR if number in (0, -1) or number >= 10**8 else _NOT_A_DATE


def _from_words(text: str, order: Order) -> datetime | Unread:
    if found := _YEAR_FIRST.match(text):
        year, month, day, *rest = found.groups()
        return _moment((int(year), int(month), int(day)), rest)
    if found := _YEAR_LAST.match(text):
        first, mark, second, year, *rest = found.groups()
        date = _ordered(int(first), int(second), "dmy" if mark == "." else order)
        return date if isinstance(date, Unread) else _moment((int(year), *date), rest)
    if found := _DAY_NAME.match(text):
        day, name, year, *rest = found.groups()
        return _moment((int(year), _MONTH_OF.get(name, 0), int(day)), rest)
    if found := _NAME_DAY.match(text):
        name, day, year, *rest = found.groups()
        return _moment((int(year), _MONTH_OF.get(name, 0), int(day)), rest)
    return _NOT_A_DATE


def _ordered(first: int, second: int, order: Order) -> tuple[int, int] | Unread:
    """Month and day of two numbers."""
    if order == "dmy" or (not order and first > 12):
        return second, first
    if order == "mdy" or second > 12 or first == second:
        return first, second
    return _AMBIGUOUS


def _moment(date: tuple[int, int, int], rest: list[str | None]) -> datetime | Unread:
    hour, minute, second, half, zone = rest
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    offset = _offset(zone or "z")
    if offset is None:
        return _NOT_A_DATE
    try:
        moment = datetime(*date, hours, int(minute or 0), int(second or 0), tzinfo=offset)
    except ValueError:
        return _FAR if date[0] == 0 else _NOT_A_DATE
    return _in_utc(moment)


def _offset(zone: str) -> timezone | None:
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        if minutes >= 24 * 60:
            return None
        return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
    hours = _ZONES.get(zone)
    return None if hours is None else timezone(timedelta(hours=hours))


def _in_utc(moment: datetime) -> datetime | Unread:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return _FAR
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)
