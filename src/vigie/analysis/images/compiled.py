"""Numba where loops are hot: compiled once, kept on disk where a disk can be written."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def compiled(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """The function as machine code, cached beside its source or in the user's cache folder.

    Where neither can be written (a read-only installation without a home folder), it is compiled
    anew in each process. Floating point stays in the order that is written: no fast-math.
    """
    try:
        machine: Callable[Parameters, Result] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba: no place for the cache
        machine = numba.njit(nogil=True)(function)
    return machine
