"""The cities of the world by name: GeoNames (CC BY 4.0), packed by `docs/build/cities.py`.

Cities of 5,000 people or more; each name in folded form, with the other names that ads use. The
file is read once, as lines; a line becomes cities when its name is first asked for.
"""

import zlib
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from vigie.analysis.identifiers.city_names import COMMON_NAMES, NEVER, OTHER_NAMES
from vigie.analysis.identifiers.flags import (
    PLACE,
    PLACE_FIRST,
    PLACE_LARGE,
    PLACE_SECOND,
    REGION,
)
from vigie.analysis.identifiers.regions import NAMED_COUNTRIES, REGIONS
from vigie.analysis.identifiers.unmask import unmask

FILE: Final = "cities.zlib"
LARGE: Final = 100_000
VERY_LARGE: Final = 500_000
DEGREES: Final = 0.09  # of latitude, 10 km
SPACES: Final = str.maketrans("-.'’,/()", "        ")


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

    `lines` holds the file: for a name its cities, still unread. `begun` has the first two words
    of every longer name, `first_words` and `second_words` each of them.
    """

    def __init__(self, lines: dict[str, str]) -> None:
        self.lines = lines
        self._read: dict[str, tuple[City, ...]] = {}
        for (name, country), common in COMMON_NAMES.items():
            self._rename(name, country, common)
        for other, meant in OTHER_NAMES.items():
            self._call(other, *meant.split("/"))
        longer = [name.split(" ", 2)[:2] for name in self.lines if " " in name]
        self.begun = frozenset(map(" ".join, longer))
        self.first_words = frozenset(words[0] for words in longer)
        self.second_words = frozenset(words[1] for words in longer)

    def cities(self, name: str) -> tuple[City, ...]:
        """The cities of a folded name; empty where there is none."""
        read = self._read.get(name)
        if read is None:
            line = self.lines.get(name)
            if line is None:
                return ()
            read = self._read[name] = tuple(map(_city_of, line.split("\t")))
        return read

    def _rename(self, name: str, country: str, common: str) -> None:
        """Call a city by its common name, under both."""
        renamed = [c._replace(name=common) for c in self.cities(name) if c.country == country]
        others = [c for c in self.cities(name) if c.country != country]
        self._put(name, (*renamed, *others))
        self._put(key(common), (*renamed, *self.cities(key(common))))

    def _call(self, other: str, name: str, country: str) -> None:
        meant = [c for c in self.cities(key(name)) if c.country == country][:1]
        if meant:
            rest = [c for c in self.cities(other) if c != meant[0]]
            self._put(other, (*meant, *rest))

    def _put(self, name: str, cities: tuple[City, ...]) -> None:
        if cities:
            self.lines[name], self._read[name] = "", cities


def _city_of(entry: str) -> City:
    name, region, country, population, latitude, longitude = entry.split("|")
    return City(name, region, country, int(population), float(latitude), float(longitude))


def entry(city: City) -> str:
    """A city as it stands in the file."""
    return "|".join(map(str, city))


def packed(cities: list[City]) -> bytes:
    """The file for some cities: a line for each name, the most populous city first.

    A district of a large city stands behind the cities of that name and size in its country.
    """
    by_name: dict[str, list[City]] = {}
    around = [city for city in cities if city.population > VERY_LARGE]
    for city in sorted(cities, key=lambda c: (-c.population, c.country, c.region, c.name)):
        by_name.setdefault(key(city.name), []).append(city)
    lines = (
        "\t".join((name, *map(entry, _districts_last(by_name[name], around))))
        for name in sorted(by_name)
    )
    return zlib.compress("\n".join(lines).encode(), 9)


def _districts_last(named: list[City], around: list[City]) -> list[City]:
    """Cities of one name, a district of another city behind those of its size in its country."""
    districts = [city for city in named if len(named) > 1 and _is_a_district(city, around)]
    for district in districts:
        rivals = [
            i
            for i, city in enumerate(named)
            if city.country == district.country
            and city not in districts
            and city.population > 0.9 * district.population
        ]
        if rivals:
            named.insert(rivals[-1] + 1, district)
            named.remove(district)
    return named


def _is_a_district(city: City, around: list[City]) -> bool:
    """Whether the middle of a city five times as large is under 10 km away, in its country."""
    return any(
        large.country == city.country
        and large.population > 5 * city.population
        and abs(large.latitude - city.latitude) < DEGREES
        and abs(large.longitude - city.longitude) < DEGREES
        for large in around
    )


def key(name: str) -> str:
    """A name as it is looked up: folded, hyphens and points as spaces, apostrophes as spaces."""
    folded = unmask(name).folded
    return " ".join(folded.translate(SPACES).split())


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with Vigie, read when first asked for (about 0.1 s, 15 MB)."""
    packed_lines = (files("vigie.analysis.identifiers") / FILE).read_bytes()
    lines = zlib.decompress(packed_lines).decode().split("\n")
    return Gazetteer(dict(line.split("\t", 1) for line in lines))


def place_flags(word: str) -> int:
    """Which part of a place's name a word may be: a city's whole name, its first, its second."""
    named = gazetteer()
    bits = 0
    if word in named.lines and word not in NEVER:
        large = any(city.population > LARGE for city in named.cities(word))
        bits |= PLACE | (PLACE_LARGE if large else 0)
    bits |= PLACE_FIRST if word in named.first_words else 0
    bits |= PLACE_SECOND if word in named.second_words else 0
    return bits | (REGION if word in REGION_WORDS or word.upper() in STATE_CODES else 0)


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
            for city in gazetteer().cities(" ".join(words[:width])):
                if (not region or city.region == region) and (
                    not country or city.country == country
                ):
                    return city
    return None


STATE_CODES: Final[dict[str, tuple[str, ...]]] = {}
for _code, _country in REGIONS.values():
    if len(_code) == 2:
        STATE_CODES[_code] = (*STATE_CODES.get(_code, ()), _country)
REGION_WORDS: Final = frozenset(name.split(" ", 1)[0] for name in (*REGIONS, *NAMED_COUNTRIES))
