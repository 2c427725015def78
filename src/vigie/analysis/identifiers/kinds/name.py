"""First names by which somebody is presented (`I'm Anna`, `call me Lily`, `soy Sofía`).

In title case, as posted otherwise. A name without such an announcement is taken only where it
stands alone on its line or beside an age, and with less confidence.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import (
    INTRODUCING,
    LANGUAGE_SHIFT,
    NAME,
    NAME_CUE,
    PHONE_CUE,
    PLACE_CUE,
    PLACE_LARGE,
    PLACE_WORD,
    PLATFORM,
    STOP,
)
from vigie.analysis.identifiers.given_names import ALSO_WORDS, NAMES, NO_NAMES
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.name_cues import SURE
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "name"
CUES: Final = ("name", "name's", "nombre", "prenom", "appelle", "llamo", "ask", "call")
INTRODUCTIONS: Final = ("i", "im", "soy", "je", "this", "meet", "me", "my", "moi", "introduce")
WORDS: Final[Mapping[str, int]] = (
    dict.fromkeys(NAMES, NAME)
    | dict.fromkeys(CUES, NAME_CUE)
    | dict.fromkeys(INTRODUCTIONS, INTRODUCING)
)
CUE: Final = Ending(
    r"(?:\bi'?m|\bi am|\bname(?:'s| is|:)?[ ]?:?|\bcall me|\bask for|\bit'?s(?: me)?|\bthis is|"
    r"\bmeet|\bcalled|\bnamed|"
    r"\bje m'appelle|\bmoi c'est|\bc'est|\bje suis|\bprenom[ ]?:?|\bdemande[rz]?|\bsoy|\bme llamo|"
    r"\bmi nombre es|\bnombre[ ]?:|"
    r"\bpregunta por|\bi go by|\bmiss|\bms\.?|\bhi[, ]+i'?m|\bmy friend|\bla belle|\b(?:text|call|"
    r"contact|see|book|visit|with|appelle|appelez|llama a|contacta a))"
    r"[ ]{1,2}",
    "'m|im|am|name|name's|is|me|for|its|it's|meet|called|named|appelle|c'est|suis|prenom|demande|"
    "demander|demandez|soy|llamo|es|nombre|por|by|miss|ms|friend|belle|text|call|contact|see|book|"
    "visit|with|appelez|llama a|contacta a",
    " :.",
)
ALONE: Final = re.compile(r"(?:\A|\n)[^a-z0-9\n]{0,8}\Z")
ENDED: Final = re.compile(r"[^a-z0-9]{0,8}(?:\n|\Z)")
SET_OFF: Final = re.compile(r"[ ]?[-,:|*~!♥❤💋]")
AGE_AFTER: Final = re.compile(r"[ ]{0,2}[,(:*~|/-]?[ ]{0,2}[1-9][0-9](?![0-9$€£%])")


ENGLISH_FRENCH_SPANISH: Final = 0b111  # the first of `languages.LANGUAGES`
# Names that are months too.
DATED: Final = frozenset(("april", "may", "june", "august", "avril", "abril"))
HERE: Final = re.compile(r"[ ](?:here\b|is (?:here|back|in|new|available)\b|speaking\b|te espera)")
AGED: Final = re.compile(r"[ ]?\((?:1[89]|[2-6][0-9])(?:[,) ]|\Z)")
PRESENTED: Final = re.compile(r"(?:\bi'?m|\bi am|\bsoy|\bje suis|\bname is|\bhere is)[ ]\Z")
SENTENCE_END: Final = re.compile(r"[ ]?(?:[,.;!|~*•\n-]|\Z|[^ -~])")
ANNOUNCED: Final = re.compile(r"(?:[:,(|*~•-][ ]{0,2}|\n[^a-z0-9\n]{0,8}|\A[^a-z0-9\n]{0,8})\Z")
ALONE_AFTER: Final = re.compile(r"[ ]{0,2}(?:[,:;!.|~*)•\n-]|\Z|[^ -~]|(?:et|y|and|is|te|vous)\b)")


def find(sheet: Sheet) -> Iterator[Mention]:
    """The first names of a text, in order."""
    for at in sheet.at(NAME):
        start, end = sheet.starts[at], sheet.starts[at + 1]
        if sheet.is_claimed(start, end):
            continue
        before = sheet.folded[max(0, start - 24) : start]
        first, last = sheet.view.place(start, end)
        capital = sheet.text[first].isupper()
        confidence = _confidence(sheet, at, before, capital=capital)
        if confidence:
            sheet.claim(start, end)
            surface = sheet.text[first:last]
            yield make(
                sheet, KIND, _titled(surface, sheet.tokens[at]), (start, end), Found(confidence)
            )
    yield from _unknown(sheet)


def _titled(surface: str, folded: str) -> str:
    latin = surface.isalpha() and (surface.isascii() or "LATIN" in _script(surface))
    return surface.title() if latin else folded.title()


def _script(surface: str) -> str:
    return unicodedata.name(surface[0], "")


def _confidence(sheet: Sheet, at: int, before: str, *, capital: bool) -> float:
    if SURE.search(before):
        return 0.96 if capital else 0.9
    if CUE.search(before):
        plain = not sheet.flags[at] & STOP and sheet.tokens[at] not in ALSO_WORDS
        if capital or plain:
            return 0.92 if capital else 0.75
    after = sheet.folded[sheet.starts[at + 1] : sheet.starts[at + 1] + 12]
    if _is_a_word(sheet.flags[at]) or _is_the_city(sheet, at):
        return 0.0
    if not capital:
        return 0.6 if _small_yet_a_name(sheet, at, before, after) else 0.0
    if AGE_AFTER.match(after) or (ALONE.search(before) and ENDED.match(after)):
        return 0.8
    if HERE.match(after):
        return 0.75
    if sheet.tokens[at] not in ALSO_WORDS and not sheet.is_upper(at):
        return 0.65
    if ALONE.search(before) and SET_OFF.match(after):
        return 0.7
    return 0.6 if _stands_out(sheet, at) else 0.0


def _is_a_word(flags: int) -> bool:
    """Whether a token is one of the commonest words of English, French or Spanish."""
    return flags >> LANGUAGE_SHIFT & ENGLISH_FRENCH_SPANISH != 0


def _small_yet_a_name(sheet: Sheet, at: int, before: str, after: str) -> bool:
    """Whether a name in small letters stands as one does, in a text that has no capitals."""
    if not sheet.lowered or sheet.flags[at] & PLACE_LARGE:
        return False
    if AGED.match(after) or (PRESENTED.search(before) and SENTENCE_END.match(after)):
        return True
    if sheet.tokens[at] in ALSO_WORDS:
        return False
    if AGE_AFTER.match(after) or HERE.match(after):
        return True
    return ANNOUNCED.search(before) is not None and ALONE_AFTER.match(after) is not None


def _stands_out(sheet: Sheet, at: int) -> bool:
    """Whether a word has a capital in the middle of a sentence whose other words have none."""
    if at < 2 or at + 2 >= len(sheet.tokens) or sheet.tokens[at] in DATED:
        return False
    if sheet.tokens[at - 1] != " " or sheet.flags[at - 2] & PLACE_CUE or sheet.is_upper(at):
        return False
    after = at + 2
    follows = sheet.tokens[at + 1] != " " or _is_small(sheet, after)
    return _is_small(sheet, at - 2) and follows


def _is_small(sheet: Sheet, at: int) -> bool:
    return sheet.tokens[at][0].isalpha() and not sheet.is_capital(at)


def _is_the_city(sheet: Sheet, at: int) -> bool:
    """Whether the word is the city where the ad was posted."""
    city = sheet.located.city
    return city is not None and sheet.tokens[at] == city.name.lower()


INTRODUCED: Final = re.compile(
    r"(?:i'?m|i am|im|soy|je suis|this is|meet|me dicen|my friends call me|moi c'est|"
    r"introduce myself[ ]?:)[ ]{1,2}([a-z]{3,14})(?![a-z0-9'@_])"
)
UNKNOWN: Final = re.compile(
    r"(?:(?<=\bmy )name(?:'s| is)|name[ ]?:|(?<=\bje m')appelle|(?<=\bme )llamo|"
    r"(?<=\bmi )nombre es|"
    r"nombre[ ]?:|prenom[ ]?:|ask for|call me)[ ]{1,2}([a-z]{3,14})(?![a-z0-9'@_])"
)


def _unknown(sheet: Sheet) -> Iterator[Mention]:
    """A capitalised word that is announced as a name, though no list has it.

    After the words that announce other things too (`I'm`, `soy`) it must stand elsewhere, with a
    capital again.
    """
    for at in sheet.at(NAME_CUE):
        match = UNKNOWN.match(sheet.folded, sheet.starts[at])
        if match is not None:
            yield from _new_name(sheet, match.span(1), match.group(1), 1)
    for at in sheet.at(INTRODUCING):
        found = INTRODUCED.match(sheet.folded, sheet.starts[at])
        if found is not None:
            yield from _new_name(sheet, found.span(1), found.group(1), 2)


def _new_name(sheet: Sheet, span: tuple[int, int], word: str, times: int) -> Iterator[Mention]:
    """The name at a span, where it may be one and stands so many times, always with a capital."""
    bits = sheet.flags[sheet.token_at(span[0])]
    first, last = sheet.view.place(*span)
    known = bits & (STOP | NAME | PHONE_CUE | PLATFORM | PLACE_WORD) or word in NO_NAMES
    if known or sheet.is_claimed(*span) or not sheet.text[first].isupper():
        return
    if times > 1:
        places = sheet.places_of(word)
        if len(places) < times or not all(sheet.is_capital(i) for i in places):
            return
    sheet.claim(*span)
    yield make(sheet, KIND, _titled(sheet.text[first:last], word), span, Found(0.8))


EXAMPLES: Final = (
    Example("our companion Coral is here today", "Coral"),
    Example("hello, i am holly, new in town", "Holly"),
    Example("I'm Zelphia. Ask the desk for Zelphia", "Zelphia"),
    Example("I'm Latina. Call the Latina", None),
    Example("the grace period on the rent", None),
    Example("Hi, I'm Anna and new here", "Anna"),
    Example("my name is Sofía", "Sofía"),
    Example("je m'appelle Chloé", "Chloé"),
    Example("me llamo LUCIA", "Lucia"),
    Example("a bunch of roses", None),
)
