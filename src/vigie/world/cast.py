"""The people of a world: persons, and the parties that post for them."""

from dataclasses import dataclass, field

from vigie.world import addresses
from vigie.world.dice import Dice, Weighted
from vigie.world.disguise import NAMES
from vigie.world.habits import Habits
from vigie.world.kinds import Kind, held
from vigie.world.lexicon import City, Language, countries, country_shares, language
from vigie.world.manner import Manner, draw_manner
from vigie.world.route import DAY, Stop, circuit, home_city, posting_minutes, silenced, stops
from vigie.world.sites import Site


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a script: which move it makes, and its words with slots."""

    move: str
    text: str


@dataclass(slots=True)
class Telephone:
    """The number somebody has now, in E.164, and until which minute; empty before the first."""

    number: str = ""
    country: str = ""
    since: int = 0
    until: int = 0


@dataclass(slots=True)
class Person:
    """An adult who is advertised. `names` are what she is called in ads, `ages` what is stated."""

    person_id: str
    names: tuple[str, ...]
    ages: tuple[int, ...]
    height: int
    weight: int
    telephone: Telephone = field(default_factory=Telephone)
    photos: tuple[int, ...] = ()


@dataclass(slots=True)
class Party:
    """Whoever is behind a set of ads, with everything that stays the same from ad to ad."""

    index: int
    kind: Kind
    minor: bool
    language: Language
    home: City
    persons: list[Person]
    route: list[Stop]
    minutes: list[int]
    cues: frozenset[str]
    traits: frozenset[str]
    manner: Manner
    perspective: str
    email: str = ""
    handle: tuple[str, str] = ("", "")
    website: str = ""
    wallet: tuple[str, str] = ("", "")
    has_phone: bool = True
    telephone: Telephone = field(default_factory=Telephone)
    line: str = ""
    copied_from: str = ""
    verbatim: float = 0.0
    hidden: float = 0.0
    tricks: tuple[str, ...] = ()
    rate: int = 0
    script: list[Line] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    rare: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    posted: int = 0
    last_minute: int = 0

    @property
    def party_id(self) -> str:
        """The party's name in the truth."""
        return f"party-{self.index:07d}"

    @property
    def controlled(self) -> bool:
        """Whether the truth says that others profit from these persons by controlling them."""
        return self.kind.name in ("controlled", "minor")


_YOUNGER = {"controlled": 0.75, "minor": 0.95, "agency": 0.7, "venue": 0.45, "spam": 0.7}
"""How often a stated age is drawn from those under 36 rather than from all."""


def _persons(
    party: int, kind: Kind, traits: frozenset[str], words: Language, dice: Dice
) -> list[Person]:
    """The party's people, all of them adults at every age that is stated."""
    people = []
    for number in range(dice.between(*kind.persons) if dice.chance(0.8) else kind.persons[0]):
        younger = dice.chance(_YOUNGER.get(kind.name, 0.35))
        age = dice.skewed(18, 36) if younger else dice.between(21, 47)
        drift = (0, -1, 1, -2, 2, 3) if "ages_drift" in traits else (0,)
        ages = tuple(max(18, age + change) for change in drift[: dice.between(2, 6)])
        height = int(dice.bell(166, 7))
        names = dice.some(words.words["names"], dice.between(2, 6) if "renames" in traits else 1)
        weight = int(dice.bell(21.5, 2.2) * height * height / 10000)
        people.append(Person(f"person-{party:07d}-{number}", tuple(names), ages, height, weight))
    return people


_RATES = {
    "US": (80, 320),
    "CA": (100, 320),
    "GB": (60, 220),
    "FR": (60, 220),
    "ES": (50, 180),
    "MX": (600, 2500),
}


def _rate(country: str, kind: Kind, dice: Dice) -> int:
    """What an hour costs, in the country's money, rounded as people round."""
    low, high = _RATES[country]
    step = 50 if high > 1000 else 10
    share = dice.unit() * (0.75 if kind.name in ("controlled", "minor", "spam") else 1.0)
    return int((low + (high - low) * share) / step) * step


@dataclass(frozen=True, slots=True)
class Entry:
    """A party as the plan of the world names it: its number, kind, number of ads and time."""

    index: int
    kind: Kind
    ads: int
    begin: int
    end: int


def draw_party(entry: Entry, habits: Habits, seed: int) -> Party:
    """The party of an entry; the same entry and seed always give the same party."""
    dice = Dice(seed, "party", entry.index)
    kind, span = entry.kind, (entry.begin, entry.end)
    country = countries()[country_shares().draw(dice)]
    home = home_city(country, dice)
    words = language(country.languages.draw(dice))
    traits = held(kind.traits, dice)
    cities = circuit(home, dice.between(3, 8), dice) if "circuit" in traits else [home]
    minutes = posting_minutes(entry.ads, span, kind.posting.draw(dice), home.country, dice)
    party = Party(
        index=entry.index,
        kind=kind,
        minor=kind.name == "minor",
        language=words,
        home=home,
        persons=_persons(entry.index, kind, traits, words, dice),
        route=stops(cities, entry.begin, entry.end, kind.stay, dice),
        minutes=silenced(minutes, span) if "silence" in traits else minutes,
        cues=held(kind.cues, dice),
        traits=traits,
        manner=draw_manner(dice, words.code, habits.typo_share),
        perspective=kind.perspective.draw(dice),
        rate=_rate(home.country, kind, dice),
        rare=tuple(dice.some(words.words["rare_nouns"], 3)),
    )
    _equip(party, habits, dice)
    return party


PORTALS = (
    "https://www.citypages.example.com",
    "https://linkboard.example.org/list",
    "https://evenings.example/book",
)
"""Pages that everybody may name: nobody is known by them."""
_EXTRAS: dict[str, float] = {"email": 0.15, "handle": 0.22, "website": 0.08, "wallet": 0.02}


def _equip(party: Party, habits: Habits, dice: Dice) -> None:
    """Give the party its addresses and its way of hiding numbers."""
    party.has_phone = dice.chance(habits.phone_share) or habits.fresh_phone_each_ad
    extras = held(_EXTRAS, dice)
    spam = party.kind.name == "spam"
    if "email" in extras or not party.has_phone or spam:
        party.email = addresses.email(dice)
    if "handle" in extras:
        party.handle = (dice.pick(addresses.PLATFORMS), addresses.handle(dice))
    if "website" in extras or "own_site" in party.cues or spam:
        hidden = dice.chance(0.03)
        party.website = f"http://{addresses.onion(dice)}" if hidden else addresses.website(dice)
        if not spam and dice.chance(habits.portal_share):
            party.website = dice.pick(PORTALS)
    if "wallet" in extras:
        party.wallet = addresses.wallet(dice)
    more = habits.hidden_more if party.controlled or spam else 1.0
    hides = dice.chance(min(0.9, habits.hidden_share * more))
    party.verbatim = dice.pick((0.0, 0.0, 0.3, 0.7))
    party.tricks = tuple(dice.some(NAMES, dice.between(1, 3)))
    party.hidden = 0.5 + 0.5 * dice.unit() if hides else 0.02


def plan(
    ads: int, habits: Habits, kinds: dict[str, Kind], mixed: Weighted, seed: int
) -> list[Entry]:
    """Who posts how much and when, so that the ads add up; in the order in which they begin."""
    dice, left = Dice(seed, "plan"), ads
    entries: list[Entry] = []
    calendar = habits.days * DAY
    while left:
        kind = kinds[mixed.draw(dice)]
        count = min(left, max(1, int(dice.skewed(*kind.ads) * habits.ads_scale)))
        length = dice.between(*kind.days) * DAY if count > 1 else DAY
        begin = int(dice.unit() * (calendar + length)) - length
        end = min(begin + length, calendar) - 1
        begin = min(max(0, begin), end)
        entries.append(Entry(len(entries), kind, count, begin, end))
        left -= count
    return sorted(entries, key=lambda entry: (entry.begin, entry.index))
