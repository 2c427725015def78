"""What is known of an ad beside its text, and the countries that follow from it."""

import re
from dataclasses import dataclass
from datetime import date

COUNTRY = re.compile(r"^([A-Za-z]{2})(?:[-_ ]([A-Za-z0-9]{1,3}))?$")
DOMAIN_COUNTRY = re.compile(r"\.([a-z]{2})(?:[:/]|$)")
NOT_A_COUNTRY = {"co", "io", "me", "tv", "ai", "cc", "ws", "to", "ly", "gg", "fm", "eu"}


@dataclass(frozen=True, slots=True)
class Hints:
    """Where an ad was posted: `location` as the site wrote it, `region` (`US`, `US-TX`), `source`.

    `source` is the site's name; the country of its domain (`example.fr`) is the weakest hint.
    `posted` is the day of posting (ISO 8601; what follows the day is not read), from which
    "tomorrow" is told.
    """

    location: str = ""
    region: str = ""
    source: str = ""
    posted: str = ""

    @property
    def day(self) -> date | None:
        """The day of posting, or None where it is not told."""
        try:
            return date.fromisoformat(self.posted[:10])
        except ValueError:
            return None

    @property
    def country(self) -> str:
        """The ISO 3166 country that `region` names, or nothing."""
        match = COUNTRY.match(self.region.strip())
        return iso(match.group(1)) if match else ""

    @property
    def division(self) -> str:
        """The part of the country that `region` names (`TX` of `US-TX`), or nothing."""
        match = COUNTRY.match(self.region.strip())
        return (match.group(2) or "").upper() if match else ""

    @property
    def site_country(self) -> str:
        """The country of the site's domain, or nothing."""
        match = DOMAIN_COUNTRY.search(self.source.lower())
        return "" if not match or match.group(1) in NOT_A_COUNTRY else iso(match.group(1))


def iso(code: str) -> str:
    """The ISO 3166 code of a country that is also written otherwise (`UK` is `GB`)."""
    code = code.upper()
    return "GB" if code == "UK" else code
