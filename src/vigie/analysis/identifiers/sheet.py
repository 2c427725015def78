"""A text laid out once for all kinds: its tokens, what each may be, its numbers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import reduce
from itertools import accumulate, chain, islice
from operator import attrgetter, or_
from typing import Final

from vigie.analysis.identifiers.countries import likely, told
from vigie.analysis.identifiers.flags import GLUED, LANGUAGE_SHIFT, MONEY, NUMBER, STOP, WEAK
from vigie.analysis.identifiers.gazetteer import NOWHERE, locate
from vigie.analysis.identifiers.hints import Hints
from vigie.analysis.identifiers.languages import language_of
from vigie.analysis.identifiers.lexicon import Lexicon
from vigie.analysis.identifiers.numbers import Number, compose
from vigie.analysis.identifiers.numerals import WORDS, Numeral, spell
from vigie.analysis.identifiers.unmask import View

MARKED: Final = (1 << LANGUAGE_SHIFT) - 1 - STOP
DOLLARS: Final = ("mxn", "cad", "aud")
NEAR: Final = 4
PART: Final = re.compile(r"[a-z]+|[0-9]+")
TOKEN: Final = re.compile(r"[a-z0-9]+|\s+|[^a-z0-9\s]+")
MEASURED: Final = re.compile(r"[0-9][0-9oli]*\Z|[oli][0-9]+\Z")


class Sheet:
    """One text: `tokens` cover `folded` whole, `starts` says where each begins, `flags` what it is.

    `plain` is `folded` with number words as digits; `folded_place` leads back. `priced` is where in
    `plain` the last price ended, `dollar` the dollar that some price names. `claim` marks
    characters of `folded` as read, so that no other kind reads them as its own.
    """

    def __init__(self, view: View, hints: Hints, lexicon: Lexicon) -> None:
        self.view, self.hints = view, hints
        self.text, self.folded = view.text, view.folded
        self.tokens: list[str] = TOKEN.findall(self.folded)
        self.starts = list(accumulate(map(len, self.tokens), initial=0))
        self.flags = list(map(lexicon.__getitem__, self.tokens))
        self.present = reduce(or_, self.flags, 0)
        if self.present & GLUED:
            self._unglue(lexicon)
        self._marked = [(i, flags) for i, flags in enumerate(self.flags) if flags & MARKED]
        self.claimed = bytearray(len(self.folded))
        self.numbers = self._numbers()
        self.plain, self._shifts = self._plain()
        self.spaced_dots = False
        self.priced = 0
        self.dollar = ""
        if self.present & MONEY:
            self.dollar = next((c.upper() for c in DOLLARS if c in self.tokens), "")
        self.shouted = self.text[:240].isupper()
        self.language = language_of(self.text, self.flags)
        self.located = locate(hints.location, hints.country) if hints.location else NOWHERE
        hinted = told(hints, self.located.country)
        self.told = len(hinted)
        self.countries = likely(self.folded, hinted, self.language[0])

    def _unglue(self, lexicon: Lexicon) -> None:
        """Cut the letters off a telephone number that is written against them."""
        pieces = (
            PART.findall(t) if f & GLUED else (t,)
            for t, f in zip(self.tokens, self.flags, strict=True)
        )
        self.tokens = list(chain.from_iterable(pieces))
        self.starts = list(accumulate(map(len, self.tokens), initial=0))
        self.flags = list(map(lexicon.__getitem__, self.tokens))
        self.present = reduce(or_, self.flags, 0)

    def at(self, flag: int) -> list[int]:
        """The tokens that carry a flag (any but that of a plain word of the language)."""
        if not self.present & flag:
            return []
        return [i for i, flags in self._marked if flags & flag]

    def claim(self, start: int, end: int) -> None:
        """Mark a span of `folded` as read."""
        self.claimed[start:end] = b"\x01" * (end - start)

    def is_claimed(self, start: int, end: int) -> bool:
        """Whether some character of a span of `folded` is read already."""
        return self.claimed.find(1, start, end) >= 0

    def folded_place(self, start: int, end: int) -> tuple[int, int]:
        """The span of `folded` that a span of `plain` stands for."""
        if not self._shifts[0]:
            return start, end
        return self._folded(start, after=False), self._folded(end, after=True)

    def plain_offset(self, offset: int) -> int:
        """Where in `plain` a character of `folded` stands."""
        at, width, origin = self._shifts
        if not at:
            return offset
        before = bisect_right(origin, offset) - 1
        return offset if before < 0 else at[before] + width[before] + offset - origin[before]

    def token_at(self, offset: int) -> int:
        """The token that holds a character of `folded`."""
        return bisect_right(self.starts, offset) - 1

    def _numbers(self) -> list[Number]:
        read: list[tuple[int, Numeral]] = []
        for i in self._digit_like():
            token = self.tokens[i]
            numeral = (
                Numeral(token, "digits") if token.isdigit() else WORDS.get(token) or spell(token)
            )
            if numeral is not None:
                read.append((i, numeral))
        return compose(read, self.tokens)

    def _digit_like(self) -> list[int]:
        """The tokens that are numbers, and those that may be and stand near one or its like."""
        if not self.present & NUMBER:
            return []
        found: list[int] = []
        waiting: list[int] = []
        last = -NEAR
        for i, flags in self._marked:
            if flags & NUMBER:
                found += [w for w in waiting if w > i - NEAR * (len(waiting) + 1)]
                found.append(i)
                waiting, last = [], i
            elif flags & WEAK:
                if i - last <= NEAR:
                    found.append(i)
                    last = i
                else:
                    waiting = [*waiting[-6:], i] if waiting and i - waiting[-1] <= NEAR else [i]
        return found

    def _plain(self) -> tuple[str, tuple[list[int], list[int], list[int]]]:
        """`folded` with its numbers as digits, and where each replacement began and ended."""
        at: list[int] = []
        width: list[int] = []
        origin: list[int] = []
        pieces: list[str] = []
        done = length = 0
        for first, last, digits in self._respelled():
            start, end = self.starts[first], self.starts[last]
            pieces += (self.folded[done:start], digits)
            length += start - done
            at.append(length)
            width.append(len(digits))
            origin.append(end)
            length += len(digits)
            done = end
        if not at:
            return self.folded, ([], [], [])
        pieces.append(self.folded[done:])
        return "".join(pieces), (at, width, origin)

    def _respelled(self) -> Iterator[tuple[int, int, str]]:
        for number in self.numbers:
            if number.weak or number.trick == "":
                continue
            if number.trick == "letters_for_digits" and not MEASURED.match(
                self.tokens[number.first]
            ):
                continue
            yield number.first, number.last, number.digits

    def _folded(self, offset: int, *, after: bool) -> int:
        at, width, origin = self._shifts
        before = bisect_right(at, offset if not after else offset - 1) - 1
        if before < 0:
            return offset
        inside = offset - at[before]
        if inside < width[before]:
            return origin[before] if after else self._began(before)
        return origin[before] + inside - width[before]

    def _began(self, before: int) -> int:
        """Where in `folded` the replaced span began."""
        at, width, origin = self._shifts
        if before == 0:
            return at[0]
        return origin[before - 1] + at[before] - at[before - 1] - width[before - 1]

    def numbers_between(self, start: int, end: int) -> list[Number]:
        """The numbers that stand in a span of `folded`."""
        first, last = self.token_at(start), self.token_at(max(start, end - 1)) + 1
        begin = bisect_left(self.numbers, first, key=attrgetter("first"))
        found = []
        for number in islice(self.numbers, begin, None):
            if number.last > last:
                break
            found.append(number)
        return found
