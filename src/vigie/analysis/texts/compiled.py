"""Loops over numbers that are compiled to machine code on first use and then kept."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ParamSpec, Protocol, TypeAlias, TypeVar, cast

import numba
import numpy as np

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


Loop: TypeAlias = Any
"""A value inside a compiled loop, where numba infers the types and refuses what does not fit."""


class Over(Protocol):
    """How a function is applied to many parts: `map`, or the `map` of a pool of threads.

    Results come in the order of the parts, so that the number of threads changes nothing. The
    compiled loops let other threads run meanwhile.
    """

    def __call__(self, function: Callable[[T], R], parts: Iterable[T], /) -> Iterable[R]:
        """Give what the function gives for each part, in order."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a loop; where no folder can keep the result, compile it again in each process."""
    try:
        made = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # numba found no folder that it may write to
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return cast("Callable[P, R]", made)


def parts(count: int, size: int) -> Iterator[range]:
    """Give the numbers below `count` in ranges of `size`."""
    return (range(at, min(at + size, count)) for at in range(0, count, size))


def done(steps: Iterable[object]) -> None:
    """Wait for every step of an `Over`."""
    for _ in steps:
        pass


_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xBF58476D1CE4E5B9)
_THIRD = np.uint64(0x94D049BB133111EB)
_SHIFT_HALF = np.uint64(32)
_SHIFT_29 = np.uint64(29)


@compiled
def mix(left: np.uint64, right: np.uint64) -> np.uint64:
    """Hash an ordered pair of 64-bit numbers into one (constants: SplitMix, Steele, 2014)."""
    x = left ^ (right * _FIRST)
    x ^= x >> _SHIFT_HALF
    x *= _SECOND
    x ^= x >> _SHIFT_29
    x *= _THIRD
    return x ^ (x >> _SHIFT_HALF)
