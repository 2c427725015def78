"""The world as it happens: every ad in the order in which it is posted.

Parties come to life when their time begins and are let go with their last ad, so that memory holds
those who are active and no others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import heappop, heappush

from vigie.world import addresses
from vigie.world.cast import Entry, Party, Person, Telephone, draw_party
from vigie.world.dice import Dice
from vigie.world.draft import Draft
from vigie.world.exchange import Exchange
from vigie.world.habits import Habits
from vigie.world.lexicon import City
from vigie.world.numbering import Numbers
from vigie.world.route import DAY
from vigie.world.sites import Site, sites
from vigie.world.slots import Occasion
from vigie.world.writing import Writer


@dataclass(frozen=True, slots=True)
class Posting:
    """One ad: who posted it, for whom, where, when (in minutes of the world), and its words."""

    party: Party
    person: Person
    city: City
    minute: int
    site: Site
    phone: str
    title: str
    body: str
    draft: Draft
    last: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """Who had a number from one minute to another."""

    number: str
    party_id: str
    since: int
    until: int
    shared: bool = False


@dataclass(slots=True)
class Timeline:
    """Runs through a plan; `holdings` collects who had which number until it is taken away."""

    habits: Habits
    seed: int
    start: date
    holdings: list[Holding] = field(default_factory=list)
    numbers: Numbers = field(init=False)
    _exchange: Exchange = field(init=False)
    _dice: Dice = field(init=False)
    _latest: dict[int, Posting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._dice = Dice(self.seed, "timeline")
        self.numbers = Numbers(self.habits.recycled_share, Dice(self.seed, "numbers"))
        self._exchange = Exchange(self.habits, self.seed, self.numbers)

    @property
    def lines(self) -> dict[str, list[str]]:
        """Each booking line's number with the unrelated parties that share it."""
        return self._exchange.members

    def run(self, entries: list[Entry]) -> Iterator[Posting]:
        """Every posting of the plan, in order of time."""
        alive: dict[int, Party] = {}
        due: list[tuple[int, int]] = []
        coming = iter([*entries, None])
        following = next(coming)
        while due or following:
            while following and (not due or following.begin // DAY * DAY <= due[0][0]):
                party = self._enter(following)
                alive[party.index] = party
                heappush(due, (party.minutes[0], party.index))
                following = next(coming)
            minute, index = heappop(due)
            party = alive[index]
            party.posted += 1
            last = party.posted == len(party.minutes)
            yield self._post(party, minute, last)
            if last:
                self._leave(alive.pop(index), minute)
            else:
                heappush(due, (party.minutes[party.posted], index))

    def _enter(self, entry: Entry) -> Party:
        """The party, with what it takes over from others who are there already."""
        party = draw_party(entry, self.habits, self.seed)
        self._exchange.welcome(party, entry.begin, self._dice)
        usual = [site for site in sites() if party.home.country in site.countries]
        party.sites = tuple(self._dice.some(usual, self._dice.pick((1, 1, 2, 3))))
        return party

    def _leave(self, party: Party, minute: int) -> None:
        for telephone in (party.telephone, *(person.telephone for person in party.persons)):
            self._give_back(party, telephone, minute)
        self._latest.pop(party.index, None)

    def _give_back(self, party: Party, telephone: Telephone, minute: int) -> None:
        if telephone.number:
            self.holdings.append(Holding(telephone.number, party.party_id, telephone.since, minute))
            self.numbers.give_back(telephone.number, telephone.country, minute)

    def _post(self, party: Party, minute: int, last: bool) -> Posting:
        """The party's next ad: a new one, or its last one once more."""
        dice = self._dice
        before = self._latest.get(party.index)
        site = dice.pick(party.sites)
        if before and dice.chance(party.verbatim) and minute - before.minute < 9 * DAY:
            posting = replace(before, minute=minute, site=site, last=last)
        else:
            posting = self._compose(party, minute, site, last)
        if party.verbatim and not self.habits.fresh_phone_each_ad:
            self._latest[party.index] = posting
        party.last_minute = minute
        return posting

    def _compose(self, party: Party, minute: int, site: Site, last: bool) -> Posting:
        number = self._dice.below(len(party.persons))
        person = party.persons[number]
        city, following = self._whereabouts(party, number, minute)
        phone, country = self._phone(party, person, city, minute)
        today = self.start + timedelta(days=minute // DAY)
        occasion = Occasion(party, person, city, following, today, phone, country)
        draft = Writer(self.habits).write(occasion, self._dice)
        title, body = draft.finish()
        return Posting(party, person, city, minute, site, phone, title, body, draft, last)

    def _move(self, party: Party) -> None:
        """Give the party new addresses in place of those that it has."""
        if party.email:
            party.email = addresses.email(self._dice)
        if party.handle[1]:
            party.handle = (party.handle[0], addresses.handle(self._dice))

    def _whereabouts(self, party: Party, number: int, minute: int) -> tuple[City, City]:
        """Where the person of this number is, and where she goes next."""
        route = party.route
        at = next((i for i, stop in enumerate(route) if minute < stop.end), len(route) - 1)
        if len(party.persons) > 2 and "circuit" in party.traits:
            at += number % 2
        return route[at % len(route)].city, route[(at + 1) % len(route)].city

    def _phone(self, party: Party, person: Person, city: City, minute: int) -> tuple[str, str]:
        """The number that stands in an ad of today, and its country; empty where there is none."""
        habits, dice = self.habits, self._dice
        if habits.fresh_phone_each_ad:
            return self._fresh_phone(party, city, minute)
        if party.line:
            return party.line, party.home.country
        if not party.has_phone or dice.chance(0.04):
            return "", ""
        telephone = party.telephone if "one_phone" in party.traits else person.telephone
        returned = "silence" in party.traits and minute - party.last_minute > 12 * DAY
        if minute >= telephone.until or (returned and party.posted > 1):
            if telephone.number and dice.chance(0.9 if returned else habits.moved_share):
                self._move(party)
            self._change(party, telephone, city, minute)
        return telephone.number, telephone.country

    def _fresh_phone(self, party: Party, city: City, minute: int) -> tuple[str, str]:
        """A number that has not been seen and will not be seen again, for half of the ads."""
        if self._dice.chance(self.habits.moved_share / 5):
            self._move(party)
        number = (
            self.numbers.take(city, minute) if self._dice.chance(self.habits.phone_share) else ""
        )
        if number:
            self.holdings.append(Holding(number, party.party_id, minute, minute))
        return number, city.country

    def _change(self, party: Party, telephone: Telephone, city: City, minute: int) -> None:
        """Give the old number back and take a new one."""
        self._give_back(party, telephone, minute)
        bought_in = party.home if self._dice.chance(0.8) else city
        telephone.number = self.numbers.take(bought_in, minute)
        telephone.country, telephone.since = bought_in.country, minute
        days = self.habits.phone_days * party.kind.phone_days * (0.5 + self._dice.unit())
        telephone.until = minute + int(days * DAY)
