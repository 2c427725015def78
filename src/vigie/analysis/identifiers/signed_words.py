"""Words in which a sign stands for a letter (`$ix`, `s!x`, `sn@p`): what they are without it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

SIGN: Final = re.compile(r"[$@!€](?=[a-z0-9])")
BESIDE: Final = re.compile(r"[$@!€][a-z]|[a-z][$@!€]")
WORD: Final = re.compile(r"[a-z0-9$@!€]{2,12}(?![a-z0-9$@!€])")
WITHIN: Final = re.compile(r"[a-z0-9$@!€]")
LETTERS: Final = str.maketrans("$@!€", "saie")
LONGEST: Final = 12


class Signed(NamedTuple):
    """A word with a sign in it, from `start` to `end`, and what it is with a letter instead."""

    start: int
    end: int
    word: str


def signs_of(folded: str) -> list[int]:
    """Where a sign stands against a letter, before a letter or a digit."""
    if "$" not in folded and "@" not in folded and "!" not in folded and "€" not in folded:
        return []
    found = [match.start() for match in SIGN.finditer(folded)]
    return [at for at in found if BESIDE.search(folded, max(0, at - 1), at + 2)]


def signed_words(
    folded: str, signs: Sequence[int], known: Callable[[str], bool]
) -> Iterator[Signed]:
    """The words with signs for letters of which `known` holds once the signs are letters."""
    done = 0
    for sign in signs:
        if sign < done:
            continue
        start = sign
        while start > max(done, sign - LONGEST) and WITHIN.match(folded[start - 1]):
            start -= 1
        match = WORD.match(folded, start)
        if match is None or match.end() <= sign + 1:
            continue
        word = match.group().translate(LETTERS)
        if known(word):
            done = match.end()
            yield Signed(start, done, word)
