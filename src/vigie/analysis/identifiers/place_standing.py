"""How a city's name stands in its sentence: as a place does, or as a person or a thing.

A preposition that only places have (`in`, `à`, `soy de`) tells surely, as does a postcode; a line
of its own, a heading, a list of cities, `from` or `centre` tell something; the rest nothing.
"""

import re
from typing import Final, NamedTuple

from vigie.analysis.identifiers.flags import NAME, PLACE_LARGE, PLACE_WORD, STOP
from vigie.analysis.identifiers.name_cues import SURE
from vigie.analysis.identifiers.place_words import (
    AROUND,
    BEFORE,
    FIELDS,
    IN,
    KIN,
    ORIGIN,
    SHARED,
)
from vigie.analysis.identifiers.sheet import Sheet

NOTHING, SOMETHING, SURELY = 0, 1, 2
JOINED: Final = re.compile(
    r"(?: (?:and|et|y|e|or|ou|o|to|a|&|\+|/|-|\||–) |, ?(?:and |et |y )?|/|-)"
)
COUPLED: Final = re.compile(r" (?:and|et|y|e|&) ")
HEADING: Final = re.compile(r" ?[,:|/–—-](?! ?[0-9])|\n|\Z")
ENDED: Final = re.compile(r" ?[.!|/),;\n–—-]|\Z")
BREAKS: Final = re.compile(r"[.!?\n]|[^ -~]")
PINS: Final = ("📍", "🏙", "🌆", "🗺")
POSTCODE: Final = 5
LOOK_BACK: Final = 24


class Stand(NamedTuple):
    """Where a name stands: tokens `first` up to `last`, and what a list before it told."""

    first: int
    last: int
    listed: int = NOTHING


def joined(sheet: Sheet, end: int, start: int) -> bool:
    """Whether only what joins a list stands between two tokens."""
    between = sheet.folded[sheet.starts[end] : sheet.starts[start]]
    return JOINED.fullmatch(between) is not None


def evidence(sheet: Sheet, stand: Stand, *, shared: bool) -> int:
    """What the words around a name tell of a place; `shared` where people or things have it too."""
    told = _before(sheet, stand.first)
    if told == SURELY:
        return SURELY
    if shared and (of_a_person(sheet, stand) or of_a_longer_name(sheet, stand)):
        return NOTHING
    if told or stand.listed:
        return max(told, stand.listed)
    heads = _heads(sheet, stand)
    around = _around(sheet, stand.last) or _lists_on(sheet, stand.last)
    return SOMETHING if heads or around or (not shared and _ends(sheet, stand)) else NOTHING


def is_named(sheet: Sheet, first: int) -> bool:
    """Whether the words before present somebody by this name (`my sister`, `called`)."""
    start = sheet.starts[first]
    if first >= 2 and sheet.tokens[first - 1] == " " and sheet.tokens[first - 2] in KIN:
        return True
    return SURE.search(sheet.folded[max(0, start - LOOK_BACK) : start]) is not None


def is_capital(sheet: Sheet, i: int) -> bool:
    """Whether a token has a capital that tells: not all of its words are in capitals."""
    if sheet.shouted or not sheet.is_capital(i):
        return False
    if len(sheet.tokens[i]) < 2 or not sheet.is_upper(i):
        return True
    beside = (j for j in (i - 2, i + 2) if 0 <= j < len(sheet.tokens))
    return not any(len(sheet.tokens[j]) > 2 and sheet.is_upper(j) for j in beside)


def begins_a_sentence(sheet: Sheet, i: int) -> bool:
    """Whether a token's capital may be that of a sentence that goes on without a pause."""
    if i and not BREAKS.search(sheet.tokens[i - 1]):
        return False
    following = sheet.tokens[i + 1 : i + 3]
    return following[:1] == [" "] and following[1:] != [] and following[1][0].isalpha()


def _before(sheet: Sheet, first: int) -> int:
    """What the word before a name tells, in its own line."""
    tokens = sheet.tokens
    if first < 2 or "\n" in tokens[first - 1]:
        return NOTHING
    gap, word = tokens[first - 1], tokens[first - 2]
    if gap == " " and (word in PINS or (word.isdigit() and len(word) == POSTCODE)):
        return SURELY
    if gap == " " and not word[0].isalnum():
        gap, word = word, tokens[first - 3] if first >= 3 else ""
    if gap == "'":
        return SOMETHING if word == "d" else NOTHING
    if gap != " ":
        return SURELY if word in FIELDS and gap.strip() in (":", "=", ":-", "-") else NOTHING
    return _announced(sheet, first - 2)


def _announced(sheet: Sheet, at: int) -> int:
    word = sheet.tokens[at]
    if word == "a":
        first = sheet.starts[at]
        if sheet.text[sheet.view.place(first, first + 1)[0]] in "àÀ":
            return SURELY
        return SOMETHING if sheet.language[0] != "en" else NOTHING
    if word in IN:
        return SURELY
    if word in ("de", "from", "desde") and at >= 2 and sheet.tokens[at - 2] in ORIGIN:
        return SURELY
    return SOMETHING if word in BEFORE else NOTHING


def of_a_person(sheet: Sheet, stand: Stand) -> bool:
    """Whether a first name or a name that people have is coupled with this one."""
    tokens, last = sheet.tokens, stand.last
    after = COUPLED.match(sheet.folded, sheet.starts[last])
    beside = [last + 3] if after and last + 3 < len(tokens) else []
    if stand.first >= 4 and sheet.tokens[stand.first - 2] in ("and", "et", "y", "&"):
        beside.append(stand.first - 4)
    return any(sheet.flags[i] & NAME or tokens[i] in SHARED for i in beside) and not stand.listed


def of_a_longer_name(sheet: Sheet, stand: Stand) -> bool:
    """Whether the next word has a capital too, so that both are one name (of a painter, a make)."""
    after = stand.last + 1
    if after >= len(sheet.tokens) or sheet.tokens[stand.last] != " ":
        return False
    if sheet.shouted or sheet.lowered:
        return False
    word = sheet.tokens[after]
    return word[0].isalpha() and word not in AROUND and sheet.is_capital(after)


def _heads(sheet: Sheet, stand: Stand) -> bool:
    """Whether a name begins its line and is set off there, or is all of it."""
    if stand.first and "\n" not in sheet.tokens[stand.first - 1]:
        return False
    return HEADING.match(sheet.folded, sheet.starts[stand.last]) is not None


def _ends(sheet: Sheet, stand: Stand) -> bool:
    """Whether a name is set off behind what the line says (`roofs, Leeds`)."""
    before = sheet.folded[max(0, sheet.starts[stand.first] - 2) : sheet.starts[stand.first]]
    if not before.strip() or before.strip()[-1] not in ",|/-(–—":
        return False
    return ENDED.match(sheet.folded, sheet.starts[stand.last]) is not None


def _around(sheet: Sheet, last: int) -> bool:
    """Whether the next word makes it a place (`centre`, `and nearby`)."""
    after = last + 1
    if COUPLED.match(sheet.folded, sheet.starts[last]):
        after += 2
    if after >= len(sheet.tokens) or sheet.tokens[last].strip(" -"):
        return False
    return sheet.tokens[after] in AROUND


def _lists_on(sheet: Sheet, last: int) -> bool:
    """Whether a large city that is nothing else follows in a list."""
    join = JOINED.match(sheet.folded, sheet.starts[last])
    if join is None or join.end() >= len(sheet.folded):
        return False
    at = sheet.token_at(join.end())
    flags = sheet.flags[at]
    if not flags & PLACE_LARGE or flags & (NAME | STOP | PLACE_WORD) or sheet.tokens[at] in SHARED:
        return False
    return sheet.is_capital(at)
