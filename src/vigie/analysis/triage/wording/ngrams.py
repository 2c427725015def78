"""The n-grams of a text as hashed slots: words alone and in pairs, and four letters in a row."""

from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from vigie.analysis.triage.arrow import LONG_TEXT, arrow, compute
from vigie.analysis.triage.folding import PLANES, fold, symbol_table
from vigie.analysis.triage.registry import registry
from vigie.analysis.triage.scanning import bytes_of, code_point

SLOTS = 1 << 18
LETTERS = 4
MOST = 2048


def slots(title: Any, text: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The slots of each text's n-grams one after another, and where each text's begin and end.

    Digits are passed over, so that no telephone number, price or age is learned, and so are the
    words that the registry masks. Of a text the first 2,048 n-grams count.
    """
    raw, starts = _bytes(title, text)
    bounds = np.zeros(len(starts), np.int64)
    empty = np.zeros(0, np.int64)
    _walk(raw, starts, symbol_table(), _masked(), bounds, empty)
    bounds = np.concatenate([[0], np.cumsum(bounds[:-1])])
    found = np.zeros(int(bounds[-1]), np.int64)
    _walk(raw, starts, symbol_table(), _masked(), bounds.copy(), found)
    return found, bounds


def score(title: Any, text: Any, weights: NDArray[np.float32]) -> NDArray[np.float64]:
    """For each text, the sum of its n-grams' weights over the root of their number."""
    raw, starts = _bytes(title, text)
    sums = np.zeros(len(starts) - 1)
    _sum(raw, starts, symbol_table(), _masked(), weights, sums)
    return sums


def _bytes(title: Any, text: Any) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    return bytes_of(
        compute.binary_join_element_wise(
            title.cast(LONG_TEXT).fill_null(""),
            text.cast(LONG_TEXT).fill_null(""),
            arrow.scalar("\n", LONG_TEXT),
        )
    )


@njit(cache=True, nogil=True)
def _mix(value: Any) -> Any:  # pragma: no cover (compiled)
    value = (value ^ (value >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    value = (value ^ (value >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return np.int64((value ^ (value >> np.uint64(33))) & np.uint64(SLOTS - 1))


@njit(cache=True, nogil=True)
def _grown(word: Any, symbol: Any) -> Any:  # pragma: no cover (compiled)
    return (word + np.uint64(symbol)) * np.uint64(0x100000001B3)


@njit(cache=True, nogil=True)
def _hash(symbols: Any) -> Any:  # pragma: no cover (compiled)
    word = np.uint64(0)
    for symbol in symbols:
        word = _grown(word, symbol)
    return word


@njit(cache=True, nogil=True)
def _grams(
    raw: Any, span: Any, table: Any, masked: Any, out: Any
) -> Any:  # pragma: no cover (compiled)
    """Write the slots of one text's n-grams to `out`; say how many."""
    at, end = span
    word, before, letters = np.uint64(0), np.uint64(0), np.uint64(0)
    filled, size, begun = 0, 0, 0
    while at <= end and filled < MOST:
        symbol = np.int64(0)
        if at < end:
            point, width = code_point(raw, at)
            symbol = np.int64(table[point]) if point < PLANES else np.int64(37)
            at += width
        else:
            at += 1
        if symbol == 255 or 27 <= symbol < 37:
            continue
        letters = ((letters << np.uint64(8)) | np.uint64(symbol + 1)) & np.uint64(0xFFFFFFFF)
        if symbol:
            word = _grown(word, symbol)
            size += 1
            if size >= LETTERS:
                out[filled] = _mix(letters)
                filled += 1
            continue
        if size and filled + 2 < MOST:
            place = np.searchsorted(masked, word)
            if place < len(masked) and masked[place] == word:
                filled, before = begun, np.uint64(0)
            else:
                out[filled] = _mix(word ^ np.uint64(0x9E3779B97F4A7C15))
                filled += 1
                if before:
                    out[filled] = _mix(word * np.uint64(31) + before)
                    filled += 1
                before = word
        word, size, begun = np.uint64(0), 0, filled
    return filled


@njit(cache=True, nogil=True)
def _walk(raw: Any, starts: Any, table: Any, masked: Any, bounds: Any, found: Any) -> None:  # noqa: PLR0913, PLR0917 # pragma: no cover (compiled: flat arrays alone pass)
    out = np.zeros(MOST + 4, np.int64)
    for row in range(len(starts) - 1):
        filled = _grams(raw, (starts[row], starts[row + 1]), table, masked, out)
        if len(found):
            found[bounds[row] : bounds[row] + filled] = out[:filled]
        else:
            bounds[row] = filled


@njit(cache=True, nogil=True)
def _sum(raw: Any, starts: Any, table: Any, masked: Any, weights: Any, sums: Any) -> None:  # noqa: PLR0913, PLR0917 # pragma: no cover (compiled: flat arrays alone pass)
    out = np.zeros(MOST + 4, np.int64)
    for row in range(len(starts) - 1):
        filled = _grams(raw, (starts[row], starts[row + 1]), table, masked, out)
        total = 0.0
        for place in range(filled):
            total += weights[out[place]]
        sums[row] = total / np.sqrt(max(filled, 1))


@lru_cache(maxsize=1)
def _masked() -> NDArray[np.uint64]:
    """The hashes of the words that the registry masks, in order."""
    hashes = {
        int(_hash(np.array([symbol for symbol in fold(word) if symbol]))) % (1 << 64)
        for word in registry().masked
    }
    return np.array(sorted(hashes), np.uint64)
