"""A text becomes a print: the hashes of its neighbouring word pairs, and one of the whole.

Two texts with the same words in the same order have the same fingerprint, whatever their case,
accents, numbers, punctuation and invisible characters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.texts.alphabet import ALONE, DIGIT, GAP, LIMIT, SKIP, WORD, tables
from vigie.analysis.texts.compiled import Loop, Over, compiled, mix

SHINGLES = 2048
"""Of a longer text the smallest hashes are kept: a sample that any two long texts share."""

Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int64]
Wide = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int32]

_START = np.uint64(0x5649474945)  # "VIGIE"
_FACTOR = np.uint64(0x100000001B3)  # of FNV-1a: quick for each letter, mixed once a word
_FEW = 512
_DIGITS = np.uint64(ord("#"))
_HALF = np.uint64(32)
_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class TextPrints:
    """The prints of n texts, in their order.

    `fingerprints` uint64[n] (0 for a text with no words); `words` int32[n]; the sorted distinct
    hashes of text i are `shingles[starts[i]:starts[i + 1]]`, uint32, at most SHINGLES of them.
    """

    fingerprints: Wide
    words: Counts
    starts: Offsets
    shingles: Hashes

    def __len__(self) -> int:
        return len(self.fingerprints)


def text_prints(texts: Sequence[str], over: Over = map) -> TextPrints:
    """Give the prints of these texts; never raises, whatever the texts hold."""
    parts = (texts[at : at + _ROWS] for at in range(0, len(texts), _ROWS))
    return joined(over(_prints_of_strings, parts))


def _prints_of_strings(texts: Sequence[str]) -> TextPrints:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return prints_of_bytes(np.frombuffer(b"".join(encoded), np.uint8), offsets)


def prints_of_bytes(text: Bytes, offsets: Offsets) -> TextPrints:
    """Give the prints of the UTF-8 texts `text[offsets[i]:offsets[i + 1]]`."""
    count = len(offsets) - 1
    longest = int(np.diff(offsets).max(initial=0)) // 2 + 1  # a token and its gap are two bytes
    room = int(offsets[-1] - offsets[0]) // 2 + count + 1
    made = TextPrints(
        fingerprints=np.zeros(count, np.uint64),
        words=np.zeros(count, np.int32),
        starts=np.zeros(count + 1, np.int64),
        shingles=np.empty(room, np.uint32),
    )
    tokens = np.empty(longest, np.uint64)
    arrays = (made.fingerprints, made.words, made.starts, made.shingles)
    _print_all(text, offsets, tables(), tokens, arrays)
    kept = made.shingles[: made.starts[-1]].copy()
    return TextPrints(made.fingerprints, made.words, made.starts, kept)


def joined(parts: Iterable[TextPrints]) -> TextPrints:
    """Give many prints as one, in their order."""
    held = list(parts)
    lengths = [np.diff(part.starts) for part in held]
    starts = np.zeros(sum(len(part) for part in held) + 1, np.int64)
    if held:
        np.cumsum(np.concatenate(lengths), out=starts[1:])
    return TextPrints(
        np.concatenate([part.fingerprints for part in held] or [np.zeros(0, np.uint64)]),
        np.concatenate([part.words for part in held] or [np.zeros(0, np.int32)]),
        starts,
        np.concatenate([part.shingles for part in held] or [np.zeros(0, np.uint32)]),
    )


@compiled
def _print_all(text: Loop, offsets: Loop, alphabet: Loop, tokens: Loop, made: Loop) -> None:
    fingerprints, words, starts, shingles = made
    for i in range(len(fingerprints)):
        count = _tokens(text[offsets[i] : offsets[i + 1]], alphabet, tokens)
        room = shingles[starts[i] : starts[i] + max(count, 1)]
        words[i] = count
        fingerprints[i] = _fingerprint(tokens[:count])
        starts[i + 1] = starts[i] + _shingles(tokens[:count], room)


@compiled
def _tokens(text: Loop, alphabet: Loop, tokens: Loop) -> Loop:
    """Write the hash of each word, number, emoji of a text; give how many there are."""
    count, at, token, before = 0, 0, _START, GAP
    while at <= len(text):
        if at < len(text) and text[at] < 0x80:
            kind, letter, size = alphabet[0][text[at]], np.uint64(alphabet[1][text[at]]), 1
        else:
            kind, letter, size = _character(text, at, alphabet)
        at += size
        if kind == SKIP:
            continue
        if kind == WORD or (kind == DIGIT and before != DIGIT):
            token = (token ^ letter) * _FACTOR
        elif kind != DIGIT:
            count = _put(tokens, count, token)
            token = _START
            if kind == ALONE:
                count = _put(tokens, count, (_START ^ letter) * _FACTOR)
        before = kind
    return count


@compiled
def _put(tokens: Loop, count: Loop, token: Loop) -> Loop:
    """Write a token unless it is empty, or a number that follows a number ("555 01 00")."""
    number = mix(_START, (_START ^ _DIGITS) * _FACTOR)
    hashed = mix(_START, token)
    if token == _START or (count and hashed == number and tokens[count - 1] == number):
        return count
    tokens[count] = hashed
    return count + 1


@compiled
def _character(text: Loop, at: Loop, alphabet: Loop) -> Loop:
    """Decode one character of UTF-8: its kind, its letter, its bytes; the end is a gap."""
    if at >= len(text):
        return GAP, np.uint64(0), 1
    first = np.int64(text[at])
    size = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if (size == 1 and first >= 0x80) or at + size > len(text):
        return GAP, np.uint64(0), 1
    code = first & (0x7F >> (size if size > 1 else 0))
    for j in range(1, size):
        code = (code << 6) | (np.int64(text[at + j]) & 0x3F)
    if code >= LIMIT:
        return (ALONE if code < 0x40000 else SKIP), np.uint64(code), size
    return np.int64(alphabet[0][code]), np.uint64(alphabet[1][code]), size


@compiled
def _fingerprint(tokens: Loop) -> Loop:
    whole = _START
    for token in tokens:
        whole = mix(whole, token)
    return max(whole, np.uint64(1)) if len(tokens) else np.uint64(0)


@compiled
def _shingles(tokens: Loop, room: Loop) -> Loop:
    """Write the hashes of neighbouring pairs, sorted and distinct; give how many are kept."""
    if len(tokens) == 0:
        return 0
    room[0] = np.uint32(mix(_START, tokens[0]) >> _HALF)
    for j in range(1, len(tokens)):
        room[j - 1] = np.uint32(mix(tokens[j - 1], tokens[j]) >> _HALF)
    part = room[: max(len(tokens) - 1, 1)]
    _sort(part)
    kept = 1
    for j in range(1, len(part)):
        if part[j] != part[kept - 1]:
            part[kept] = part[j]
            kept += 1
    return min(kept, SHINGLES)


@compiled
def _sort(values: Loop) -> None:
    """Sort hashes: being spread evenly, each goes near its place by its size, then into it."""
    if len(values) > _FEW:
        values.sort()
        return
    ends = np.zeros(65, np.int64)
    for value in values:
        ends[(value >> 26) + 1] += 1
    for i in range(64):
        ends[i + 1] += ends[i]
    rough = np.empty(len(values), np.uint32)
    for value in values:
        rough[ends[value >> 26]] = value
        ends[value >> 26] += 1
    for i in range(len(rough)):
        value, at = rough[i], i
        while at > 0 and values[at - 1] > value:
            values[at] = values[at - 1]
            at -= 1
        values[at] = value
