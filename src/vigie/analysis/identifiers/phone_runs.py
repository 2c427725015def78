"""Digits that stand near one another, cut into runs that may each hold a telephone number."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from vigie.analysis.identifiers.flags import AT, FILLER, MONEY, NUMBER, STOP, WEAK
from vigie.analysis.identifiers.numbers import Number
from vigie.analysis.identifiers.phone_words import HARD
from vigie.analysis.identifiers.sheet import Sheet

SIMPLE: Final = re.compile(r"[ \t]{0,2}[-./()]{0,2}[ \t]{0,2}[-./(]?\Z")
LETTERS: Final = re.compile(r"[a-z]")
BRACKETS: Final = frozenset("*()[]{}<>")
FORBIDDEN: Final = re.compile(r"[%$€£@#\"]")
QUOTED: Final = re.compile(r'"[ ]?"\Z')
EMBEDDED: Final = re.compile(r"(?<![0-9])[0-9]{9,12}(?![0-9])")
# Words that keep two numbers apart: what follows is of another sort.
APART: Final = frozenset(
    "account acct code ref order card zip to or room apt suite flat id exit mile mph year years yo "
    "lbs kg cm hour hours min mins am pm inch bed bath ou o compte lot block bloc lote "
    "unit box desk floor page pages chapter verse".split()
)
LONGEST_GAP: Final = 24
SIMPLE_LENGTH: Final = 7  # what `SIMPLE` can match at most
FEWEST: Final = 7


class Group(NamedTuple):
    """Digits of one number word or digit token, with its span in `folded`."""

    digits: str
    start: int
    end: int
    trick: str
    weak: bool


class Gap(NamedTuple):
    """What stands between two groups: its trick, whether a line breaks, unknown words in it."""

    trick: str = ""
    broken: bool = False
    unknown: int = 0
    simple: bool = False
    text: str = ""


class Run(NamedTuple):
    """Groups in order; `gaps[i]` stands between `groups[i]` and `groups[i + 1]`."""

    groups: list[Group]
    gaps: list[Gap]


PLAIN_GAPS: Final = {text: Gap(simple=True, text=text) for text in (" ", "-", ".", ") ", " - ")}


def runs(sheet: Sheet, *, plain: bool = False) -> Iterator[Run]:
    """The runs of a text, in order; claimed characters and long gaps keep runs apart.

    In a `plain` one only simple gaps stand.
    """
    between = _simple if plain else gap_between
    for cluster in _clusters(sheet):
        groups: list[Group] = []
        gaps: list[Gap] = []
        last = 0
        for number in cluster:
            if _in_a_name(sheet, number.first):
                continue
            gap = between(sheet, last, number.first) if groups else None
            if gap is not None:
                gaps.append(gap)
            elif groups:
                yield Run(groups, gaps)
                groups, gaps = [], []
            start, end = sheet.starts[number.first], sheet.starts[number.last]
            groups.append(Group(number.digits, start, end, number.trick, number.weak))
            last = number.last
        if groups:
            yield Run(groups, gaps)


def _clusters(sheet: Sheet) -> Iterator[list[Number]]:
    """The unclaimed numbers, cut where they stand too far apart; those with digits enough."""
    cluster: list[Number] = []
    digits = end = 0
    starts, claimed = sheet.starts, sheet.claimed
    for number in sheet.numbers:
        start = starts[number.first]
        if claimed[start]:
            continue
        if start - end > LONGEST_GAP:
            if digits >= FEWEST:
                yield cluster
            cluster, digits = [], 0
        cluster.append(number)
        digits += len(number.digits)
        end = starts[number.last]
    if digits >= FEWEST:
        yield cluster


def _in_a_name(sheet: Sheet, at: int) -> bool:
    """Whether digits are the end of a name such as `anna_2012`."""
    if at < 2 or sheet.tokens[at - 1] != "_":
        return False
    before = sheet.tokens[at - 2]
    return before.isalpha() and not sheet.flags[at - 2] & (NUMBER | WEAK)


def _simple(sheet: Sheet, first: int, last: int) -> Gap | None:
    """What stands between two groups of a plainly written number; None where more does."""
    if last - first > 3:
        return None
    between = sheet.folded[sheet.starts[first] : sheet.starts[last]]
    gap = PLAIN_GAPS.get(between)
    if gap is not None:
        return gap
    if len(between) > SIMPLE_LENGTH or sheet.is_claimed(sheet.starts[first], sheet.starts[last]):
        return None
    return Gap(simple=True, text=between) if SIMPLE.match(between) else None


def gap_between(sheet: Sheet, first: int, last: int) -> Gap | None:
    """What the tokens from `first` up to `last` are between two groups; None keeps them apart."""
    start, end = sheet.starts[first], sheet.starts[last]
    if end - start > LONGEST_GAP or last - first > 9:
        return None
    between = sheet.folded[start:end]
    if between in PLAIN_GAPS:
        return PLAIN_GAPS[between]
    if sheet.is_claimed(start, end):
        return None
    gap = _between(between)
    if gap is WORDED:
        return _worded(sheet, first, last, broken="\n" in between)
    beside = (*sheet.tokens[first - 2 : first - 1], *sheet.tokens[first + 2 : first + 3])
    return None if between == "'" and "'" not in beside else gap


WORDED: Final = Gap("filler_words")


@lru_cache(maxsize=4096)
def _between(between: str) -> Gap | None:
    """What signs between two groups are; `WORDED` where words stand there."""
    if SIMPLE.match(between):
        return Gap(simple=True, text=between)
    broken = "\n" in between
    if broken and between.count("\n") > 2:
        return None
    if LETTERS.search(between):
        return WORDED
    if QUOTED.match(between):
        return Gap("bracketed", broken, text=between)
    if FORBIDDEN.search(between) or len(between) > 14:
        return None
    return Gap(_signs(between), broken, text=between)


def _signs(between: str) -> str:
    bare = "".join(between.split())
    if not bare.isascii():
        return "emoji_between" if any(ord(c) > 0x2000 for c in bare) else "punctuation_between"
    if not bare or bare in ("-", ".", "/", "(", ")", ")-", "+"):
        return ""
    return "bracketed" if set(bare) & BRACKETS else "punctuation_between"


def _worded(sheet: Sheet, first: int, last: int, *, broken: bool) -> Gap | None:
    unknown = words = 0
    for i in range(first, last):
        flags = sheet.flags[i]
        if flags & (MONEY | AT) or sheet.tokens[i] in APART or sheet.tokens[i] in HARD:
            return None
        if "a" <= sheet.tokens[i][0] <= "z":
            words += 1
            unknown += not flags & FILLER
            if flags & FILLER == 0 and flags & STOP:
                unknown += 1
    if words > 4 or unknown > 2 or (unknown and words > 3):
        return None
    text = sheet.folded[sheet.starts[first] : sheet.starts[last]]
    return Gap("filler_words", broken, unknown, text=text)
