"""The words of the world: phrases in three languages, places, numbers."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vigie.world.dice import Weighted
from vigie.world.grammar import Phrase, parse

LANGUAGES = ("en", "fr", "es")
WORD_LISTS = (
    "names",
    "rare_nouns",
    "rare_ways",
    "calm",
    "offers",
    "places_nearby",
    "months",
    "fillers",
)


@dataclass(frozen=True, slots=True)
class City:
    """A real city with the prefixes that its telephones have."""

    name: str
    region: str
    country: str
    at: tuple[float, float]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """What is common to a country: its money, its share of the trade, its languages."""

    code: str
    currency: str
    sign: str
    cities: tuple[City, ...]
    languages: Weighted


@dataclass(frozen=True, slots=True)
class Language:
    """One language's word lists and phrases."""

    code: str
    words: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[Phrase, ...]]
    numbers: tuple[str, ...]


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("vigie.world") / "words" / name).read_text(encoding="utf-8"))


@cache
def language(code: str) -> Language:
    """The words of a language: en, fr or es."""
    read: dict[str, list[str]] = _read(f"{code}.toml")
    numbers: dict[str, list[str]] = _read("numbers.toml")
    words = {name: tuple(read[name]) for name in WORD_LISTS}
    phrases = {name: tuple(map(parse, read[name])) for name in read if name not in words}
    return Language(code, words, phrases, tuple(numbers[code]))


@cache
def countries() -> dict[str, Country]:
    """The countries by code, each with its cities."""
    read = _read("places.toml")
    cities = [
        City(c["name"], c["region"], c["country"], tuple(c["at"]), tuple(c["codes"]))
        for c in read["city"]
    ]
    result = {}
    for code, facts in read["country"].items():
        own = tuple(city for city in cities if city.country == code)
        languages = Weighted(read["language"][code])
        result[code] = Country(code, facts["currency"], facts["sign"], own, languages)
    return result


@cache
def other_names() -> dict[str, str]:
    """Names that atlases have for some cities, with the names that are used here."""
    return {city["also"]: city["name"] for city in _read("places.toml")["city"] if "also" in city}


@cache
def country_shares() -> Weighted:
    """How the trade divides over the countries."""
    read = _read("places.toml")["country"]
    return Weighted({code: facts["share"] for code, facts in read.items()})


@cache
def telephone_ranges() -> dict[str, dict[str, int]]:
    """By country: each prefix in E.164, and how many digits are free behind it."""
    read = _read("numbering.toml")
    areas: dict[str, list[str]] = read["areas"]
    ranges = {code: {f"+1{area}55501": 2 for area in own} for code, own in areas.items()}
    for entry in read["range"]:
        ranges[entry["country"]] = dict.fromkeys(entry["prefixes"], entry["free"])
    return ranges
