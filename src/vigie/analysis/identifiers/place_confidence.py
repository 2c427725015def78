"""How sure it is that a name in a text is a city's, and which city of that name is meant."""

from collections.abc import Callable, Sequence
from typing import Final

from vigie.analysis.identifiers.city_names import NEVER
from vigie.analysis.identifiers.flags import NAME, STOP
from vigie.analysis.identifiers.gazetteer import LARGE, City
from vigie.analysis.identifiers.place_standing import (
    NOTHING,
    SOMETHING,
    SURELY,
    Stand,
    begins_a_sentence,
    evidence,
    is_capital,
    is_named,
    of_a_longer_name,
    of_a_person,
)
from vigie.analysis.identifiers.place_words import ARTICLES, COMMON, PHRASES, SHARED, SMALL
from vigie.analysis.identifiers.sheet import Sheet

VERY_LARGE: Final = 500_000
HUGE: Final = 2_000_000
MIDDLE: Final = 50_000


def nearest(sheet: Sheet, cities: Sequence[City]) -> tuple[City, int]:
    """The likeliest city by the ad's place: 2 in its region, 1 in its country, 0 neither."""
    located = sheet.located
    region = sheet.division or located.region
    told = sheet.countries[: sheet.told]
    best: City | None = None
    for city in cities:
        if told and city.country == told[0] and region and city.region == region:
            return city, 2
        if best is None and told and city.country == told[0]:
            best = city
    if best is not None and (
        best.population * 20 > cities[0].population or best.population > 100_000
    ):
        return best, 1
    return cities[0], 0


def confidence(sheet: Sheet, stand: Stand, city: City, near: int) -> float:
    """How sure it is that the name at a stand is this city, 0 to 1; under 0.5 it is not taken."""
    told = sheet.countries[: sheet.told]
    abroad = bool(told) and city.country not in told
    if stand.last - stand.first > 1:
        return _of_words(sheet, stand, city, near=near, abroad=abroad)
    word, flags = sheet.tokens[stand.first], sheet.flags[stand.first]
    if len(word) < 3 or is_named(sheet, stand.first):
        return 0.0
    if word in COMMON or flags & STOP:
        return _of_a_word(sheet, stand, city, near)
    if flags & NAME or word in SHARED:
        return _of_a_shared_name(sheet, stand, city, near)
    return _of_a_city(sheet, stand, city, near=near, abroad=abroad)


def _of_words(sheet: Sheet, stand: Stand, city: City, *, near: int, abroad: bool) -> float:
    """A name of several words; each with a capital on the map has one here, if any word has."""
    word, size = sheet.tokens[stand.first], city.population
    if sheet.folded[sheet.starts[stand.first] : sheet.starts[stand.last]] in PHRASES:
        return 0.0
    mixed = not sheet.lowered and not sheet.shouted
    capital = is_capital(sheet, stand.first) or (mixed and _all(sheet, stand, sheet.is_upper))
    if word in NEVER and not capital and size <= LARGE:
        return 0.0
    told = evidence(sheet, stand, shared=False)
    if abroad and size <= VERY_LARGE and not told:
        return 0.0
    article = word in ARTICLES
    if mixed and not (capital and _all(sheet, stand, sheet.is_capital)):
        large = size > LARGE and not article
        return (0.8 if near or told or size > VERY_LARGE else 0.4) if large else 0.0
    if not capital and article and size <= LARGE and not told:
        return 0.0
    return 0.93 if capital or size > LARGE else (0.75 if near or told else 0.4)


def _all(sheet: Sheet, stand: Stand, has: Callable[[int], bool]) -> bool:
    """Whether all words of a name have what is asked, but those that the map writes small."""
    words = (i for i in range(stand.first, stand.last) if sheet.tokens[i][0].isalpha())
    return all(has(i) or sheet.tokens[i] in SMALL for i in words)


def _of_a_word(sheet: Sheet, stand: Stand, city: City, near: int) -> float:
    """A name that is an ordinary word: with a capital, behind a preposition."""
    stop = sheet.flags[stand.first] & STOP
    if not is_capital(sheet, stand.first) or (stop and not near):
        return 0.0
    told = evidence(sheet, stand, shared=True)
    if told == SURELY and (city.population > LARGE or (near and city.population > MIDDLE)):
        return 0.7
    return 0.0


def _of_a_shared_name(sheet: Sheet, stand: Stand, city: City, near: int) -> float:
    """A name that people or things have too: where only a place can stand, or nearly so at home."""
    told = evidence(sheet, stand, shared=True)
    capital, word = is_capital(sheet, stand.first), sheet.tokens[stand.first]
    if told == SURELY:
        return _size(city) + 0.05 if capital or city.population > LARGE else 0.0
    first_name = sheet.flags[stand.first] & NAME and word not in SHARED
    if capital and city.population > LARGE and near and told == SOMETHING:
        return 0.0 if first_name and not stand.listed else 0.7
    if word in SHARED and near and city.population > HUGE and _stands_free(sheet, stand):
        return 0.7
    home = city == sheet.located.city and capital and bool(first_name)
    return 0.55 if home and city.population > 300_000 else 0.0


def _stands_free(sheet: Sheet, stand: Stand) -> bool:
    """Whether a name with a capital stands inside a sentence, apart from other names."""
    if not is_capital(sheet, stand.first) or begins_a_sentence(sheet, stand.first):
        return False
    return not of_a_person(sheet, stand) and not of_a_longer_name(sheet, stand)


def _size(city: City) -> float:
    size = city.population
    return 0.9 if size > 200_000 else 0.8 if size > MIDDLE else 0.65


def _of_a_city(sheet: Sheet, stand: Stand, city: City, *, near: int, abroad: bool) -> float:
    """A name that is nothing else: at home its capital is enough, abroad a place must be meant."""
    told = evidence(sheet, stand, shared=False)
    size, large = _size(city), city.population > LARGE
    capital = is_capital(sheet, stand.first)
    if abroad and told == NOTHING:
        return 0.0
    if told == SURELY or (told == SOMETHING and (large or near or not abroad)):
        return size + 0.05 if capital or large else 0.6 * (size > 0.7)
    if capital and (large or not begins_a_sentence(sheet, stand.first)):
        return size if near == 2 or large else 0.45
    return size - 0.2 if city.population > VERY_LARGE or (near and large) else 0.0
