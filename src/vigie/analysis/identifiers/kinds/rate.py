"""Prices: the amount, its currency (ISO 4217) and the minutes that it pays for, where said.

The value is `200 USD/60`, or `200 USD` where no time is said. A dollar, and a slang word such as
`roses`, is the currency of the ad's country. `detail`: `amount`, `currency`, `minutes`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.countries import currency
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
]
MONEY_WORDS: Final = {
    "usd": "USD", "dollars": "$", "dollar": "$", "dolares": "$", "eur": "EUR", "euros": "EUR",
    "euro": "EUR", "gbp": "GBP", "quid": "GBP", "pounds": "GBP", "pound": "GBP", "livres": "GBP",
    "cad": "CAD", "mxn": "MXN", "pesos": "peso", "peso": "peso", "chf": "CHF", "aud": "AUD",
    **dict.fromkeys(SLANG, "$"),
}  # fmt: skip
WORDS: Final[Mapping[str, int]] = dict.fromkeys(MONEY_WORDS, MONEY)
SIGNS: Final = {"$": "$", "€": "EUR", "£": "GBP", "¥": "JPY", "₱": "PHP", "🌹": "$", "💵": "$",
                "💰": "$", "💲": "$"}  # fmt: skip
AMOUNT: Final = re.compile(
    r"([0-9]{1,3}(?:[., ][0-9]{3}(?![0-9])|(?:[0-9]{1,3})?)|"
    r"[0-9]{1,5})([.,][0-9]{2}(?![0-9]))?(?![0-9])"
)
SIGN_BEFORE: Final = re.compile(
    r"([$€£¥🌹💵💰💲]|\busd|\beur|\bgbp|\bcad|\bmxn|\bus\$|\bca\$)[$€£]?[ ]{0,2}\Z"
)
SIGN_AFTER: Final = re.compile(
    r"[ ]{0,2}(?:([$€£¥🌹💵💰💲])|("
    + "|".join(sorted(MONEY_WORDS, key=len, reverse=True))
    + r")\b)"
)
TIME: Final = (
    r"(?:(?P<half>half[ -]{0,2}(?:an?[ ])?h(?:ou)?r|hlf[ ]?hr|half|1/2[ ]?(?:h|hr|hour|hora|"
    r"heure)\b|½[ ]?(?:h|hr|hour|hora|heure)?|hh(?:r)?\b|demi[- ]{0,2}heure|media[ ]hora|30m\b)"
    r"|(?P<quick>qv\b|quick[ ]?visit|quarter[ ](?:of[ ]an[ ])?hour|quart[ ]d'heure|"
    r"cuarto[ ]de[ ]hora)"
    r"|(?P<hours>[0-9]{1,2}(?:[.,]5)?)[ ]?-?(?:h(?![a-z0-9])|hrs?\b|hours?\b|heures?\b|"
    r"horas?\b)(?P<and>[ ]?30\b)?"
    r"|(?P<mixed>[0-9])h(?P<mixedmin>[0-9]{2})\b"
    r"|(?P<minutes>[0-9]{2,3})[ ]?-?(?:m\b|mins?\b|minutes?\b|minutos?\b|mn\b|')"
    r"|(?P<night>overnight|whole[ ]night|all[ ]night|nuit|noche(?:[ ]completa)?|night)"
    r"|(?P<hour>(?:an?|one|full|the|une|l'|una|la)?[ ]?(?:hour|hr|heure|hora|h)(?![a-z0-9])))"
)
TIME_AFTER: Final = re.compile(
    r"[ ]{0,2}(?:[-/:=|~,*>]{1,3}|per|de(?=[ ]l)|an?|for|pour|por|x|the|l'|la|p|=>|->)?[ ]{0,2}(?:an?[ ]|"
    r"1[ ](?=h)|une?[ ]|una[ ]|l'|la[ ]|per[ ])?[(]?" + TIME
)
TIME_BEFORE: Final = re.compile(
    r"(?<![a-z0-9])" + TIME + r"[ ]{0,2}[)]?(?:[-:=/|~>.]{1,3}|is|for|at|a|c'est|son|->|"
    r"=>)?[ ]{0,2}(?:only[ ])?[$€£¥🌹💵💰💲]{0,3}[ ]{0,2}\Z"
)
RATE_CUE: Final = re.compile(
    r"(?:rates?|prices?|tarifs?|prix|precios?|tarifa|donations?|fee|cost|costs|charge|special|"
    r"specials|cobro|from|only|for)[ ]?(?:is|are|:|=|-|de|start(?:s|ing)?(?:[ ](?:at|from))?|"
    r"a partir de)?[ ]{0,2}\Z"
)
NOT_PRICE_AFTER: Final = re.compile(
    r"[ ]?(?:yo\b|y/o|years|yrs|ans\b|anos|cm\b|kg|lbs|%|am\b|pm\b|km|miles|'|\"|°|sq|m2|mph|/7|"
    r"st\b|nd\b|rd\b|th\b|off\b)"
)
PER_HOUR: Final = re.compile(r"ph\b|/h|hr")


def find(sheet: Sheet, offset: int) -> Iterator[Mention]:
    """The price that stands at an offset of `plain`, if one does."""
    plain = sheet.plain
    if offset and plain[offset - 1].isalnum():
        return
    amount = AMOUNT.match(plain, offset)
    if amount is None:
        return
    value = _value(amount)
    if not 5 <= value <= 99999:
        return
    before = plain[max(0, offset - 28) : offset]
    sign, start, end = _sign(plain, amount, before)
    minutes, first, last = _time(plain, offset - len(before), start, end)
    if plain[amount.end() : end].strip() in ("pounds", "pound", "livres") and minutes is None:
        if "GB" not in sheet.countries[:1]:
            return
    if not sign and (minutes is None or not _unsigned(value)):
        return
    if not sign and NOT_PRICE_AFTER.match(plain, amount.end()):
        return
    yield _rate(sheet, (first, last), (value, sign, minutes))


def _value(amount: re.Match[str]) -> float:
    whole = "".join(c for c in amount.group(1) if c.isdigit())
    return float(whole + (amount.group(2) or ".0").replace(",", "."))


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


def _time(plain: str, origin: int, start: int, end: int) -> tuple[int | None, int, int]:
    """The minutes that stand beside an amount and the span of both."""
    after = TIME_AFTER.match(plain, end)
    ahead = TIME_BEFORE.search(plain[origin:start])
    if ahead is not None and (after is None or _separate(plain, after)):
        return _minutes(ahead), origin + ahead.start(), end
    if after is not None:
        return _minutes(after), start, after.end()
    return None, start, end


def _separate(plain: str, after: re.Match[str]) -> bool:
    """Whether a time after the amount belongs to the next one (`30min $100 60min $180`)."""
    return (
        re.match(
            r"[ ]{0,2}[-/:=]?[ ]{0,2}[$€£]?[0-9]{2,4}(?!min|m\b|[ ]?h)",
            plain[after.end() : after.end() + 12],
        )
        is not None
    )


def _minutes(match: re.Match[str]) -> int:
    found = match.groupdict()
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


def _rate(sheet: Sheet, span: tuple[int, int], said: tuple[float, str, int | None]) -> Mention:
    value, sign, minutes = said
    country = sheet.countries[0] if sheet.told else ("FR" if sheet.language[0] == "fr" else "US")
    coin = sign
    if sign == "peso":
        coin = currency(country) if country in ("MX", "CO", "AR", "CL") else "MXN"
    elif sign in ("$", ""):
        coin = currency(country)
        coin = "USD" if sign == "$" and coin in ("EUR", "GBP", "CHF") else coin
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
)
