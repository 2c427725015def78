"""Telephone numbers, in E.164 (ITU-T).

Plainly written numbers are read first; numbers hidden in words, signs and fillers are read from
what no other kind has claimed. A number that is only possible, not valid, has confidence under 0.5.
`detail`: `country`, `line` (mobile or fixed where the rules tell), `valid` (1 or 0).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.phone_reading import read_international
from vigie.analysis.identifiers.phone_runs import FEWEST, Run, runs
from vigie.analysis.identifiers.phone_windows import PLAIN, Candidate, Mode, candidates, tricks_of
from vigie.analysis.identifiers.phone_words import PHONE_WORDS
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention
from vigie.records.mention import Detail

KIND: Final = "phone"
WORDS: Final[Mapping[str, int]] = PHONE_WORDS
MOST_DIGITS: Final = 64
LINKED: Final = re.compile(r"(?:wa\.me/|[?&]phone=|tel:)\+?([0-9]{8,15})(?![0-9])")


def find(sheet: Sheet, mode: Mode) -> Iterator[Mention]:
    """The telephone numbers of a text that one of the three readings finds."""
    for run in runs(sheet, plain=mode == PLAIN):
        if len(run.groups) == 1 and len(run.groups[0].digits) < FEWEST:
            continue
        for part in _parts(run, plain=mode == PLAIN):
            for candidate in candidates(sheet, part, mode):
                yield _mention(sheet, part, candidate)


def find_linked(sheet: Sheet) -> Iterator[Mention]:
    """The numbers within links (`wa.me/…`), which stay the link's characters too."""
    if "wa.me/" not in sheet.folded and "phone=" not in sheet.folded:
        return
    for link in LINKED.finditer(sheet.folded):
        reading = read_international(link.group(1))
        if reading is not None and reading.valid:
            detail: Detail = {"country": reading.country, "line": reading.line, "valid": 1}
            yield make(sheet, KIND, reading.e164, link.span(1), Found(0.97, (), detail))


def _mention(sheet: Sheet, run: Run, candidate: Candidate) -> Mention:
    start, end = run.groups[candidate.first].start, run.groups[candidate.last].end
    start = _opened(sheet.folded, start)
    sheet.claim(start, end)
    reading = candidate.reading
    tricks = tricks_of(run, (candidate.first, candidate.last))
    detail: Detail = {"country": reading.country, "line": reading.line, "valid": int(reading.valid)}
    return make(sheet, KIND, reading.e164, (start, end), Found(candidate.score, tricks, detail))


def _opened(folded: str, start: int) -> int:
    """The start, moved over a plus sign or an opening bracket that belongs to the number."""
    while start > 0 and folded[start - 1] in "+(":
        start -= 1
    return start


def _parts(run: Run, *, plain: bool) -> Iterator[Run]:
    """The runs within a run: cut at every gap that a plain number cannot have, or as it is."""
    length = sum(len(g.digits) for g in run.groups)
    if length < FEWEST:
        return
    if not plain and length <= MOST_DIGITS:
        yield run
        return
    first = 0
    for i, group in enumerate(run.groups):
        ends = i == len(run.gaps) or (not run.gaps[i].simple if plain else run.gaps[i].broken)
        hidden = plain and (group.trick != "" or group.weak)
        if hidden or ends:
            last = i if hidden else i + 1
            if last > first:
                yield Run(run.groups[first:last], run.gaps[first : last - 1])
            first = i + 1


EXAMPLES: Final = (
    Example("wifi pass 4155550132abc", None),
    Example(
        "call 555-0142, ask for the owner", "+12065550142", region="US", location="Seattle (206)"
    ),
    Example("call 555-0142, ask for the owner", None, region="US", location="Seattle"),
    Example("Call 415-555-0132 now", "+14155550132"),
    Example("(415) 555-0132", "+14155550132"),
    Example("tel +33 6 39 98 12 34", "+33639981234"),
    Example("appelle au 06 39 98 12 34", "+33639981234", region="FR"),
    Example("ring 07700 900123", "+447700900123", region="GB"),
    Example("llama al 739 01 23 45", "+34739012345", region="ES"),
    Example("cel 55 0001 5678", "+525500015678", region="MX"),
    Example("514.555.0199", "+15145550199", region="CA"),
    Example("order no 4155550132", None),
    Example("https://wa.me/14155550132", "+14155550132"),
    Example("text me4155550132", "+14155550132"),
    Example("+33 (0)6 39 98 12 34", "+33639981234"),
    Example("licence 1012345, 415-555-0132", "+14155550132"),
    Example("to order: 415-555-0132", "+14155550132"),
    Example("415-555-0132x12", "+14155550132"),
    Example("VAT no. 123456789, tel 07700 900123", "+447700900123", region="GB"),
    Example("4155550132 is my order number", None),
    Example("Reference number is 415 555 0132", None),
    Example("licence RBQ 5145550199", None, region="CA"),
    Example("facture n° 0199001234", None, region="FR"),
    Example("numéro de série : 06 39 98 12 34", None, region="FR"),
    Example("pedido nº 739 01 23 45", None, region="ES"),
    Example("folio 55 0001 5678", None, region="MX"),
    Example("tailles 34 36 38 40 42", None, region="FR"),
    Example("loto : 05 12 23 34 45", None, region="FR"),
    Example("180, 140, 100, 60, 26", None, region="GB"),
    Example("25-20, 25-18, 21-25, 25-22", None),
    Example("2,125,550,147 views", None),
    Example("tires 205/55 16, 215/60 17", None),
    Example("lot 212, block 555, parcel 0139", None),
)
