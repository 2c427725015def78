"""Telephone numbers that belong to nobody, given out, given back, given to somebody else."""

from collections import deque

from vigie.world.dice import Dice
from vigie.world.lexicon import City, telephone_ranges

REST_MINUTES = 21 * 24 * 60
"""How long a number lies idle before somebody else gets it."""


class Range:
    """A prefix's free numbers, each once, in an order that looks random: `start + i * step`."""

    __slots__ = ("_next", "_prefix", "_size", "_step", "_width", "left")

    def __init__(self, prefix: str, width: int, dice: Dice) -> None:
        self._prefix, self._width, self._size = prefix, width, 10**width
        self._next, self.left = dice.below(self._size), self._size
        self._step = dice.below(self._size // 10) * 10 + dice.pick((1, 3, 7, 9))

    def take(self) -> str:
        """The next number, in E.164."""
        self.left -= 1
        self._next = (self._next + self._step) % self._size
        return f"{self._prefix}{self._next:0{self._width}d}"


class Numbers:
    """Every fictional number of every country; each is given to one party at a time.

    Where a country's fresh numbers are used up, rested ones are given again, and where there are
    none of those, `take` returns an empty string: the ad goes without.
    """

    def __init__(self, recycled_share: float, dice: Dice) -> None:
        self._recycled_share, self._dice = recycled_share, dice
        self._ranges = {
            country: {prefix: Range(prefix, width, dice) for prefix, width in ranges.items()}
            for country, ranges in telephone_ranges().items()
        }
        self._resting = {country: deque[tuple[int, str]]() for country in self._ranges}
        self.given = self.recycled = self.refused = 0

    def take(self, city: City, now: int) -> str:
        """A number for somebody in the city (or elsewhere in the country), in E.164."""
        resting = self._resting[city.country]
        rested = bool(resting) and resting[0][0] + REST_MINUTES <= now
        ours = self._ranges[city.country]
        if not ours or (rested and self._dice.chance(self._recycled_share)):
            return self._again(city.country, rested)
        code = self._dice.pick(city.codes)
        prefix = code if code[0] == "+" else f"+1{code}55501"
        if prefix not in ours:
            prefix = self._dice.pick(list(ours))
        number = ours[prefix].take()
        if not ours[prefix].left:
            del ours[prefix]
        self.given += 1
        return number

    def give_back(self, number: str, country: str, now: int) -> None:
        """Let a number rest until somebody else may have it."""
        if number:
            self._resting[country].append((now, number))

    def _again(self, country: str, rested: bool) -> str:
        if not rested:
            self.refused += 1
            return ""
        self.given += 1
        self.recycled += 1
        return self._resting[country].popleft()[1]
