"""First names by which somebody is presented (`I'm Anna`, `call me Lily`, `soy Sofía`).

In title case, as posted otherwise. A name without such an announcement is taken only where it
stands alone on its line or beside an age, and with less confidence.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import NAME, NAME_CUE, PHONE_CUE, STOP
from vigie.analysis.identifiers.given_names import ALSO_WORDS, NAMES
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "name"
CUES: Final = ("name", "name's", "nombre", "prenom", "appelle", "llamo", "ask", "call")
WORDS: Final[Mapping[str, int]] = dict.fromkeys(NAMES, NAME) | dict.fromkeys(CUES, NAME_CUE)
CUE: Final = re.compile(
    r"(?:\bi'?m|\bi am|\bname(?:'s| is|:)?[ ]?:?|\bcall me|\bask for|\bit'?s(?: me)?|\bthis is|"
    r"\bmeet|\bcalled|\bnamed|"
    r"\bje m'appelle|\bmoi c'est|\bc'est|\bje suis|\bprenom[ ]?:?|\bdemande[rz]?|\bsoy|\bme llamo|"
    r"\bmi nombre es|\bnombre[ ]?:|"
    r"\bpregunta por|\bi go by|\bmiss|\bms\.?|\bhi[, ]+i'?m|\bmy friend|\bla belle|\b(?:text|call|"
    r"contact|see|book|visit|with|appelle|appelez|llama a|contacta a))"
    r"[ ]{1,2}\Z"
)
WEAK: Final = re.compile(
    r"(?:\bc'est|\bje suis|\bsoy|\bit'?s|\bi'?m|\bi am|\bthis is|\bmeet|\bwith|\bsee|\bcall|"
    r"\btext|\bcontact|\bvisit|\bbook|\bappelle|\bappelez|\bms\.?|\bmiss)[ ]{1,2}\Z"
)
SURE: Final = re.compile(
    r"(?:\bname(?:'s| is|:)?[ ]?:?|\bcall me|\bask for|\bje m'appelle|\bme llamo|\bmi nombre es|"
    r"\bmoi c'est|\bi go by|\bprenom[ ]?:?|\bnombre[ ]?:|\bcalled|\bnamed|\bpregunta por)[ ]{1,2}\Z"
)
ALONE: Final = re.compile(r"(?:\A|\n)[^a-z0-9\n]{0,8}\Z")
AGE_AFTER: Final = re.compile(r"[ ]{0,2}[,(:*~|/-]?[ ]{0,2}[1-9][0-9](?![0-9$€£%])")


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
    return surface.title() if surface.isalpha() and "LATIN" in _script(surface) else folded.title()


def _script(surface: str) -> str:
    return unicodedata.name(surface[0], "")


def _confidence(sheet: Sheet, at: int, before: str, *, capital: bool) -> float:
    if SURE.search(before):
        return 0.96 if capital else 0.9
    if CUE.search(before):
        plain = not sheet.flags[at] & STOP and sheet.tokens[at] not in ALSO_WORDS
        return 0.92 if capital else 0.75 * plain
    after = sheet.folded[sheet.starts[at + 1] : sheet.starts[at + 1] + 12]
    if not capital or sheet.flags[at] & STOP or _is_the_city(sheet, at):
        return 0.0
    if ALONE.search(before) and re.match(r"[^a-z0-9]{0,8}(?:\n|\Z)", after):
        return 0.8
    if AGE_AFTER.match(after):
        return 0.8
    if sheet.tokens[at] not in ALSO_WORDS and not _shouted(sheet, at):
        return 0.65
    return 0.7 if ALONE.search(before) and re.match(r"[ ]?[-,:|*~!♥❤💋]", after) else 0.0


def _is_the_city(sheet: Sheet, at: int) -> bool:
    """Whether the word is the city where the ad was posted."""
    city = sheet.located.city
    return city is not None and sheet.tokens[at] == city.name.lower()


def _shouted(sheet: Sheet, at: int) -> bool:
    """Whether the whole word is in capitals, so that its first says nothing."""
    first, last = sheet.view.place(sheet.starts[at], sheet.starts[at + 1])
    return sheet.text[first:last].isupper()


UNKNOWN: Final = re.compile(
    r"(?:\bmy name(?:'s| is)|\bname[ ]?:|\bje m'appelle|\bme llamo|\bmi nombre es|\bnombre[ ]?:|"
    r"\bprenom[ ]?:|\bask for|\bcall me)[ ]{1,2}([a-z]{3,14})(?![a-z0-9'@_])"
)


def _unknown(sheet: Sheet) -> Iterator[Mention]:
    """A capitalised word that is announced as a name, though no list has it."""
    if not sheet.present & NAME_CUE:
        return
    for match in UNKNOWN.finditer(sheet.folded):
        span = match.span(1)
        bits = sheet.flags[sheet.token_at(span[0])]
        first, last = sheet.view.place(*span)
        if (
            bits & (STOP | NAME | PHONE_CUE)
            or sheet.is_claimed(*span)
            or not sheet.text[first].isupper()
        ):
            continue
        sheet.claim(*span)
        yield make(sheet, KIND, _titled(sheet.text[first:last], match.group(1)), span, Found(0.8))


EXAMPLES: Final = (
    Example("Hi, I'm Anna and new here", "Anna"),
    Example("my name is Sofía", "Sofía"),
    Example("je m'appelle Chloé", "Chloé"),
    Example("me llamo LUCIA", "Lucia"),
    Example("a bunch of roses", None),
)
