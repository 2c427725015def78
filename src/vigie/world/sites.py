"""The sites that ads stand on: how they number them, where, and what they add."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vigie.world.dice import Dice
from vigie.world.lexicon import City

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_SPAN = 36**7
_STEP = 2_654_435_761
"""Prime to 36, so that counting in steps of it names each ad once."""


@dataclass(frozen=True, slots=True)
class Site:
    """One invented site."""

    name: str
    countries: tuple[str, ...]
    decimal: bool
    path: str
    fields: tuple[str, ...]
    first: int

    def native_id(self, count: int) -> str:
        """The id of the site's ad of this number; never the same for two numbers."""
        if self.decimal:
            return str(30_000_000 + self.first + count * 7)
        value, digits = (self.first + count) * _STEP % _SPAN, ""
        for _ in range(7):
            value, digit = divmod(value, 36)
            digits = _BASE36[digit] + digits
        return digits

    def url(self, native_id: str, city: City) -> str:
        """Where the ad stands."""
        word = city.name.lower().replace(" ", "-").replace(".", "")
        return self.path.replace("{city}", word).replace("{id}", native_id)

    def extras(self, dice: Dice, party_is_many: bool) -> dict[str, object]:
        """What the site adds to an ad; what people say of themselves need not be so."""
        found: dict[str, object] = {}
        if "category" in self.fields:
            found["category"] = dice.pick(
                ("massage", "company", "services", "wellness", "evenings out")
            )
        if "posted_by" in self.fields:
            says_many = dice.chance(0.6 if party_is_many else 0.05)
            found["posted_by"] = "business" if says_many else "individual"
        if "views" in self.fields:
            found["views"] = dice.skewed(1, 5000)
        return found


@cache
def sites() -> tuple[Site, ...]:
    """Every site, in the file's order."""
    text = (files("vigie.world") / "words" / "sites.toml").read_text(encoding="utf-8")
    return tuple(
        Site(
            name=site["name"],
            countries=tuple(site["countries"]),
            decimal=site["ids"] == "decimal",
            path=site["path"],
            fields=tuple(site["fields"]),
            first=number * 104_729_000,
        )
        for number, site in enumerate(tomllib.loads(text)["site"])
    )


def location(city: City, dice: Dice) -> str:
    """The location field as people fill it in: in several shapes, at times not at all."""
    shapes = (
        f"{city.name}, {city.region}",
        f"{city.name}, {city.region}",
        f"{city.name}, {city.region}",
        city.name,
        city.name,
        city.name.lower(),
        f"{city.name} {city.region}".lower(),
        f"{city.name}, {city.country}",
        f"{city.region} > {city.name}",
        "",
    )
    return dice.pick(shapes)
