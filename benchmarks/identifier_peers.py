"""What Vigie's identifiers are measured beside, each peer brought to the same normal form.

A peer that is not installed (`uv sync --group peers`) is left out of the table, and said so.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from typing import Any

import phonenumbers

from vigie.analysis.identifiers import Hints, extract

Case = Mapping[str, Any]
Found = set[tuple[str, str]]
Way = Callable[[Case], Found]
COUNTRIES = ("US", "GB", "FR", "ES", "MX", "CA")


def _region(case: Case) -> str:
    return str(case.get("region") or "")


def vigie(case: Case) -> Found:
    """Every kind, by Vigie."""
    hints = Hints(str(case.get("location") or ""), _region(case))
    return {(m.kind, m.value) for m in extract(case["text"], hints)}


def matcher(case: Case) -> Found:
    """Telephone numbers, by the matcher of phonenumbers, with the case's own country."""
    form = phonenumbers.PhoneNumberFormat.E164
    found = phonenumbers.PhoneNumberMatcher(case["text"], _region(case) or "US")
    return {("phone", phonenumbers.format_number(match.number, form)) for match in found}


def presidio() -> Way:
    """Telephone numbers, addresses, dates and Bitcoin wallets, by Presidio's pattern recognisers.

    Its language model is left out: it has none for these kinds but dates, and needs a download.
    """
    from presidio_analyzer import predefined_recognizers as known  # noqa: PLC0415 (may be absent)

    logging.getLogger("tldextract").setLevel(logging.CRITICAL)
    recognisers: list[tuple[str, str, Any]] = [
        ("phone", "PHONE_NUMBER", known.PhoneRecognizer(supported_regions=COUNTRIES)),
        ("email", "EMAIL_ADDRESS", known.EmailRecognizer()),
        ("date", "DATE_TIME", known.DateRecognizer()),
        ("wallet", "CRYPTO", known.CryptoRecognizer()),
    ]

    def way(case: Case) -> Found:
        found: Found = set()
        for kind, entity, recogniser in recognisers:
            for result in recogniser.analyze(case["text"], [entity], None):
                surface = case["text"][result.start : result.end]
                found |= {(kind, value) for value in _normal(kind, surface, _region(case))}
        return found

    return way


def _normal(kind: str, surface: str, region: str) -> Iterator[str]:
    if kind == "phone":
        try:
            number = phonenumbers.parse(surface, region or "US")
        except phonenumbers.NumberParseException:
            return
        yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    elif kind == "date":
        yield from _dates(surface, region)
    else:
        yield surface.lower() if kind == "email" else surface


def _dates(surface: str, region: str) -> Iterator[str]:
    import dateparser  # noqa: PLC0415 (may be absent)

    order = "MDY" if region in ("US", "") else "DMY"
    moment = dateparser.parse(surface, settings={"DATE_ORDER": order})
    if moment is not None:
        yield moment.date().isoformat()


def dates() -> Way:
    """Dates, by dateparser.search, with the country's order of day and month."""
    from dateparser.search import search_dates  # noqa: PLC0415 (may be absent)

    def way(case: Case) -> Found:
        order = "MDY" if _region(case) in ("US", "") else "DMY"
        found = search_dates(
            case["text"], languages=["en", "fr", "es"], settings={"DATE_ORDER": order}
        )
        return {("date", moment.date().isoformat()) for _, moment in found or []}

    return way


def prices() -> Way:
    """The price of a text, by price-parser: one a text, amount alone."""
    from price_parser import Price  # noqa: PLC0415 (may be absent)

    def way(case: Case) -> Found:
        price = Price.fromstring(case["text"])
        return {("rate", f"{price.amount:f}")} if price.amount is not None else set()

    return way


def links() -> Way:
    """E-mail addresses, by urlextract."""
    from urlextract import URLExtract  # noqa: PLC0415 (may be absent)

    extractor = URLExtract(extract_email=True)

    def way(case: Case) -> Found:
        found = extractor.find_urls(case["text"])
        return {
            ("email", str(link).lower().removeprefix("mailto:")) for link in found if "@" in link
        }

    return way


def linkify() -> Way:
    """E-mail addresses, by linkify-it-py."""
    from linkify_it import LinkifyIt  # noqa: PLC0415 (may be absent)

    linkifier = LinkifyIt()

    def way(case: Case) -> Found:
        found = linkifier.match(case["text"]) or []
        return {("email", m.url[7:].lower()) for m in found if m.schema == "mailto:"}

    return way


PEERS: Mapping[str, tuple[str, tuple[str, ...], Callable[[], Way]]] = {
    "phonenumbers.PhoneNumberMatcher": ("phonenumbers", ("phone",), lambda: matcher),
    "presidio-analyzer (patterns)": (
        "presidio_analyzer",
        ("phone", "email", "date", "wallet"),
        presidio,
    ),
    "urlextract": ("urlextract", ("email",), links),
    "linkify-it-py": ("linkify_it", ("email",), linkify),
    "price-parser (amount alone)": ("price_parser", ("rate",), prices),
    "dateparser.search (month and day)": ("dateparser", ("date",), dates),
}
"""Each peer's module, the kinds that it finds and how it is made ready."""


def ready() -> tuple[dict[str, tuple[tuple[str, ...], Way]], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    here = {n: (kinds, make()) for n, (m, kinds, make) in PEERS.items() if find_spec(m)}
    return here, [name for name in PEERS if name not in here]
