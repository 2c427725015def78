"""Which countries' rules may hold for an ad's numbers, the likeliest first."""

from functools import lru_cache
from typing import Final

from vigie.analysis.identifiers.hints import Hints

BY_LANGUAGE: Final = {"fr": ("FR",), "es": ("ES", "MX"), "it": ("IT",), "de": ("DE",),
                      "pt": ("BR", "PT"), "nl": ("NL",)}  # fmt: skip
DOLLARS: Final = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "MX": "MXN", "CO": "COP",
                  "AR": "ARS", "CL": "CLP", "SG": "SGD", "HK": "HKD"}  # fmt: skip
EURO: Final = frozenset(("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK").split())
OTHER: Final = {"GB": "GBP", "CH": "CHF", "BR": "BRL", "JP": "JPY", "IN": "INR", "PL": "PLN"}


def told(hints: Hints, located: str) -> tuple[str, ...]:
    """The countries that the hints tell, without repeats: region, location, site."""
    return tuple(dict.fromkeys(c for c in (hints.country, located, hints.site_country) if c))


@lru_cache(maxsize=4096)
def likely(hinted: tuple[str, ...], language: str, *, pounds: bool) -> tuple[str, ...]:
    """The countries to try for a national number, the likeliest first; some are only guessed."""
    guessed = ["GB"] if pounds else []
    guessed += BY_LANGUAGE.get(language, ())
    return tuple(dict.fromkeys((*hinted, *guessed, "US", "FR", "GB")))


def currency(country: str, default: str = "USD") -> str:
    """The ISO 4217 currency that a country's prices are in."""
    if country in EURO:
        return "EUR"
    return DOLLARS.get(country) or OTHER.get(country, default)
