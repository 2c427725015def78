"""What is particular about an ad's wording: words that few texts have, and marks."""

import re
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, buffer, pc
from vigie.analysis.linking.keys import Ints

Bytes = npt.NDArray[np.uint8]
RARE_AT_MOST = 6
"""More texts than this make a word ordinary."""
SHORTEST = 5
"""A word of fewer bytes is not particular enough."""
CELLS = 1 << 23
"""Counters; two words in one cell can only make a rare word seem ordinary."""
CHUNK = 50_000
"""Ads whose texts are held in memory at once."""
PLAIN = r"[\p{L}\p{N}\s.,:;'’\-+()/@_$€£]+"
"""What nearly every text holds; whatever is left over is somebody's habit."""


@dataclass(frozen=True, slots=True)
class Heard:
    """In how many texts each word was found so far (by its cell), and which ads are not in it yet.

    `new` is by ad; None: no ad is in it yet.
    """

    counts: Bytes
    new: npt.NDArray[np.bool_] | None = None


def nothing_heard() -> Heard:
    """Before any text is read."""
    return Heard(np.zeros(CELLS, np.uint8))


def rare_words(
    posted: pa.Table, ad: Ints, template: Ints, heard: Heard
) -> tuple[list[tuple[str, Ints, Column]], Bytes]:
    """The words of each ad that up to 6 texts have, near-identical texts counted as one; and in how
    many texts each word is found now. A word that one text has may be another's tomorrow."""
    unit = np.where(template[ad] >= 0, template[ad], len(ad) + ad).astype(np.int64)
    counts, latest = heard.counts.copy(), np.full(CELLS, -1, np.int64)
    together = np.argsort(unit, kind="stable")
    if heard.new is not None:
        together = together[heard.new[ad[together]]]
    for begin, chunk in _texts(posted.take(array(together))):
        _count(*_buffers(chunk), unit[together[begin : begin + len(chunk)]], counts, latest)
    found = []
    for begin, chunk in _texts(posted):
        owner, words = _pick(chunk, counts)
        if len(owner):
            found.append(("word", ad[begin + owner], words))
    return found, counts


def habits(posted: pa.Table, ad: Ints) -> list[tuple[str, Ints, Column]]:
    """The marks and emoji of each ad, doubled ones apart: at least two sorts of them."""
    found = []
    for begin, chunk in _texts(posted):
        left = pc.replace_substring_regex(chunk, PLAIN, "").dictionary_encode()
        marks = array([_marks(text) for text in left.dictionary.to_pylist()], pa.string())
        values = marks.take(left.indices)
        known = pc.is_valid(values)
        rows = np.flatnonzero(known.to_numpy(zero_copy_only=False))
        found.append(("habit", ad[begin + rows], values.filter(known)))
    return found


def _marks(left: str) -> str | None:
    runs = sorted({match.group()[:3] for match in re.finditer(r"(.)\1*", left, re.DOTALL)})
    return " ".join(runs[:12]) if len(runs) > 1 else None


def _texts(posted: pa.Table) -> list[tuple[int, Column]]:
    rows = posted.select(["title", "text"])
    return [
        (begin, _joined(rows.slice(begin, CHUNK))) for begin in range(0, posted.num_rows, CHUNK)
    ]


def _joined(rows: pa.Table) -> Column:
    columns = [pc.fill_null(column, "").combine_chunks() for column in rows.columns]
    return pc.binary_join_element_wise(*columns, "\n")


def _buffers(texts: Column) -> tuple[Bytes, Ints]:
    _, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data if data is not None else b"", np.uint8), starts


def _pick(texts: Column, counts: Bytes) -> tuple[Ints, Column]:
    data, starts = _buffers(texts)
    owner, begin, end = _find(data, starts, counts)
    offsets = np.zeros(len(owner) + 1, np.int32)
    np.cumsum(end - begin, out=offsets[1:])
    out = _copy(data, begin, end, offsets)
    words = pa.StringArray.from_buffers(len(owner), buffer(offsets), buffer(out))
    return owner, pc.utf8_lower(words)


@numba.njit(cache=True)
def _letter(byte: int) -> bool:
    return byte >= 128 or 65 <= byte <= 90 or 97 <= byte <= 122


@numba.njit(cache=True)
def _cell(data: Bytes, begin: int, end: int) -> int:
    state = np.uint64(14695981039346656037)
    for place in range(begin, end):
        byte = data[place]
        if 65 <= byte <= 90:
            byte = byte + 32
        state = (state ^ np.uint64(byte)) * np.uint64(1099511628211)
    return int((state >> np.uint64(20)) & np.uint64(CELLS - 1))


@numba.njit(cache=True)
def _count(
    data: Bytes,
    starts: Ints,
    unit: npt.NDArray[np.int64],
    counts: Bytes,
    latest: npt.NDArray[np.int64],
) -> None:
    for row in range(len(starts) - 1):
        place = starts[row]
        while place < starts[row + 1]:
            begin = place
            while place < starts[row + 1] and _letter(data[place]):
                place += 1
            if place - begin >= SHORTEST:
                cell = _cell(data, begin, place)
                if latest[cell] != unit[row]:
                    latest[cell] = unit[row]
                    if counts[cell] < 255:
                        counts[cell] += 1
            place += 1


@numba.njit(cache=True)
def _find(data: Bytes, starts: Ints, counts: Bytes) -> tuple[Ints, Ints, Ints]:
    total = 0
    for writing in range(2):
        if writing == 1:
            owner, begins, ends = (
                np.empty(total, np.int32),
                np.empty(total, np.int32),
                np.empty(total, np.int32),
            )
        total = 0
        for row in range(len(starts) - 1):
            place = starts[row]
            while place < starts[row + 1]:
                begin = place
                while place < starts[row + 1] and _letter(data[place]):
                    place += 1
                if (
                    place - begin >= SHORTEST
                    and 1 <= counts[_cell(data, begin, place)] <= RARE_AT_MOST
                ):
                    if writing == 1:
                        owner[total], begins[total], ends[total] = row, begin, place
                    total += 1
                place += 1
    return owner, begins, ends


@numba.njit(cache=True)
def _copy(data: Bytes, begin: Ints, end: Ints, offsets: Ints) -> Bytes:
    out = np.empty(offsets[-1], np.uint8)
    for row in range(len(begin)):
        out[offsets[row] : offsets[row + 1]] = data[begin[row] : end[row]]
    return out
