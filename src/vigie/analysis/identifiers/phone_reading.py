"""Digits read as a telephone number under a country's rules.

`phonenumbers` (Google's libphonenumber) says what is valid. Ranges that regulators keep free for
drama and tests are taken as valid too, so that a demonstration can be written with no one's number.
Sources: Ofcom, "Telephone numbers for use in TV and radio drama"; Arcep, decision 2018-0881;
NANPA, 555-0100 to 555-0199; ACMA, fictitious numbers.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

import phonenumbers as library

FICTIONAL: Final = re.compile(
    r"""\+(?:
      1[2-9]\d\d55501\d\d
    | 44(?:7700900|1632960|1134960|114496\d|115496\d|116496\d|117496\d|118496\d|121496\d|131496\d
        |141496\d|151496\d|161496\d|191498\d|207946\d|289649\d|292018\d|306999\d|808157\d|909879\d)\d{3}
    | 33(?:19900|26191|35301|46571|53649|63998)\d{4}
    | 61(?:2|3|7|8)(?:5550|7010)\d{4} | 6149157\d{4}
    )\Z""",
    re.VERBOSE,
)
NANP: Final = frozenset(
    ("US CA PR DO JM BS BB TT AG AI VG VI KY BM GD TC MS MP GU AS LC DM VC KN SX").split()
)
NANP_SHAPE: Final = re.compile(r"1?[2-9][0-9]{2}[2-9][0-9]{6}\Z")
LENGTHS: Final = {
    "FR": (10,), "GB": (10, 11), "ES": (9,), "MX": (10, 12, 13), "DE": (10, 11, 12), "IT": (9, 10),
    "BE": (9, 10), "CH": (10,), "NL": (10,), "PT": (9,), "AU": (10,), "IE": (9, 10), "BR": (10, 11),
    "CO": (10,), "AR": (10, 11), "NZ": (9, 10), "IN": (10, 11),
}  # fmt: skip
TRUNK: Final = frozenset(["FR", "GB", "DE", "BE", "CH", "NL", "AU", "IE", "NZ"])
LINES: Final = {
    library.PhoneNumberType.MOBILE: "mobile",
    library.PhoneNumberType.FIXED_LINE: "fixed",
}


class Reading(NamedTuple):
    """One reading of digits: the E.164 form, whether valid, the country, mobile or fixed."""

    e164: str
    valid: bool
    country: str
    line: str
    fictional: bool = False


@lru_cache(maxsize=32768)
def read(digits: str, country: str) -> Reading | None:
    """Digits as a national number of a country; None where they cannot be one."""
    if not 8 <= len(digits) <= 15:
        return None
    if country in NANP:
        if len(digits) not in (10, 11) or (len(digits) == 11 and digits[0] != "1"):
            return None
        return _nanp(digits[-10:])
    if len(digits) not in LENGTHS.get(country, range(8, 13)):
        return None
    if country in TRUNK and digits[0] != "0":
        return None
    try:
        number = library.parse(digits, country)
    except library.NumberParseException:
        return None
    return _judged(number)


def _nanp(digits: str) -> Reading | None:
    if not NANP_SHAPE.match(digits):
        return (
            Reading(f"+1{digits}", valid=False, country="US", line="") if digits[0] != "0" else None
        )
    given_out, region, line = _exchange(digits[:6])
    if region not in ("US", "CA"):
        return _judged(library.PhoneNumber(country_code=1, national_number=int(digits)))
    fictional = digits[3:8] == "55501"
    return Reading(f"+1{digits}", given_out or fictional, region, line, fictional)


@lru_cache(maxsize=65536)
def _exchange(first_six: str) -> tuple[bool, str, str]:
    """Whether an area code and exchange of the North American plan are given out, where, as what.

    No rule of the United States and Canada looks beyond the sixth digit, so that one number speaks
    for ten thousand.
    """
    number = library.PhoneNumber(country_code=1, national_number=int(first_six + "0000"))
    kind = library.number_type(number)
    region = library.region_code_for_number(number) or library.region_code_for_country_code(1)
    return kind != library.PhoneNumberType.UNKNOWN, region, LINES.get(kind, "")


@lru_cache(maxsize=32768)
def read_international(digits: str) -> Reading | None:
    """Digits that begin with a country code."""
    if not 8 <= len(digits) <= 15 or digits[0] == "0":
        return None
    try:
        number = library.parse("+" + digits, None)
    except library.NumberParseException:
        return None
    return _judged(number)


def _judged(number: library.PhoneNumber) -> Reading | None:
    e164 = library.format_number(number, library.PhoneNumberFormat.E164)
    fictional = FICTIONAL.match(e164) is not None
    kind = library.number_type(number)
    valid = fictional or kind != library.PhoneNumberType.UNKNOWN
    if not valid and not library.is_possible_number(number):
        return None
    country = library.region_code_for_number(number) or ""
    if not country:
        country = library.region_code_for_country_code(number.country_code or 0)
    return Reading(e164, valid, country, LINES.get(kind, ""), fictional)
