"""Cities that the text names, with region, country and coordinates (GeoNames, CC BY 4.0).

The value is `Paris, TX, US`. Of cities with one name the one is taken that stands beside its
region (`Paris, TX`), else one in the ad's region, country or neighbourhood, else the largest. A
name that people, goods or words share, or one of a city abroad, needs words around it that tell of
a place (`in`, `soy de`, a heading, a list of cities), or its region.
`detail`: `city`, `region`, `country`, `latitude`, `longitude`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import (
    NAME,
    PLACE,
    PLACE_CUE,
    PLACE_FIRST,
    PLACE_LARGE,
    PLACE_SECOND,
    PLACE_WORD,
    REGION,
    STOP,
)
from vigie.analysis.identifiers.gazetteer import City, gazetteer
from vigie.analysis.identifiers.lexicon import Arrangement
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.place_confidence import confidence, nearest
from vigie.analysis.identifiers.place_regions import beside, region_near
from vigie.analysis.identifiers.place_standing import NOTHING, SOMETHING, Stand, joined
from vigie.analysis.identifiers.place_words import BEFORE, COMMON
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention
from vigie.records.mention import Detail

KIND: Final = "place"
MOST_WORDS: Final = 5
WORDS: Final[Mapping[str, int]] = {
    word: (PLACE_WORD if word in COMMON else 0) | (PLACE_CUE if word in BEFORE else 0)
    for word in COMMON | BEFORE
}
NAMES: Final = Arrangement(
    "{any}(?:(?<={first})(?=..?{second})(?P<longer>)"
    "|(?<={city})(?:(?=.{{0,2}}{region})|(?<={cue}..))(?P<beside>)"
    "|(?<={large})(?<!{word})(?P<large>)|(?<={city})(?P<small>))",
    any=PLACE | PLACE_FIRST, first=PLACE_FIRST, second=PLACE_SECOND, city=PLACE, region=REGION,
    cue=PLACE_CUE, word=PLACE_WORD | STOP | NAME, large=PLACE_LARGE,
)  # fmt: skip
"""The tokens that may begin a city's name: a longer one, one beside a word that makes it a place,
a large one, and a small one, which only a capital makes a name."""


class Name(NamedTuple):
    """A name in the text: tokens `first` up to `last` and the cities that it may be."""

    first: int
    last: int
    cities: Sequence[City]


def find(sheet: Sheet) -> Iterator[Mention]:
    """The cities of a text, in order; a name is read once, the longest reading first."""
    done = 0
    if not sheet.present & (PLACE | PLACE_FIRST):
        return
    for found in NAMES.of(sheet.alphabet).finditer(sheet.letters):
        at = found.start()
        if at < done or sheet.claimed[sheet.starts[at]]:
            continue
        name = _name_at(sheet, at, found.lastgroup or "")
        judged = _judged(sheet, name, done) if name is not None else None
        if judged is not None:
            mention, done = judged
            yield mention


def _name_at(sheet: Sheet, at: int, likeness: str) -> Name | None:
    """The name that begins at a token, unless nothing could make a city of it."""
    if likeness == "longer":
        name = _longest(sheet, at)
        if name is None or name.last > at + 1:
            return name
    elif likeness == "small" and not sheet.is_capital(at):
        return None
    return Name(at, at + 1, gazetteer().cities(sheet.tokens[at]))


def _longest(sheet: Sheet, at: int) -> Name | None:
    """The longest city name that begins at a token."""
    named, tokens = gazetteer(), sheet.tokens
    words = tokens[at]
    single = sheet.flags[at] & PLACE
    best = Name(at, at + 1, named.cities(words)) if single else None
    i = at
    for _ in range(MOST_WORDS - 1):
        following = _next_word(tokens, i)
        if following is None or (i == at and f"{words} {tokens[following]}" not in named.begun):
            break
        i = following
        words = f"{words} {tokens[i]}"
        if words in named.lines:
            longer = Name(at, i + 1, named.cities(words))
            best = best if best is not None and _part_of(best, longer) else longer
    return best


def _next_word(tokens: list[str], i: int) -> int | None:
    """The token of the word after a word, over a space, a hyphen or a point and a space."""
    if i + 3 < len(tokens) and tokens[i + 1] == "." and tokens[i + 2] == " ":
        return i + 3
    if i + 2 < len(tokens) and tokens[i + 1] in (" ", "-", "'", ". "):
        return i + 2
    return None


def _part_of(shorter: Name, longer: Name) -> bool:
    """Whether a longer name is that of a quarter of a city (`Madrid Centro`)."""
    city, quarter = shorter.cities[0], longer.cities[0]
    return city.country == quarter.country and city.population > 5 * quarter.population


def _judged(sheet: Sheet, name: Name, done: int) -> tuple[Mention, int] | None:
    """The city that a name is, and the token where it ends with its region; `done`: the last's."""
    region, country, last = "", "", name.last
    cities: Sequence[City] = ()
    if region_near(sheet, name.last):
        region, country, last = beside(sheet, name.last)
    if region or country:
        cities = [
            c
            for c in name.cities
            if (not region or c.region == region) and (not country or c.country == country)
        ]
    explicit = bool(cities)
    if not explicit:
        last, cities = name.last, name.cities
    city, near = nearest(sheet, cities)
    listed = SOMETHING if done and joined(sheet, done, name.first) else NOTHING
    stand = Stand(name.first, name.last, listed)
    sure = 0.97 if explicit else confidence(sheet, stand, city, near)
    if sure < 0.5:
        return None
    span = sheet.starts[name.first], sheet.starts[last]
    sheet.claim(*span)
    detail: Detail = {"city": city.name, "region": city.region, "country": city.country,
              "latitude": city.latitude, "longitude": city.longitude}  # fmt: skip
    value = f"{city.name}, {city.region}, {city.country}"
    return make(sheet, KIND, value, span, Found(sure, (), detail)), last


EXAMPLES: Final = (
    Example("NEWCOMERS WELCOME", None, region="US-SC"),
    Example("Welcome to my garden", None, region="US-SC"),
    Example("an hour from the mountain", None, region="US-KY"),
    Example("now in Paris, TX", "Paris, TX, US"),
    Example("visiting Paris this week", "Paris, IDF, FR"),
    Example("in Montréal", "Montréal, QC, CA"),
    Example("Manchester, England", "Manchester, ENG, GB"),
    Example("new in San Antonio", "San Antonio, TX, US"),
    Example("in Austin tonight", "Austin, TX, US"),
    Example("My name is Austin", None),
    Example("so nice to meet you", None),
    Example("me gusta la paz y el silencio. Trato serio", None, region="ES"),
    Example("La grange bleue est ouverte", None, region="US"),
    Example("Denton mends violins all winter", None, region="GB"),
    Example("Kano belts", None, region="GB"),
    Example("soy de Guadalajara", "Guadalajara, JAL, MX", region="MX"),
    Example("Newport, Shropshire", "Newport, ENG, GB", region="GB"),
    Example("It was cut off by the printer", None, region="US"),
)
