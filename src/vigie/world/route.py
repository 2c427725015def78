"""Where a party is and when it posts: circuits between real cities, hours of the day, silences."""

from dataclasses import dataclass

from vigie.world.dice import Dice
from vigie.world.lexicon import City, Country, countries

DAY = 24 * 60
_NEIGHBOURS = {
    "US": ("CA", "MX"),
    "CA": ("US",),
    "GB": ("FR",),
    "FR": ("ES", "GB"),
    "ES": ("FR",),
    "MX": ("US",),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A stay in a city from one minute of the world to another."""

    city: City
    begin: int
    end: int


def _apart(left: City, right: City) -> float:
    """The square of how far apart two cities are, in degrees: enough to order them."""
    return (left.at[0] - right.at[0]) ** 2 + (left.at[1] - right.at[1]) ** 2 * 0.6


def circuit(home: City, size: int, dice: Dice) -> list[City]:
    """So many cities around the home: mostly near ones of the country, at times across a border."""
    cities = list(countries()[home.country].cities)
    if dice.chance(0.15):
        cities += countries()[dice.pick(_NEIGHBOURS[home.country])].cities
    near = sorted(cities, key=lambda city: (_apart(home, city), city.name))[: size * 2 + 2]
    return [home, *dice.some([city for city in near if city is not home], size - 1)]


def stops(
    cities: list[City], begin: int, end: int, stay: tuple[int, int], dice: Dice
) -> list[Stop]:
    """The stays that fill the time from `begin` to `end`; the round is repeated when it is done."""
    if len(cities) == 1:
        return [Stop(cities[0], begin, end + DAY)]
    found = []
    at = dice.below(len(cities)) if dice.chance(0.3) else 0
    while begin <= end:
        leave = begin + dice.between(*stay) * DAY
        found.append(Stop(cities[at % len(cities)], begin, leave))
        begin, at = leave, at + 1
    return found


def home_city(country: Country, dice: Dice) -> City:
    """A city of the country; those that the list names first in a region are not favoured."""
    return dice.pick(country.cities)


_ZONES = {"US": 6, "CA": 5, "GB": 0, "FR": -1, "ES": -1, "MX": 6}


def _minute_of_day(posting: str, country: str, dice: Dice) -> int:
    """A minute of the day in UTC at which somebody with these habits posts."""
    if posting == "clock":
        return dice.below(DAY)
    middle, spread = (20.5, 2.6) if posting == "evening" else (12.5, 3.2)
    return int((dice.bell(middle, spread) + _ZONES[country]) * 60) % DAY


def posting_minutes(
    count: int, span: tuple[int, int], posting: str, country: str, dice: Dice
) -> list[int]:
    """When the ads are posted, in order, in minutes of the world."""
    first, last = span[0] // DAY, span[1] // DAY
    return sorted(
        dice.between(first, last) * DAY + _minute_of_day(posting, country, dice)
        for _ in range(count)
    )


def silenced(minutes: list[int], span: tuple[int, int]) -> list[int]:
    """The same ads with a silence in the middle third: those in it are moved before or after."""
    third = (span[1] - span[0]) // 3
    begin, end = span[0] + third, span[0] + 2 * third
    middle = (begin + end) // 2
    return sorted(
        at - third // 2 if begin <= at < middle else at + third // 2 if middle <= at < end else at
        for at in minutes
    )
