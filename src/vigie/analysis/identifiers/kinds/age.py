"""Stated ages, in whole years from 10 to 99.

An age that is asked of the reader (`over 25 only`, `18+`), a length of time (`5 years experience`),
the age of a thing (`a 40 year old roof`) and an age range of others are none.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from vigie.analysis.identifiers import age_words as words
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import NAME
from vigie.analysis.identifiers.given_names import NAMES
from vigie.analysis.identifiers.making import Found, make_plain
from vigie.analysis.identifiers.sheet import Sheet
from vigie.analysis.identifiers.thing_words import THINGS
from vigie.records import Mention

KIND: Final = "age"
WORDS: Final[Mapping[str, int]] = {}
WORKING: Final = ("er", "or", "ist", "man", "owner", "lover")
ADULT, OLDEST_BARE, OLDEST_BESIDE = 18, 79, 69


def at(sheet: Sheet, offset: int, _end: int) -> Sequence[Mention]:
    """The age that stands at an offset of `plain`, if one does."""
    plain = sheet.plain
    before = plain[max(0, offset - 34) : offset]
    if before[-1:] in ("$", "€", "£", "+") or (
        before[-1:].isalnum() and not words.SEX.search(before)
    ):
        return ()
    old = words.OLD.match(plain, offset)
    if old is not None:
        return (_age(sheet, old, 0.97),) if _old(plain, before, old.end()) else ()
    years = words.YEARS.match(plain, offset)
    if years is not None:
        return (_age(sheet, years, 0.95),) if _years(sheet, before, years) else ()
    return _bare(sheet, offset, before)


def _old(plain: str, before: str, end: int) -> bool:
    """Whether `22 years old` is somebody's age: no limit, no thing's."""
    if _asked(before) or _ranges(before) or words.LIMITED.match(plain, end):
        return False
    drink = words.AGED_DRINK.search(before) if plain.endswith("age", 0, end) else None
    if drink is not None and drink.group(1) not in words.PERSONS:
        return False
    after = words.WORD.findall(plain, end, end + 26)[:2] if plain[end : end + 1] == " " else []
    thing = bool(after) and after[0] in THINGS
    thing = thing and not any(word.endswith(WORKING) for word in after[1:])
    return not thing and not _thing(before)


def _ranges(before: str) -> bool:
    """Whether a number before makes it a range, and not the ages of two (`sisters, 24 & 27`)."""
    if not words.RANGE.search(before):
        return False
    paired = words.PAIRED.search(before)
    return paired is None or not _several(before[: paired.start()])


def _thing(before: str) -> bool:
    """Whether a thing is named right before (`the roof is`, `maison de`)."""
    if _turned(before):
        return True
    said = [w for w in words.WORD.findall(before[-26:]) if w not in words.SKIPPED][-2:]
    if said and said[-1] in ("is", "are", "est", "es", "tiene", "now", "has", "con"):
        said.pop()
    return bool(said) and said[-1] in THINGS


def _turned(before: str) -> bool:
    """Whether what turned so many years is no person (`the bakery turned`)."""
    turned = words.TURNED.search(before)
    return turned is not None and turned.group(1) not in words.PERSONS


def _asked(before: str) -> bool:
    """Whether the last word before makes it a limit or a length of time."""
    if words.HAVING.search(before):
        return False
    said = words.WORD.findall(before[-24:])
    while said and said[-1] in words.SKIPPED:
        said.pop()
    if before.endswith("il y a "):
        return True
    if not said or said[-1] not in words.NOT_MINE:
        return False
    return said[-1] == "est" or before.rstrip(" -")[-1:] not in ",;.!?:\n|("


def _years(sheet: Sheet, before: str, match: re.Match[str]) -> bool:
    """Whether `22 years`, `22 ans` or `22 años` is an age and no length of time."""
    plain, end = sheet.plain, match.end()
    if _asked(before) or _ranges(before) or words.LIMITED.match(plain, end):
        return False
    if _thing(before):
        return False
    cue = words.CUE.search(before) is not None and not before.endswith(" a ")
    if words.SPENT.match(plain, end) and not words.WITH_YEARS.match(plain, end):
        return False
    if cue or words.PERSON.search(before) or match.group("unit") in ("ans", "anos"):
        return True
    if not words.ALONE.match(plain, end):
        return False
    named = words.NAMED.search(before)
    return words.BEGINS.search(before) is not None or (
        named is not None and named.group(1) in NAMES
    )


def _shaped(sheet: Sheet, offset: int, before: str) -> Sequence[Mention] | None:
    """The age that a number is by its own form (`33F`, `30th birthday`); None: it has none."""
    plain = sheet.plain
    sized = words.WITH_SIZE.match(plain, offset)
    if sized is not None and ADULT <= int(sized.group(1)) <= OLDEST_BESIDE:
        return (_age(sheet, sized, 0.88),)
    born = words.BIRTHDAY.match(plain, offset)
    if born is not None:
        return (_age(sheet, born, 0.8),) if words.MINE.search(before) else ()
    sexed = words.SEXED.match(plain, offset)
    if sexed is not None and words.BEGINS.search(before):
        return (_age(sheet, sexed, 0.8),) if _adult(sexed) else ()
    pair = words.PAIR.match(plain, offset)
    return (_age(sheet, pair, 0.85),) if pair is not None and _several(before) else None


def _several(before: str) -> bool:
    """Whether several people are named before (`two cousins,`)."""
    several = words.SEVERAL.search(before)
    return several is not None and several.group("who") not in THINGS


def _bare(sheet: Sheet, offset: int, before: str) -> Sequence[Mention]:
    """The age that a number without a unit is, by what stands beside it."""
    plain = sheet.plain
    shaped = _shaped(sheet, offset, before)
    if shaped is not None:
        return shaped
    bare = words.BARE.match(plain, offset)
    if bare is None or words.LIMITED.match(plain, bare.end()):
        return ()
    if words.SEX.search(before) and words.SEEKING.match(plain, bare.end()):
        return (_age(sheet, bare, 0.8),) if _adult(bare) else ()
    if _adult(bare) and _beside(sheet, bare, before):
        return (_age(sheet, bare, 0.88),)
    if words.NO_BARE_CUE.search(before) or words.CUE.search(before) is None:
        return ()
    if _turned(before):
        return ()
    if _asked(before) or (words.SPENT.match(plain, bare.end()) and words.WEAK_CUE.search(before)):
        return ()
    return (_age(sheet, bare, 0.75 if words.WEAK_CUE.search(before) else 0.93),)


def _adult(match: re.Match[str]) -> bool:
    return ADULT <= int(match.group(1)) <= OLDEST_BARE


def _beside(sheet: Sheet, bare: re.Match[str], before: str) -> bool:
    """Whether a bare number stands where an age does: behind a name or a person."""
    plain, end = sheet.plain, bare.end()
    if _introduced(plain, before, end):
        return True
    if words.AT.search(before):
        hour = int(bare.group(1)) <= words.HOURS
        return (words.STILL if hour else words.WHO_AFTER).match(plain, end) is not None
    if int(bare.group(1)) > OLDEST_BESIDE:
        return False
    if words.STATS.search(before):
        return True
    named = words.NAMED.search(before) if sheet.present & NAME else None
    if named is not None and named.group(1) in NAMES:
        return words.COUNTED.match(plain, end) is None
    after = words.NAME_AFTER.match(plain, bare.start() - 1)
    if after is not None and after.group(1) in NAMES:
        return True
    said = words.IS.search(before)
    if said is None or said.group(1) in words.NO_NAME or not words.ALONE.match(plain, end):
        return False
    start, _ = sheet.folded_place(bare.start() - len(before) + said.start(), bare.start())
    return sheet.text[sheet.view.place(start, start + 1)[0]].isupper()


def _introduced(plain: str, before: str, end: int) -> bool:
    """Whether it stands set off behind a person, a trade or who speaks."""
    if words.TRADE.search(before) and words.SEEKS.match(plain, end):
        return True
    if words.SAID.search(before) and words.TOLD_APART.match(plain, end):
        return True
    behind = words.PERSON.search(before) or _speaks(before)
    return bool(behind) and words.SET_OFF.match(plain, end) is not None


def _speaks(before: str) -> bool:
    """Whether somebody presents herself before it (`Hi, Denise here,`)."""
    here = words.HERE.search(before)
    return here is not None and (here.group("greeted") is not None or here.group("name") in NAMES)


def _age(sheet: Sheet, match: re.Match[str], confidence: float) -> Mention:
    return make_plain(sheet, KIND, str(int(match.group(1))), match.span(), Found(confidence))


EXAMPLES: Final = (
    Example("F33 seeks running partner", "33"),
    Example("Gent, 70, would like to play chess", "70"),
    Example("in my late thirties (38 to be exact)", "38"),
    Example("the dryer is 20 years old", None),
    Example("garantie 20 ans", None),
    Example("I am Anna, 23 yo, new here", "23"),
    Example("age: 27", "27"),
    Example("27 years old", "27"),
    Example("J'ai 31 ans", "31"),
    Example("tengo 25 años", "25"),
    Example("twenty three years old", "23"),
    Example("2O yo", "20"),
    Example("men over 30 years only", None),
    Example("20 years of experience", None),
    Example("22F here, new in town", "22"),
    Example("woman of 34", "34"),
    Example("Carpenter, 45, seeks work", "45"),
    Example("24 añitos", "24"),
    Example("celebrated my 30th birthday", "30"),
    Example("between 25 and 35 years old", None),
    Example("my 40 year old boiler", None),
    Example("20 ans de métier", None),
    Example("il y a 20 ans", None),
    Example("negocio con 45 años en la colonia", None),
    Example("maison de 40 ans", None),
    Example("twenty winters on roofs", None),
    Example("Hello, Denise here, 41, flat 12", "41"),
    Example("my age? 44. My dog's? ask him", "44"),
    Example("Just me, 61, and two cats", "61"),
    Example("at 73 she still bakes", "73"),
    Example("at 20 I close", None),
    Example("two cousins, 26 & 29 years old", "29"),
    Example("I might be 58, still fast", "58"),
    Example("the bakery turned 20", None),
    Example("un calvados de 30 ans d'âge", None),
    Example("30 year fixed mortgage", None),
)
