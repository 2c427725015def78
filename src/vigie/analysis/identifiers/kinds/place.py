"""Cities that the text names, with region, country and coordinates (GeoNames, CC BY 4.0).

The value is `Paris, TX, US`. Of cities with one name the one is taken that stands beside its
region (`Paris, TX`), else one in the ad's region, country or neighbourhood, else the largest. A
name that is also a first name or a word needs a capital and a preposition, or its region.
`detail`: `city`, `region`, `country`, `latitude`, `longitude`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from vigie.analysis.identifiers.city_names import NEVER
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
from vigie.analysis.identifiers.gazetteer import LARGE, STATE_CODES, City, gazetteer
from vigie.analysis.identifiers.kinds.name import SURE
from vigie.analysis.identifiers.lexicon import Arrangement
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.place_words import ARTICLES, BEFORE, COMMON, IN, PHRASES
from vigie.analysis.identifiers.regions import NAMED_COUNTRIES, REGIONS
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention
from vigie.records.mention import Detail

KIND: Final = "place"
MOST_WORDS: Final = 5
BREAKS: Final = re.compile(r"[.!?\n]|[^ -~]")
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
        mention = _judged(sheet, name) if name is not None else None
        if mention is not None and name is not None:
            done = name.last
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


def _placed(sheet: Sheet, at: int) -> bool:
    """Whether the word before a token announces a place."""
    return at >= 2 and sheet.tokens[at - 2] in BEFORE


def _region_near(sheet: Sheet, at: int) -> bool:
    """Whether a word that may name a region or a country stands at a token or in the two after."""
    return any(flags & REGION for flags in sheet.flags[at : at + 3])


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


def _judged(sheet: Sheet, name: Name) -> Mention | None:
    region, country, last = "", "", name.last
    cities: Sequence[City] = ()
    if _region_near(sheet, name.last):
        region, country, last = _beside(sheet, name.last)
    if region or country:
        cities = [
            c
            for c in name.cities
            if (not region or c.region == region) and (not country or c.country == country)
        ]
    explicit = bool(cities)
    if not explicit:
        last, cities = name.last, name.cities
    city, near = _nearest(sheet, cities)
    confidence = 0.97 if explicit else _confidence(sheet, name, city, near)
    if confidence < 0.5:
        return None
    span = sheet.starts[name.first], sheet.starts[last]
    sheet.claim(*span)
    detail: Detail = {"city": city.name, "region": city.region, "country": city.country,
              "latitude": city.latitude, "longitude": city.longitude}  # fmt: skip
    value = f"{city.name}, {city.region}, {city.country}"
    return make(sheet, KIND, value, span, Found(confidence, (), detail))


def _beside(sheet: Sheet, at: int) -> tuple[str, str, int]:
    """The region and country that stand after a name (`, TX`, ` Texas`), and where they end."""
    region = country = ""
    last = at
    for _ in range(2):
        i = at
        comma = False
        while i < len(sheet.tokens) and i - at < 2 and not sheet.tokens[i][0].isalnum():
            if "\n" in sheet.tokens[i] or sheet.tokens[i].strip() not in (
                "",
                ",",
                "(",
                "-",
                ",,",
                "/",
            ):
                return region, country, last
            comma = comma or sheet.tokens[i].strip() != ""
            i += 1
        if i >= len(sheet.tokens):
            break
        found = _region_at(sheet, i, comma=comma)
        if found is None:
            break
        code, named, at = found
        if region and code:
            break
        region, country, last = region or code, country or named, at
    return region, country, last


def _region_at(sheet: Sheet, i: int, *, comma: bool) -> tuple[str, str, int] | None:
    token = sheet.tokens[i]
    for width in (3, 2, 1):
        if i + 2 * width - 1 > len(sheet.tokens):
            continue
        words = " ".join(sheet.tokens[i : i + 2 * width - 1 : 2])
        if words in REGIONS and all(t == " " for t in sheet.tokens[i + 1 : i + 2 * width - 1 : 2]):
            code, country = REGIONS[words]
            return code, country, i + 2 * width - 1
        if words in NAMED_COUNTRIES and (words != "us" or _upper(sheet, i)):
            return "", NAMED_COUNTRIES[words], i + 2 * width - 1
    if len(token) == 2 and token.upper() in STATE_CODES and (_upper(sheet, i) or comma):
        if not comma and sheet.flags[i] & STOP and not _upper(sheet, i):
            return None
        countries = STATE_CODES[token.upper()]
        return token.upper(), countries[0] if len(countries) == 1 else "", i + 1
    return None


def _upper(sheet: Sheet, i: int) -> bool:
    first, last = sheet.view.place(sheet.starts[i], sheet.starts[i + 1])
    return sheet.text[first:last].isupper()


def _capital(sheet: Sheet, i: int) -> bool:
    """Whether a token has a capital that tells: not all of its words are in capitals."""
    if sheet.shouted or not sheet.is_capital(i):
        return False
    if len(sheet.tokens[i]) < 2 or not _upper(sheet, i):
        return True
    beside = (j for j in (i - 2, i + 2) if 0 <= j < len(sheet.tokens))
    return not any(len(sheet.tokens[j]) > 2 and _upper(sheet, j) for j in beside)


def _begins_a_sentence(sheet: Sheet, i: int) -> bool:
    """Whether a token's capital may be that of a sentence that goes on without a pause."""
    if i and not BREAKS.search(sheet.tokens[i - 1]):
        return False
    return sheet.tokens[i + 1 : i + 2] == [" "] and sheet.tokens[i + 2][:1].isalpha()


def _nearest(sheet: Sheet, cities: Sequence[City]) -> tuple[City, int]:
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


def _confidence(sheet: Sheet, name: Name, city: City, near: int) -> float:
    word = sheet.tokens[name.first]
    single = name.last - name.first == 1
    flags = sheet.flags[name.first]
    placed = _placed(sheet, name.first)
    capital = _capital(sheet, name.first)
    if not single and sheet.folded[sheet.starts[name.first] : sheet.starts[name.last]] in PHRASES:
        return 0.0
    if not single and word in NEVER and not capital and city.population <= LARGE:
        return 0.0
    if not single and not capital and not sheet.lowered and not sheet.shouted:
        large = city.population > LARGE and word not in ARTICLES
        return (0.8 if near or placed or city.population > 500_000 else 0.4) if large else 0.0
    if not single:
        return 0.93 if capital or city.population > 100_000 else (0.75 if near or placed else 0.4)
    if len(word) < 3 or (word in COMMON or flags & STOP):
        sure = placed and capital and city.population > 100_000
        return 0.7 if sure and (near or not flags & STOP) else 0.0
    if flags & NAME and not _surely_placed(sheet, name):
        home = city == sheet.located.city and capital
        return 0.55 if home and city.population > 300_000 else 0.0
    size = 0.9 if city.population > 200_000 else 0.8 if city.population > 50_000 else 0.65
    if placed:
        return size + 0.05 if capital or city.population > 100_000 else 0.6 * (size > 0.7)
    if capital and (city.population > 100_000 or not _begins_a_sentence(sheet, name.first)):
        return size if near == 2 or city.population > 100_000 else 0.45
    return size - 0.2 if city.population > 500_000 or (near and city.population > 100_000) else 0.0


def _surely_placed(sheet: Sheet, name: Name) -> bool:
    """Whether only a place can stand here, though the name is also a person's."""
    if name.first < 2 or sheet.tokens[name.first - 2] not in IN:
        return False
    start = sheet.starts[name.first]
    return SURE.search(sheet.folded[max(0, start - 24) : start]) is None


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
    Example("It was cut off by the printer", None, region="US"),
)
