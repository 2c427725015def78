"""Prices: the amount, its currency (ISO 4217) and the minutes that it pays for, where said.

The value is `200 USD/60`, or `200 USD` where no time is said. A dollar, and a slang word such as
`roses`, is the currency of the ad's country. `detail`: `amount`, `currency`, `minutes`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from vigie.analysis.identifiers.countries import currency
from vigie.analysis.identifiers.durations import paid_time
from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import MONEY
from vigie.analysis.identifiers.making import Found, make_plain
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "rate"
SLANG: Final = [
    "roses",
    "rose",
    "kisses",
    "kiss",
    "donation",
    "donations",
    "flowers",
    "flower",
    "bucks",
    "buck",
    "tokens",
    "varos",
    "piastres",
]
MONEY_WORDS: Final = {
    "usd": "USD", "dollars": "$", "dollar": "$", "dolares": "$", "eur": "EUR", "euros": "EUR",
    "euro": "EUR", "gbp": "GBP", "quid": "GBP", "pounds": "GBP", "pound": "GBP", "livres": "GBP",
    "cad": "CAD", "mxn": "MXN", "pesos": "peso", "peso": "peso", "chf": "CHF", "aud": "AUD",
    **dict.fromkeys(SLANG, "slang"),
}  # fmt: skip
WORDS: Final[Mapping[str, int]] = dict.fromkeys(MONEY_WORDS, MONEY)
SIGNS: Final = {"$": "$", "€": "EUR", "£": "GBP", "¥": "JPY", "₱": "PHP", "🌹": "$", "💵": "$",
                "💰": "$", "💲": "$"}  # fmt: skip
AMOUNT: Final = re.compile(
    r"([0-9]{1,3}(?:[.,][0-9]{3}(?![0-9])|[ ][0-9]{3}(?=[ ]?(?:€|eur|\$|pesos|usd))|"
    r"(?:[0-9]{1,3})?)|"
    r"[0-9]{1,5})([.,][0-9]{2}(?![0-9]))?(?![0-9])"
)
# A number without a currency is paid by the hour where this follows.
HOURLY: Final = re.compile(
    r"(?:/|[ ](?:an?|per|de|par|por|la)[ ]|[ ]?(?:de[ ])?l'|/[ ])(?:l')?(?:hour|hr|h|heure|"
    r"hora)(?![a-z0-9])"
)
THOUSANDS: Final = re.compile(r"([0-9]{1,3})([.,][0-9])?k(?![a-z0-9])")
# The last character of what may stand before an amount, the first of what may follow one.
SIGN_ENDS: Final = frozenset((*SIGNS, *"drpn"))
SIGN_STARTS: Final = frozenset((*SIGNS, *(word[0] for word in MONEY_WORDS), *",.0123456789"))
ROUND: Final = "05"
DRAWN: Final = (" ", "🌹", "💵", "💰", "💲")
WEIGHED: Final = ("pounds", "pound", "livres")
SIGN_BEFORE: Final = Ending(
    r"([$€£¥🌹💵💰💲]|\busd|\beur|\bgbp|\bcad|\bmxn|\bus\$|\bca\$)[$€£]?[ ]{0,2}",
    "$|€|£|¥|🌹|💵|💰|💲|usd|eur|gbp|cad|mxn",
)
SIGN_AFTER: Final = re.compile(
    r"[ ]{0,2}(?:([$€£¥🌹💵💰💲])|("
    + "|".join(sorted(MONEY_WORDS, key=len, reverse=True))
    + r")\b)"
)
NOT_PRICE_AFTER: Final = re.compile(
    r"[ ]?(?:min\b|mins\b|minutes?\b|minutos?\b|h\b|hrs?\b|hours?\b|heures?\b|horas?\b|days?\b|"
    r"yo\b|y/o|years|yrs|ans\b|anos|cm\b|kg|lbs|%|am\b|pm\b|km|miles|'|\"|°|sq|m2|mph|/7|"
    r"st\b|nd\b|rd\b|th\b|off\b)"
)


def at(sheet: Sheet, offset: int, end: int) -> Sequence[Mention]:
    """The price that stands at an offset of `plain`, if one does."""
    plain = sheet.plain
    if offset and plain[offset - 1].isalnum():
        return ()
    if (
        plain[end - 1] not in ROUND
        and not HOURLY.match(plain, end)
        and not _may_be_signed(plain, offset, end)
    ):
        return ()
    amount = THOUSANDS.match(plain, offset) or AMOUNT.match(plain, offset)
    if amount is None:
        return ()
    value = _value(amount)
    if not 5 <= value <= 99999:
        return ()
    before = plain[max(0, offset - 28) : offset]
    sign, start, end = _sign(plain, amount, before)
    if not sign and amount.re is THOUSANDS:
        return ()
    if not sign and not _unsigned(value) and not HOURLY.match(plain, end):
        return ()
    minutes, first, last = paid_time(sheet, start, end, signed=sign != "")
    ahead = first < start
    if not _is_price(sheet, amount, (sign, end), minutes if not ahead else -(minutes or 0)):
        return ()
    sheet.priced = last
    return (_rate(sheet, (first, last), (value, sign, minutes)),)


def _may_be_signed(plain: str, offset: int, end: int) -> bool:
    """Whether the characters beside a number may be a currency's, or go on with the number."""
    if plain[max(0, offset - 3) : offset].rstrip(" ")[-1:] in SIGN_ENDS:
        return True
    return plain[end : end + 3].lstrip(" ")[:1] in SIGN_STARTS


def _is_price(
    sheet: Sheet, amount: re.Match[str], currency_said: tuple[str, int], minutes: int | None
) -> bool:
    """Whether the words beside an amount make it a price; a bare number needs a time.

    `minutes` is negative where the time stands before the amount.
    """
    sign, end = currency_said
    if sheet.plain[amount.end() : end].strip() in WEIGHED and minutes is None:
        return sheet.countries[0] == "GB"
    unit = NOT_PRICE_AFTER.match(sheet.plain, amount.end())
    if sign:
        return unit is None or sheet.plain[amount.start() - 1 : amount.start()] not in DRAWN
    of_the_next = unit is not None and minutes is not None and minutes < 0
    if unit is not None and not (of_the_next and unit.group(0).strip() in ("h", "hr", "hour")):
        return False
    if minutes is None:
        return False
    return _unsigned(_value(amount)) or HOURLY.match(sheet.plain, end) is not None


def _value(amount: re.Match[str]) -> float:
    whole, part = amount.groups()
    if not whole.isdigit():
        whole = "".join(c for c in whole if c.isdigit())
    value = float(whole + part.replace(",", ".") if part else whole)
    return 1000 * value if amount.re is THOUSANDS else value


def _unsigned(value: float) -> bool:
    """A number without a currency is a price where it is round and a time stands beside it."""
    return value >= 40 and value % 5 == 0


def _sign(plain: str, amount: re.Match[str], before: str) -> tuple[str, int, int]:
    """The currency's sign or word and the span that the amount and it take."""
    start, end = amount.span()
    ahead = SIGN_BEFORE.search(before)
    if ahead is not None:
        start -= len(before) - ahead.start()
        sign = ahead.group(1)
        after = SIGN_AFTER.match(plain, end)
        if (
            after is not None
            and sign == "$"
            and after.group(2) in ("usd", "cad", "mxn", "aud", "pesos")
        ):
            return MONEY_WORDS[after.group(2)], start, after.end()
        return (
            SIGNS.get(sign, sign.upper().replace("$", "") + "D" if "$" in sign else sign.upper()),
            start,
            end,
        )
    after = SIGN_AFTER.match(plain, end)
    if after is None:
        return "", start, end
    return (
        (SIGNS[after.group(1)] if after.group(1) else MONEY_WORDS[after.group(2)]),
        start,
        after.end(),
    )


def _rate(sheet: Sheet, span: tuple[int, int], said: tuple[float, str, int | None]) -> Mention:
    value, sign, minutes = said
    country = sheet.countries[0] if sheet.told else ("FR" if sheet.language[0] == "fr" else "US")
    coin = sign
    if sign == "peso":
        coin = currency(country) if country in ("MX", "CO", "AR", "CL") else "MXN"
    elif sign in ("$", "", "slang"):
        coin = currency(country)
        coin = "USD" if sign == "$" and coin in ("EUR", "GBP", "CHF") else coin
        coin = sheet.dollar or coin if sign == "$" else coin
    amount = f"{value:g}" if value % 1 else str(int(value))
    detail = {
        "amount": int(value) if value % 1 == 0 else value,
        "currency": coin,
        "minutes": minutes,
    }
    text = f"{amount} {coin}" + (f"/{minutes}" if minutes else "")
    return make_plain(sheet, KIND, text, span, Found(0.95 if sign else 0.8, (), detail))


EXAMPLES: Final = (
    Example("$200/hr", "200 USD/60"),
    Example("150€ / 30min", "150 EUR/30"),
    Example("1h: 200€", "200 EUR/60"),
    Example("200 roses an hour", "200 USD/60"),
    Example("half hour 120$", "120 USD/30", region="US"),
    Example("una hora 1500 pesos", "1500 MXN/60", region="MX"),
    Example("£120 ph", "120 GBP/60", region="GB"),
    Example("two hundred dollars per hour", "200 USD/60"),
    Example("24 hours a day", None),
    Example("$25 hourly", "25 USD/60"),
    Example("GBP 60 p/h", "60 GBP/60", region="GB"),
    Example("25/hr", "25 USD/60", region="US"),
    Example("60 de l'heure", "60 EUR/60", region="FR"),
    Example("tarif horaire 30€", "30 EUR/60", region="FR"),
    Example("hora y media 80€", "80 EUR/90", region="ES"),
    Example("60-minute lesson $60", "60 USD/60"),
    Example("$60/15 $100/30", "60 USD/15"),
    Example("$1.5k", "1500 USD"),
    Example("call 100 times an hour", None),
    Example("20% off, 100 reviews", None),
)
