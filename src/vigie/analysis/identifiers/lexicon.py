"""What every token may be part of: the vocabularies of all kinds, and a rule for unseen tokens."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import islice
from operator import or_
from typing import Final

from vigie.analysis.identifiers import flags
from vigie.analysis.identifiers.flags import LANGUAGE_SHIFT
from vigie.analysis.identifiers.numerals import WORDS as NUMERALS
from vigie.analysis.identifiers.numerals import spell

ROOM: Final = 200_000
FIRST_LETTER: Final = 0x21  # Python keeps one object for each character under 0x100
Places = Callable[[str], int]
SIGNS: Final = (
    (re.compile(r"[$€£¥₱🌹💵💰💲]"), flags.MONEY),
    (re.compile(r"@"), flags.AT),
)
BRACKETED_DOTS: Final = ("[.]", "(.)", "{.}", "<.>")
GLUED: Final = re.compile(r"(?:[a-z]{1,12}[0-9]{10,12}|[0-9]{10,12}[a-z]{1,12})\Z")
EXTENDED: Final = re.compile(r"(?:[0-9]{4}|[0-9]{6,11})(?:x|ext)[0-9]{1,5}\Z")
HEX: Final = re.compile(r"[0-9a-f]{4}")
LEET, LEET_L = str.maketrans("0134579", "oieastg"), str.maketrans("0134579", "oleastg")
CHANGED: Final = re.compile(r"(.)\1|[0134579]")
REPEATED: Final = re.compile(r"(.)\1+")


# What words that no vocabulary has are, most often: numbers, hexadecimal digits, parts of places.
COMMON_FLAGS: Final = (
    *(bits | more for bits in (0, flags.NUMBER, flags.WEAK) for more in (0, flags.HEX, flags.LONG)),
    *(
        city | first | second
        for city in (0, flags.PLACE, flags.PLACE | flags.PLACE_LARGE)
        for first in (0, flags.PLACE_FIRST)
        for second in (0, flags.PLACE_SECOND)
    ),
    flags.DOT, flags.MONEY, flags.AT, flags.BREAK, flags.GLUED, flags.REGION,
)  # fmt: skip


class Alphabet:
    """A character for every set of flags, so that a text's tokens are a string to search in.

    `flags` says what a character stands for, `spoken` which tell a language; `among` is the
    pattern of those that carry a flag.
    """

    def __init__(self) -> None:
        self.flags: dict[str, int] = {}
        self.spoken: set[str] = set()
        self._letters: dict[int, str] = {}
        self._patterns: dict[int, re.Pattern[str]] = {}

    def letter(self, flags: int) -> str:
        """The character of a set of flags."""
        letter = self._letters.get(flags)
        if letter is None:
            letter = self._letters[flags] = chr(FIRST_LETTER + len(self._letters))
            self.flags[letter] = flags
            if flags >> LANGUAGE_SHIFT:
                self.spoken.add(letter)
            for flag in [flag for flag in self._patterns if flag & flags]:
                del self._patterns[flag]
        return letter

    def among(self, flag: int) -> re.Pattern[str]:
        """The pattern that finds the tokens with one of these flags."""
        pattern = self._patterns.get(flag)
        if pattern is None:
            pattern = self._patterns[flag] = re.compile(self.letters_of(flag))
        return pattern

    def letters_of(self, flag: int) -> str:
        """The pattern of one token that carries one of these flags."""
        carrying = (letter for letter, flags in self.flags.items() if flags & flag)
        letters = "".join(map(re.escape, carrying))
        return f"[{letters}]" if letters else "(?!)"


class Arrangement:
    """A pattern over tokens: `{name}` stands for a token with one of the flags of that name."""

    def __init__(self, source: str, **flags: int) -> None:
        self._source, self._flags = source, flags
        self._all = reduce(or_, flags.values())
        self._known = -1
        self._pattern = re.compile("")

    def of(self, alphabet: Alphabet) -> re.Pattern[str]:
        """The pattern in an alphabet as it is now."""
        known, self._known = self._known, len(alphabet.flags)
        if known != self._known and (known < 0 or self._concerned(alphabet, known)):
            classes = {name: alphabet.letters_of(flag) for name, flag in self._flags.items()}
            self._pattern = re.compile(self._source.format(**classes))
        return self._pattern

    def _concerned(self, alphabet: Alphabet, known: int) -> bool:
        """Whether a letter that came since the pattern was made stands for one of its flags."""
        return any(flags & self._all for flags in islice(alphabet.flags.values(), known, None))


class Lexicon(dict[str, str]):
    """The letter (of `alphabet`) of every token, kept once found, forgotten when it grows large."""

    def __init__(self, vocabularies: Iterable[Mapping[str, int]], places: Places) -> None:
        super().__init__()
        self.alphabet = Alphabet()
        self._places = places
        self._known: dict[str, int] = {}
        for vocabulary in vocabularies:
            for word, bits in vocabulary.items():
                self._known[word] = self._known.get(word, 0) | bits
        self.alphabet.letter(0)
        for bits in {*self._known.values(), *COMMON_FLAGS}:  # a new letter makes patterns anew
            self.alphabet.letter(bits)

    def __missing__(self, token: str) -> str:
        letter = self.alphabet.letter(self._known.get(token, 0) | self._read(token))
        if len(token) < 40:
            if len(self) > ROOM:
                self.clear()
            self[token] = letter
        return letter

    def _read(self, token: str) -> int:
        if token.isspace():
            return flags.BREAK if "\n" in token else 0
        if not ("a" <= token[0] <= "z" or "0" <= token[0] <= "9"):
            return self._sign(token)
        hexadecimal = flags.HEX if len(token) == 4 and HEX.match(token) else 0
        if token.isdigit():
            return hexadecimal | flags.NUMBER | (flags.LONG if len(token) >= 25 else 0)
        return hexadecimal | self._word(token)

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
        bits |= self._places(token)
        if len(token) < 40:
            bits |= self._stretched(token)
        glued = GLUED.match(token) and self._glued_to_a_word(token)
        if glued or EXTENDED.match(token):
            bits |= flags.GLUED
        return bits

    def _glued_to_a_word(self, token: str) -> bool:
        """Whether the letters against a number are a word, so that it is no code."""
        word = token.strip("0123456789")
        return bool(self._known.get(word, 0) & (flags.STOP | flags.FILLER | flags.PHONE_CUE))

    def _stretched(self, token: str) -> int:
        """A platform's name that is stretched (`snaaap`) or leet (`1nstagram`) is still one."""
        if not CHANGED.search(token):
            return 0
        for spelling in spellings(token):
            if self._known.get(spelling, 0) & flags.PLATFORM:
                return self._known[spelling] & flags.PLATFORM
        return 0


def spellings(token: str) -> tuple[str, ...]:
    """A token with its stretched letters drawn together and its digits read as letters."""
    single = REPEATED.sub(r"\1", token)
    double = REPEATED.sub(r"\1\1", token)
    return tuple(
        dict.fromkeys(
            word.translate(table) for word in (token, single, double) for table in (LEET, LEET_L)
        )
    )


def numeral_flags() -> dict[str, int]:
    """The number words: surely numbers, or only maybe."""
    return {
        word: flags.WEAK if numeral.role == "weak" else flags.NUMBER
        for word, numeral in NUMERALS.items()
    }
