"""What stands in the slots of an ad: one person, one city, one day, and how to get in touch."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from vigie.world import values
from vigie.world.cast import Party, Person
from vigie.world.dialling import national, plain
from vigie.world.dice import Dice
from vigie.world.disguise import NAMES, disguise, disguise_address
from vigie.world.draft import Draft, Meant
from vigie.world.lexicon import City, countries

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one ad is about: who, where, when, and the number to call (or none)."""

    party: Party
    person: Person
    city: City
    next_city: City
    today: date
    phone: str
    phone_country: str


class Slots:
    """Fills the slots of one ad's phrases and marks what is meant by them."""

    def __init__(self, occasion: Occasion, draft: Draft, dice: Dice) -> None:
        self._of, self._draft, self._dice = occasion, draft, dice
        self._name = dice.pick(occasion.person.names)
        self._phone_in_title = ""

    def fill(self, text: str) -> str:
        """The text with every slot filled."""
        return _SLOT.sub(lambda found: _FILLERS[found[1]](self), text)

    def _cased(self, text: str) -> str:
        return self._of.party.manner.cased(text)

    def _mark(self, meant: Meant) -> str:
        return self._draft.mark(meant)

    def name(self) -> str:
        """The name that the person goes by in this ad."""
        return self._mark(Meant("name", self._name, self._cased(self._name), "", {}))

    def _place(self, city: City) -> str:
        detail: dict[str, str | int | float] = {
            "city": city.name,
            "region": city.region,
            "country": city.country,
        }
        return self._mark(Meant("place", city.name, self._cased(city.name), "", detail))

    def city(self) -> str:
        """Where the person is."""
        return self._place(self._of.city)

    def next_city(self) -> str:
        """Where she will be next."""
        return self._place(self._of.next_city)

    def age(self) -> str:
        """The age that is stated today."""
        stated = self._dice.pick(self._of.person.ages)
        return self._mark(values.age(stated, self._of.party.language, self._dice))

    def height(self) -> str:
        """How tall she is said to be."""
        of = self._of
        return self._mark(
            values.height(of.person.height, of.party.language, of.city.country, self._dice)
        )

    def weight(self) -> str:
        """What she is said to weigh."""
        of = self._of
        return self._mark(
            values.weight(of.person.weight, of.party.language, of.city.country, self._dice)
        )

    def rate(self, minutes: int = 60) -> str:
        """The price for a time."""
        of = self._of
        currency = countries()[of.party.home.country].currency
        return self._mark(
            values.rate(of.party.rate, minutes, currency, of.party.language, self._dice)
        )

    def rate_more(self) -> str:
        """The price for a shorter or a longer time."""
        return self.rate(self._dice.pick((30, 30, 120)))

    def day(self, ahead: tuple[int, int]) -> str:
        """A day of the stay."""
        of = self._of
        when = of.today + timedelta(days=self._dice.between(*ahead))
        return self._mark(values.day(when, of.party.language, of.city.country, self._dice))

    def phone(self) -> str:
        """The number, plainly or hidden; nothing where there is none."""
        of, dice = self._of, self._dice
        if not of.phone:
            return ""
        if not dice.chance(of.party.hidden):
            return self.phone_plainly()
        trick = dice.pick(of.party.tricks or NAMES)
        hidden = disguise(national(of.phone, of.phone_country), trick, dice, of.party.language)
        meant = Meant("phone", of.phone, hidden.body, hidden.trick, {})
        marked = self._mark(meant)
        if hidden.title:
            self._phone_in_title = self._draft.mark(meant, part=hidden.title)
        return marked

    def phone_plainly(self) -> str:
        """The number in a usual shape."""
        shape = plain(self._of.phone, self._of.phone_country, self._dice)
        return self._mark(Meant("phone", self._of.phone, shape, "", {}))

    @property
    def for_title(self) -> str:
        """The part of a number that the title has to carry."""
        return self._phone_in_title

    def email(self) -> str:
        """The mail address, at times hidden."""
        address = self._of.party.email
        shown, trick = address, ""
        if self._dice.chance(self._of.party.hidden * 0.6):
            shown, trick = disguise_address(address, self._dice)
        return self._mark(Meant("email", address, shown, trick, {}))

    def platform(self) -> str:
        """Where the handle is known."""
        name = self._of.party.handle[0]
        return self._dice.pick((name, name.title(), name.upper()))

    def handle(self) -> str:
        """The handle, with or without its sign."""
        platform, name = self._of.party.handle
        shown = self._dice.pick(("@", "@", "")) + name
        return self._mark(Meant("handle", name.lower(), shown, "", {"platform": platform}))

    def url(self) -> str:
        """The website, with or without its scheme."""
        address = self._of.party.website
        shown = address.split("://")[1] if self._dice.chance(0.5) else address
        if address.endswith(".onion"):
            return self._mark(Meant("onion", address.split("://")[1], shown, "", {}))
        return self._mark(Meant("url", address, shown, "", {}))

    def wallet(self) -> str:
        """The wallet's address."""
        coin, address = self._of.party.wallet
        return self._mark(Meant("wallet", address, address, "", {"coin": coin}))

    def coin(self) -> str:
        """The wallet's coin."""
        return self._of.party.wallet[0]


_FILLERS: dict[str, Callable[[Slots], str]] = {
    "name": Slots.name,
    "city": Slots.city,
    "next_city": Slots.next_city,
    "age": Slots.age,
    "height": Slots.height,
    "weight": Slots.weight,
    "rate": Slots.rate,
    "rate_more": Slots.rate_more,
    "date": lambda slots: slots.day((0, 3)),
    "date_late": lambda slots: slots.day((4, 12)),
    "phone": Slots.phone,
    "email": Slots.email,
    "platform": Slots.platform,
    "handle": Slots.handle,
    "url": Slots.url,
    "wallet": Slots.wallet,
    "coin": Slots.coin,
}
