"""A text laid out once for all kinds: its tokens, what each may be, its numbers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache, reduce
from itertools import accumulate, islice
from operator import attrgetter, or_
from typing import Final

from vigie.analysis.identifiers.countries import likely, told
from vigie.analysis.identifiers.flags import GLUED, MONEY, NUMBER, WEAK
from vigie.analysis.identifiers.gazetteer import NOWHERE, Located, locate
from vigie.analysis.identifiers.hints import Hints
from vigie.analysis.identifiers.languages import language_of
from vigie.analysis.identifiers.lexicon import Lexicon
from vigie.analysis.identifiers.numbers import Number, compose
from vigie.analysis.identifiers.numerals import WORDS, Numeral, spell
from vigie.analysis.identifiers.signed_words import signed_words, signs_of
from vigie.analysis.identifiers.unmask import View

DOLLARS: Final = ("mxn", "cad", "aud")
NEAR: Final = 4
EIGHT: Final = 8
PART: Final = re.compile(r"[a-z]+|[0-9]+")
TOKEN: Final = re.compile(r"[a-z0-9]+|[ \n]+|[^a-z0-9 \n]+")  # no other space is left unfolded
# "sept" is seven in French; beside a day and a year, or with a point, it is the month.
SEPTEMBER: Final = re.compile(
    r".{0,3}\bsept(?:\. [0-3]?[0-9](?![0-9 ])|\.? [0-3]?[0-9](?:st|nd|rd|th)?,? (?:19|20)[0-9]{2})|"
    r"[0-3]?[0-9] sept\.? (?:19|20)[0-9]{2}"
)
DAY_BEFORE: Final = 3
MEASURED: Final = re.compile(r"[0-9][0-9oli]*\Z|[oli][0-9]+\Z")


@lru_cache(maxsize=65536)
def numeral_of(token: str) -> Numeral | None:
    """What a token says as a number, or None."""
    if token.isdigit():
        return Numeral(token, "digits")
    return WORDS.get(token) or spell(token)


@lru_cache(maxsize=4096)
def is_number_word(word: str) -> bool:
    """Whether a word is surely a number."""
    numeral = WORDS.get(word) or spell(word)
    return (
        numeral is not None
        and numeral.role in ("unit", "teen", "ten", "hundreds")
        and not word.isdigit()
    )


@lru_cache(maxsize=8192)
def _told(hints: Hints) -> tuple[Located, str, tuple[str, ...]]:
    """What the location field says, the part of a country and the countries that hints tell."""
    located = locate(hints.location, hints.country) if hints.location else NOWHERE
    return located, hints.division, told(hints, located.country)


class Sheet:
    """One text: `tokens` cover `folded` whole, `starts` says where each begins, `flags` what it is.

    `plain` is `folded` with number words as digits; `folded_place` leads back. `priced` is where in
    `plain` the last price ended, `dollar` the dollar that some price names. `spoken` counts
    the words that tell the language, by their flags. `claim` marks
    characters of `folded` as read, so that no other kind reads them as its own.
    """

    def __init__(self, view: View, hints: Hints, lexicon: Lexicon) -> None:
        self.view, self.hints = view, hints
        self.text, self.folded = view.text, view.folded
        self.signed: set[int] = set()
        self.signs = signs_of(self.folded)
        if self.signs:
            self._read_signs()
        self.lexicon, self.alphabet = lexicon, lexicon.alphabet
        self._lay_out(TOKEN.findall(self.folded))
        if self.present & GLUED:
            self._lay_out(list(self._unglued()))
        self._places: dict[str, list[int]] = {}
        self.claimed = bytearray(len(self.folded))
        self.numbers = self._numbers()
        self.plain, self._shifts = self._plain()
        self.moved = bool(self._shifts[0])
        self.spaced_dots = False
        self.priced = 0
        self.dollar = ""
        if self.present & MONEY:
            self.dollar = next(
                (c.upper() for c in DOLLARS if c in self.folded and c in self.tokens), ""
            )
        self.shouted = self.text[:240].isupper()
        self.lowered = self.text.islower()
        self.located, self.division, hinted = _told(hints)
        home = hinted[0] if hinted else ""
        self.language = language_of(self.text, view.masked, self.spoken, home)
        self.told = len(hinted)
        self.countries = likely(hinted, self.language[0], pounds="£" in self.folded)

    def _read_signs(self) -> None:
        """Put letters for the signs in number words (`$ix`, `thr!e`)."""
        pieces: list[str] = []
        done = 0
        for found in signed_words(self.folded, self.signs, is_number_word):
            self.signed.add(found.start)
            pieces += (self.folded[done : found.start], found.word)
            done = found.end
        self.folded = "".join((*pieces, self.folded[done:]))

    def _lay_out(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.starts = list(accumulate(map(len, tokens), initial=0))
        self.letters = "".join(map(self.lexicon.__getitem__, tokens))
        flags_of = self.alphabet.flags
        self.flags = list(map(flags_of.__getitem__, self.letters))
        there = set(self.letters)
        self.present = reduce(or_, map(flags_of.__getitem__, there), 0)
        count = self.letters.count
        spoken = self.alphabet.spoken
        self.spoken = [(flags_of[letter], count(letter)) for letter in there & spoken]

    def _unglued(self) -> Iterator[str]:
        """The tokens, with the letters cut off a number that is written against them."""
        for token, flags in zip(self.tokens, self.flags, strict=True):
            if flags & GLUED:
                yield from PART.findall(token)
            else:
                yield token

    def at(self, flag: int) -> list[int]:
        """The tokens that carry one of these flags."""
        if not self.present & flag:
            return []
        return [found.start() for found in self.alphabet.among(flag).finditer(self.letters)]

    def places_of(self, word: str) -> list[int]:
        """The first tokens, eight at most, that are a word."""
        if not self._places:
            for i, token in enumerate(self.tokens):
                places = self._places.setdefault(token, [])
                if len(places) < EIGHT:
                    places.append(i)
        return self._places.get(word, [])

    def is_capital(self, token: int) -> bool:
        """Whether a token begins with a capital letter as posted."""
        start = self.starts[token]
        return self.text[
            self.view.place(start, start + 1)[0] if self.view.bounds else start
        ].isupper()

    def is_upper(self, token: int) -> bool:
        """Whether all letters of a token are capitals as posted."""
        first, last = self.view.place(self.starts[token], self.starts[token + 1])
        return self.text[first:last].isupper()

    def claim(self, start: int, end: int) -> None:
        """Mark a span of `folded` as read."""
        self.claimed[start:end] = b"\x01" * (end - start)

    def is_claimed(self, start: int, end: int) -> bool:
        """Whether some character of a span of `folded` is read already."""
        return self.claimed.find(1, start, end) >= 0

    def folded_place(self, start: int, end: int) -> tuple[int, int]:
        """The span of `folded` that a span of `plain` stands for; the same unless `moved`."""
        if not self.moved:
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
        if not self.present & NUMBER:
            return []
        read: list[tuple[int, Numeral]] = []
        for i in self._digit_like():
            numeral = numeral_of(self.tokens[i])
            if self.signed and numeral is not None and self.starts[i] in self.signed:
                numeral = numeral._replace(trick="leet_words")
            if numeral is not None:
                read.append((i, numeral))
        return compose(read, self.tokens)

    def _digit_like(self) -> list[int]:
        """The tokens that are numbers, and those that may be and stand near one or its like."""
        found: list[int] = []
        waiting: list[int] = []
        last = -NEAR
        for i in self.at(NUMBER | WEAK):
            if self.flags[i] & NUMBER:
                if waiting:
                    found += [w for w in waiting if w > i - NEAR * (len(waiting) + 1)]
                    waiting = []
                found.append(i)
                last = i
            elif i - last <= NEAR:
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
            if self.tokens[number.first] == "sept" and SEPTEMBER.match(
                self.folded, max(0, self.starts[number.first] - DAY_BEFORE)
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
