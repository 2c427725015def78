"""Which phrases stand in which texts: all lists in one pass over all texts.

An Aho-Corasick automaton (Aho and Corasick, Communications of the ACM, 1975) over folded symbols:
the time grows with the characters read, not with the number of phrases.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from vigie.analysis.triage.arrow import LONG_TEXT, Column, arrow
from vigie.analysis.triage.folding import FIRST_SIGN, PLANES, fold, signs_in, symbol_table

MISSING = -1


@dataclass(frozen=True)
class Hits:
    """What was found: for each text and list, how many phrases, and the first in the list's order.

    `first` is MISSING where none stands. Both are texts x lists.
    """

    counts: NDArray[np.uint8]
    first: NDArray[np.int16]


@dataclass(frozen=True)
class Automaton:
    """Lists of phrases, ready to be looked for. A phrase matches whole words alone."""

    lists: tuple[tuple[str, ...], ...]
    table: NDArray[np.uint8]
    moves: NDArray[np.int32]
    found: NDArray[np.int32]
    shorter: NDArray[np.int32]
    owner: NDArray[np.int32]
    place: NDArray[np.int32]

    def scan(self, texts: Column) -> Hits:
        """What stands in each text; a null is an empty text."""
        raw, starts = bytes_of(texts)
        shape = (len(starts) - 1, len(self.lists))
        counts, first = np.zeros(shape, np.uint8), np.full(shape, MISSING, np.int16)
        machine = (self.table, self.moves, self.found, self.shorter, self.owner, self.place)
        _scan(raw, starts, machine, counts, first)
        return Hits(counts, first)


def bytes_of(texts: Column) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The UTF-8 bytes of a column of texts, and where each text begins; a null is empty."""
    filled = texts.cast(LONG_TEXT).fill_null("")
    if isinstance(filled, arrow.ChunkedArray):
        filled = filled.combine_chunks()
    _, bounds, content = filled.buffers()
    starts = np.frombuffer(bounds, dtype=np.int64)[filled.offset : filled.offset + len(filled) + 1]
    raw = np.frombuffer(content, dtype=np.uint8) if content else np.zeros(0, dtype=np.uint8)
    return raw, starts


def build(lists: Sequence[Sequence[str]]) -> Automaton:
    """The automaton of some lists of phrases; at most 255 of a list are counted in a text."""
    signs = signs_in(phrase for phrases in lists for phrase in phrases)
    trie: list[dict[int, int]] = [{}]
    found: list[int] = [MISSING]
    owner: list[int] = []
    place: list[int] = []
    twin: list[int] = []
    for number, phrases in enumerate(lists):
        for rank, phrase in enumerate(phrases):
            state = _walk(trie, found, fold(phrase, signs))
            twin.append(found[state])
            found[state] = len(owner)
            owner.append(number)
            place.append(rank)
    moves, shorter = _complete(trie, found, FIRST_SIGN + len(signs))
    return Automaton(
        tuple(tuple(phrases) for phrases in lists), symbol_table(signs), moves,
        np.array(found, np.int32), shorter,
        np.array(owner, np.int32), np.array([place, twin], np.int32),
    )  # fmt: skip


def _walk(trie: list[dict[int, int]], found: list[int], symbols: Sequence[int]) -> int:
    state = 0
    for symbol in symbols:
        if symbol not in trie[state]:
            trie[state][symbol] = len(trie)
            trie.append({})
            found.append(MISSING)
        state = trie[state][symbol]
    return state


def _complete(
    trie: list[dict[int, int]], found: list[int], width: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The full table of moves, and for each state the next shorter state that ends a phrase."""
    moves = np.zeros((len(trie), width), np.int32)
    shorter = np.zeros(len(trie), np.int32)
    fails = [0] * len(trie)
    queue: deque[int] = deque([0])
    while queue:
        state = queue.popleft()
        fail = fails[state]
        if state:
            moves[state] = moves[fail]
            shorter[state] = fail if found[fail] != MISSING else shorter[fail]
        for symbol, child in trie[state].items():
            fails[child] = int(moves[state, symbol])
            moves[state, symbol] = child
            queue.append(child)
    return moves, shorter


@njit(cache=True, nogil=True)
def code_point(raw: Any, at: Any) -> Any:  # pragma: no cover (compiled)
    """The code point that begins at a byte, and how many bytes it takes (UTF-8)."""
    byte = np.int64(raw[at])
    if byte < 0x80:
        return byte, 1
    if byte < 0xE0:
        return ((byte & 0x1F) << 6) | (np.int64(raw[at + 1]) & 0x3F), 2
    if byte < 0xF0:
        middle = (np.int64(raw[at + 1]) & 0x3F) << 6
        return ((byte & 0x0F) << 12) | middle | (np.int64(raw[at + 2]) & 0x3F), 3
    middle = ((np.int64(raw[at + 1]) & 0x3F) << 12) | ((np.int64(raw[at + 2]) & 0x3F) << 6)
    return ((byte & 0x07) << 18) | middle | (np.int64(raw[at + 3]) & 0x3F), 4


@njit(cache=True, nogil=True)
def _note(
    state: Any, row: Any, ends: Any, counts: Any, first: Any
) -> None:  # pragma: no cover (compiled)
    found, shorter, owner, place = ends
    while state > 0:
        phrase = found[state]
        while phrase >= 0:
            mine = owner[phrase]
            if counts[row, mine] < 255:
                counts[row, mine] += 1
            if first[row, mine] < 0 or place[0, phrase] < first[row, mine]:
                first[row, mine] = place[0, phrase]
            phrase = place[1, phrase]
        state = shorter[state]


@njit(cache=True, nogil=True)
def _scan(
    raw: Any, starts: Any, machine: Any, counts: Any, first: Any
) -> None:  # pragma: no cover (compiled)
    table, moves = machine[0], machine[1]
    ends = machine[2:]
    for row in range(len(starts) - 1):
        state, in_gap, at = moves[0, 0], True, starts[row]
        while at <= starts[row + 1]:
            if at < starts[row + 1]:
                point, size = code_point(raw, at)
                symbol = np.int64(table[point]) if point < PLANES else np.int64(37)
            else:
                symbol, size = np.int64(0), 1
            at += size
            if symbol == 255 or (symbol == 0 and in_gap):
                continue
            if symbol >= FIRST_SIGN and not in_gap:
                state = moves[state, 0]
                _note(state, row, ends, counts, first)
            state = moves[state, symbol]
            _note(state, row, ends, counts, first)
            in_gap = symbol == 0
            if symbol >= FIRST_SIGN:
                state = moves[state, 0]
                _note(state, row, ends, counts, first)
                in_gap = True
