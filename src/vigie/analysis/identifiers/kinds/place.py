"""Cities that the text names, with region, country and coordinates (GeoNames, CC BY 4.0).

The value is `Paris, TX, US`. Of cities with one name the one is taken that stands beside its
region (`Paris, TX`), else one in the ad's region, country or neighbourhood, else the largest. A
name that is also a first name or a word needs a capital and a preposition, or its region.
`detail`: `city`, `region`, `country`, `latitude`, `longitude`.
"""

from collections.abc import Iterator, Mapping, Set
from typing import Final, NamedTuple

from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import NAME, PLACE, STOP
from vigie.analysis.identifiers.gazetteer import STATE_CODES, City, gazetteer
from vigie.analysis.identifiers.kinds.name import SURE
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.regions import NAMED_COUNTRIES, REGIONS
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention
from vigie.records.mention import Detail

KIND: Final = "place"
WORDS: Final[Mapping[str, int]] = {}
MOST_WORDS: Final = 5
NOTHING: Final[frozenset[str]] = frozenset()
# One-word names of cities that are never meant: articles, pronouns, prepositions.
NEVER: Final = frozenset(
    "the a i in of to and or la le les los las el de du des en y et al me my you your we is are "
    "be by on at so as us it he no not so am was for with from un une una san santa".split()
)
IN: Final = frozenset("in near visiting en around downtown sur vers cerca leaving".split())
BEFORE: Final = frozenset(
    (
        "in to near visiting visit from around downtown central at a en sur vers cerca desde zona "
        "centro north south east west greater city now arriving leaving towards proche pres aux "
        "de area live based location lieu ville ubicada ubicado located region metro"
    ).split()
)
PHRASES: Final = frozenset(
    ("el centro", "old town", "vieille ville", "casco viejo", "ciudad vieja", "high street",
     "east side",
     "west side", "la ville", "the village", "le centre", "the park", "new town", "le port",
     "the heights", "the lakes", "union city center", "la paz interior")
)  # fmt: skip
COMMON: Final = frozenset(
    "salida seaside countryside uptown downtown centro price side welcome tarifa tarifas hora "
    "horas young nice reading bath mobile orange sale most of can male love lady sweet paradise "
    "independence hope liberty union central enterprise normal commerce progress surprise "
    "pleasant best call time much many mon mar deal march beautiful bell rose lily may june april "
    "august hot long big clean real soft blue green white black brown star angel private fun "
    "party massage spa body rich diamond golden gold silver pearl ruby crystal amber princess "
    "queen king prince lake hill hills park garden valley forest river spring springs beach "
    "island bay bar van ham man men kit bra bon belle plaisir bonita bella linda buena salta "
    "limon sol mira cali luz mesa vista plaza villa amor gay trim roma latina asia asian santa "
    "san los las la le el de mission weed bend buy buckeye home corner college university school "
    "academy market center centre station airport police bank ware post street road west east "
    "north south parker murray barry mary carlos eden sun moon early same une unna sur pau mol "
    "are hit us as is ok so me hell batman imo perm tours page mens vienne sens nation imperial "
    "elegant senior junior friend friendly alt along about moscow mills bully bacon gap wing ash "
    "tarn dole digne auch lens die grave vire bury rugby poole sandwich battle barking hythe hook "
    "wells stone stroud rye diss eye wigan speed luck pass ready marina coral sierra clay chance "
    "reserve grant garner hurst euless plant dale troy alma".split()
)


class Name(NamedTuple):
    """A name in the text: tokens `first` up to `last` and the cities that it may be."""

    first: int
    last: int
    cities: list[City]


def find(sheet: Sheet) -> Iterator[Mention]:
    """The cities of a text, in order; a name is read once, the longest reading first."""
    done = 0
    named = gazetteer()
    for at in sheet.at(PLACE):
        if at < done or sheet.claimed[sheet.starts[at]]:
            continue
        token = sheet.tokens[at]
        longer = _goes_on(sheet, at, named.second_words.get(token, NOTHING))
        if not longer and (token in NEVER or token not in named.by_name):
            continue
        if not longer and sheet.flags[at] & STOP and not _capital(sheet, at):
            continue
        name = _longest(sheet, at) if longer else Name(at, at + 1, named.by_name[token])
        mention = _judged(sheet, name) if name is not None else None
        if mention is not None and name is not None:
            done = name.last
            yield mention


def _goes_on(sheet: Sheet, at: int, second: Set[str]) -> bool:
    """Whether the word after the one at a token is a second word of some city's name."""
    if not second or at + 2 >= len(sheet.tokens):
        return False
    if sheet.tokens[at + 2] in second:
        return True
    return at + 3 < len(sheet.tokens) and sheet.tokens[at + 3] in second


def _longest(sheet: Sheet, at: int) -> Name | None:
    """The longest city name that begins at a token."""
    by_name, tokens = gazetteer().by_name, sheet.tokens
    words = tokens[at]
    best = Name(at, at + 1, by_name[words]) if words in by_name and words not in NEVER else None
    i = at
    for _ in range(MOST_WORDS - 1):
        following = _next_word(tokens, i)
        if following is None:
            break
        i = following
        words = f"{words} {tokens[i]}"
        if words in by_name:
            longer = Name(at, i + 1, by_name[words])
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
    region, country, last = _beside(sheet, name.last)
    cities = [
        c
        for c in name.cities
        if (not region or c.region == region) and (not country or c.country == country)
    ]
    explicit = bool(region or country) and bool(cities)
    if not explicit:
        last = name.last
        cities = name.cities
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
    first, _ = sheet.view.place(sheet.starts[i], sheet.starts[i + 1])
    return sheet.text[first].isupper() and not sheet.shouted


def _nearest(sheet: Sheet, cities: list[City]) -> tuple[City, int]:
    """The likeliest city by the ad's place: 2 in its region, 1 in its country, 0 neither."""
    hints, located = sheet.hints, sheet.located
    region = hints.division or located.region
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
    placed = name.first >= 2 and sheet.tokens[name.first - 2] in BEFORE
    capital = _capital(sheet, name.first)
    if not single and sheet.folded[sheet.starts[name.first] : sheet.starts[name.last]] in PHRASES:
        return 0.0
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
    if capital:
        return size if near == 2 or city.population > 100_000 else 0.45
    return size - 0.2 if city.population > 500_000 or (near and city.population > 100_000) else 0.0


def _surely_placed(sheet: Sheet, name: Name) -> bool:
    """Whether only a place can stand here, though the name is also a person's."""
    if name.first < 2 or sheet.tokens[name.first - 2] not in IN:
        return False
    start = sheet.starts[name.first]
    return SURE.search(sheet.folded[max(0, start - 24) : start]) is None


EXAMPLES: Final = (
    Example("now in Paris, TX", "Paris, TX, US"),
    Example("visiting Paris this week", "Paris, IDF, FR"),
    Example("in Montréal", "Montréal, QC, CA"),
    Example("Manchester, England", "Manchester, ENG, GB"),
    Example("new in San Antonio", "San Antonio, TX, US"),
    Example("in Austin tonight", "Austin, TX, US"),
    Example("My name is Austin", None),
    Example("so nice to meet you", None),
)
