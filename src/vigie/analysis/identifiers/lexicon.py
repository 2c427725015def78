"""What every token may be part of: the vocabularies of all kinds, and a rule for unseen tokens."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from vigie.analysis.identifiers import flags
from vigie.analysis.identifiers.numerals import WORDS as NUMERALS
from vigie.analysis.identifiers.numerals import spell

ROOM: Final = 200_000
SIGNS: Final = (
    (re.compile(r"[$€£¥₱🌹💵💰💲]"), flags.MONEY),
    (re.compile(r"@"), flags.AT),
)
BRACKETED_DOTS: Final = ("[.]", "(.)", "{.}", "<.>")
GLUED: Final = re.compile(r"(?:[a-z]{1,12}[0-9]{10,12}|[0-9]{10,12}[a-z]{1,12})\Z")
REPEATED: Final = re.compile(r"(.)\1+")


class Lexicon(dict[str, int]):
    """The flags of a token, kept once found; forgets what it learned when it grows too large."""

    def __init__(self, vocabularies: Iterable[Mapping[str, int]], places: frozenset[str]) -> None:
        super().__init__()
        self._places = places
        for vocabulary in vocabularies:
            for word, bits in vocabulary.items():
                self[word] = self.get(word, 0) | bits
        self._known = dict(self)
        for word, bits in self._known.items():
            self[word] = bits | self._read(word)
        self._start = dict(self)

    def known(self, token: str) -> int:
        """The flags that a vocabulary gives a word, 0 where none has it."""
        return self._known.get(token, 0)

    def __missing__(self, token: str) -> int:
        bits = self._read(token)
        if len(token) < 40:
            if len(self) > ROOM:
                self.clear()
                self.update(self._start)
            self[token] = bits
        return bits

    def _read(self, token: str) -> int:
        if token.isspace():
            return flags.BREAK if "\n" in token else 0
        if not ("a" <= token[0] <= "z" or "0" <= token[0] <= "9"):
            return self._sign(token)
        if token.isdigit():
            return flags.NUMBER | (flags.LONG if len(token) >= 25 else 0)
        return self._word(token)

    def _sign(self, token: str) -> int:
        bits = flags.DOT if token in BRACKETED_DOTS else 0
        for pattern, bit in SIGNS:
            if pattern.search(token):
                bits |= bit
        if not token.isascii() and len(token) < 40:
            for character in token:
                bits |= self._known.get(character, 0)
        return bits

    def _word(self, token: str) -> int:
        bits = flags.LONG if len(token) >= 25 else 0
        numeral = None if self._known.get(token, 0) & flags.STOP else spell(token)
        if numeral is not None:
            bits |= flags.WEAK if numeral.role == "weak" else flags.NUMBER
        if token in self._places:
            bits |= flags.PLACE
        if len(token) < 40:
            bits |= self._stretched(token)
        if GLUED.match(token):
            bits |= flags.GLUED
        return bits

    def _stretched(self, token: str) -> int:
        """A platform's name that is stretched (`snaaap`) or leet (`1nstagram`) is still one."""
        for spelling in spellings(token):
            if self._known.get(spelling, 0) & (flags.PLATFORM | flags.MAIL):
                return self._known[spelling] & (flags.PLATFORM | flags.MAIL)
        return 0


def spellings(token: str) -> tuple[str, ...]:
    """A token with its stretched letters drawn together and its digits read as letters."""
    single = REPEATED.sub(r"\1", token)
    double = REPEATED.sub(r"\1\1", token)
    return tuple(
        dict.fromkeys(
            word.translate(table)
            for word in (token, single, double)
            for table in (str.maketrans("01345", "oieas"), str.maketrans("01345", "oleas"))
        )
    )


def numeral_flags() -> dict[str, int]:
    """The number words: surely numbers, or only maybe."""
    return {
        word: flags.WEAK if numeral.role == "weak" else flags.NUMBER
        for word, numeral in NUMERALS.items()
    }
