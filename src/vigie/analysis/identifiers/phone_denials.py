"""Digits that have the form of a telephone number and are none: orders, licences, lists, counts.

What denies a number stands right before it (`order no.`, `SIRET`), right after it (`is the order
number`, `steps`), or is the list itself (`36, 38, 40, 42, 44`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from vigie.analysis.identifiers.phone_runs import Gap, Group, Run
from vigie.analysis.identifiers.phone_words import (
    ABBREVIATED,
    BEFORE_A_NAME,
    DOING,
    HARD,
    LINKS,
    NUMBERING,
    SERIES,
    SOFT,
    VERBS,
)
from vigie.analysis.identifiers.sheet import Sheet

WORD: Final = re.compile(r"[a-z]+|[0-9]+|\n|[^a-z0-9\s]")
LOOKED_AT: Final = 52
PAUSES: Final = (". ", " (", " - (")
LONGEST_GROUP: Final = 5
FEW_WORDS: Final = 7
AFTER: Final = re.compile(
    r"[ ,]{0,2}(?:steps|views|visits|hits|pages|ohms?|reviews|followers|likes|points|units|"
    r"hectares|acres|habitants|inhabitants|people|vues|pas|abonnes|seguidores|visitas|euros|dollars|pesos|"
    r"watts|km|kms|bytes|votes|copies|rows|records)\b"
    r"|[ ,(]{0,2}(?:(?:is|was|es|est|being)[ ])?"
    r"(?:(?:the|my|your|our|an?|de|del|de[ ]la|du|mon|votre|mi|su|as)[ ])"
    r"(?:(?:the|my|your|our|la|el)[ ])?"
    r"(?:order|invoice|ref|reference|tracking|parcel|ticket|account|licen[cs]e|serial|permit|case|"
    r"confirmation|registration|policy|commande|facture|dossier|compte|suivi|pedido|factura|folio|guia|"
    r"cuenta|referencia|expediente|booking|item|product|model|membership|customer|claim)\b"
)
LISTED: Final = re.compile(r"[ ]?[,;][ ]?\Z|[ ]?(?:and|et|y|or|ou|o)[ ]\Z")
DASHED, COMMA = re.compile(r"[ ]?[-–][ ]?\Z"), re.compile(r"[ ]?[,;/|][ ]?\Z")


def denied(sheet: Sheet, run: Run, window: tuple[int, int]) -> bool:
    """Whether what stands beside the groups of a window, or how they are listed, denies one."""
    first, last = window
    groups = run.groups[first : last + 1]
    if AFTER.match(sheet.folded, groups[-1].end):
        return True
    if len(groups) > 3 and _listed(groups, run.gaps[first:last]):
        return True
    begun = _begun(run, first)
    if named(sheet.folded, run.groups[begun].start, whole=len(groups) == 1):
        return True
    return len(groups) > 3 and _in_a_series(sheet, run, first, groups)


def _begun(run: Run, first: int) -> int:
    """The group with which the row of digits begins that a window stands in."""
    for _ in range(16):
        if not first or not run.gaps[first - 1].simple or run.gaps[first - 1].text in PAUSES:
            break
        if len(run.groups[first - 1].digits) > LONGEST_GROUP:
            break
        first -= 1
    return first


def named(folded: str, start: int, *, whole: bool) -> bool:
    """Whether the words before an offset name a number that is no telephone's."""
    numbered, soft = whole, False
    words = WORD.findall(folded, max(0, start - LOOKED_AT), start)[-FEW_WORDS - 3 :]
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word == "." and at and words[at - 1] not in ABBREVIATED and words[at - 1] not in LINKS:
            return False
        if word in ("n", "c", "o") and "".join(words[at - 2 : at + 1]) in (
            "s/n",
            "p/n",
            "a/c",
            "p.o",
        ):
            return True
        if word in HARD:
            return not (word in VERBS and _done(words[:at])) and (numbered or not soft)
        if (word in SOFT and numbered) or (soft and word in BEFORE_A_NAME):
            return True
        soft = soft or word in SOFT
        if word not in LINKS and word not in SOFT:
            return False
        numbered = numbered or word in NUMBERING
    return False


def _done(before: Sequence[str]) -> bool:
    """Whether a word such as "order" is something that is done."""
    for word in before[-1:-3:-1]:
        if word in DOING:
            return True
        if word not in ("your", "an", "my", "a", "tu", "su", "une", "un", "votre"):
            return False
    return False


def _listed(groups: Sequence[Group], gaps: Sequence[Gap]) -> bool:
    """Whether the groups count, rise or fall by the same step, or are a list of scores or sizes."""
    numbers = [int(group.digits) for group in groups]
    steps = [b - a for a, b in pairwise(numbers)]
    sizes = [len(group.digits) for group in groups]
    if len(set(steps)) == 1 and steps[0] and (len(groups) > 5 or max(sizes) > 1):
        return True
    if any(group.trick for group in groups) or max(sizes) > 3 or max(sizes) == 1:
        return False
    texts = [gap.text for gap in gaps]
    if all(map(LISTED.match, texts)):
        rising = all(s > 0 for s in steps) or all(s < 0 for s in steps)
        zero = any(g.digits[0] == "0" and len(g.digits) > 1 for g in groups)
        return rising or (len(set(sizes)) > 1 and not zero)
    return bool(DASHED.match(texts[0]) or DASHED.match(texts[1])) and _by_turns(texts)


def _by_turns(texts: Sequence[str]) -> bool:
    """Whether a hyphen and a comma stand by turns, as between scores (`25-20, 25-18`)."""
    return all(
        (DASHED.match(a) and COMMA.match(b)) or (COMMA.match(a) and DASHED.match(b))
        for a, b in pairwise(texts)
    )


def _in_a_series(sheet: Sheet, run: Run, first: int, groups: Sequence[Group]) -> bool:
    """Whether a word such as "sizes" stands before a row of small numbers."""
    if max(len(group.digits) for group in groups) > 3 or any(group.trick for group in groups):
        return False
    while first and len(run.gaps[first - 1].text) < 4:
        first -= 1
    start = run.groups[first].start
    words = WORD.findall(sheet.folded, max(0, start - 24), start)
    return next((word for word in reversed(words) if word not in LINKS), "") in SERIES
