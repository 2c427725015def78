"""Chance that falls the same way on every machine and every version of Python.

Only `random.Random.random()` is drawn from: it is the one method whose sequence Python promises to
keep. No logarithm or power is taken of it, for those differ in their last bit between machines.
"""

from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A source of chance named by a seed and a path of words, such as `(7, "party", 12)`."""

    __slots__ = ("_random",)

    def __init__(self, *path: object) -> None:
        name = "/".join(map(str, path)).encode()
        self._random = Random(int.from_bytes(sha256(name).digest()[:8], "big")).random

    def unit(self) -> float:
        """A number from 0 up to, not including, 1."""
        return self._random()

    def chance(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self._random() < probability

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[int(self._random() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """So many different ones of the choices (all, where there are fewer), in a random order."""
        left = list(choices)
        return [left.pop(int(self._random() * len(left))) for _ in range(min(count, len(left)))]

    def bell(self, middle: float, spread: float) -> float:
        """A number near `middle`, seldom further than twice `spread` from it (four uniforms)."""
        total = self._random() + self._random() + self._random() + self._random()
        return middle + (total - 2.0) * spread * 1.7

    def skewed(self, low: int, high: int) -> int:
        """A whole number mostly near `low`, seldom near `high`: density falls as 1/x²."""
        return min(high, int(low / (1.0 - self._random() * (1.0 - low / (high + 1.0)))))


class Weighted(tuple[tuple[object, float], ...]):
    """Names with weights, drawn in proportion; weights are any positive numbers."""

    def __new__(cls, weights: dict[str, float]) -> "Weighted":
        """Turn the weights into running shares."""
        total = sum(weights.values())
        shares = accumulate(weight / total for weight in weights.values())
        return super().__new__(cls, zip(weights, shares, strict=True))

    def draw(self, dice: Dice) -> str:
        """One of the names."""
        point = dice.unit()
        for name, share in self:
            if point < share:
                return str(name)
        return str(self[-1][0])
