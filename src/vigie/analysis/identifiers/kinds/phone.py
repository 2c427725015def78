"""Telephone numbers, in E.164 (ITU-T).

Plainly written numbers are read first; numbers hidden in words, signs and fillers are read from
what no other kind has claimed. A number that is only possible, not valid, has confidence under 0.5.
`detail`: `country`, `line` (mobile or fixed where the rules tell), `valid` (1 or 0).
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.phone_reading import Reading, read, read_international
from vigie.analysis.identifiers.phone_runs import FEWEST, Group, Run, runs
from vigie.analysis.identifiers.phone_words import NOT_A_PHONE, PHONE_WORDS
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention
from vigie.records.mention import Detail

KIND: Final = "phone"
WORDS: Final[Mapping[str, int]] = PHONE_WORDS
# How many digits the groups of plainly written numbers have (A, B, C: 10, 11, 12).
SHAPES: Final = frozenset(
    tuple(int(size, 16) for size in shape)
    for shape in (
        "A B 9 C 334 1334 37 64 1A 3322 22222 112222 212222 312222 2322 56 533 344 434 433 46 246 "
        "2433 2244 3222 333 23222 2333 244 2334 29 2A 228 21244 28 444 2234 256 234 4222 2223 "
        "21334 39 3A 3333 42222 2422"
    ).split()
)
MOST_DIGITS: Final = 64
LEAST: Final = 0.38
Mode = Literal["plain", "tight", "loose"]
# Plain: digits and simple signs. Tight: hidden, but regular throughout; read before prices and
# dates can take its parts. Loose: whatever is left.
PLAIN: Final = "plain"
TIGHT: Final = "tight"
LOOSE: Final = "loose"
# How national numbers are grouped at home, so that one abroad is known by its groups.
HOME_SHAPES: Final = {
    "FR": ((2, 2, 2, 2, 2), (10,)),
    "GB": ((5, 6), (3, 4, 4), (4, 3, 4), (5, 3, 3), (11,)),
}
LINKED: Final = re.compile(r"(?:wa\.me/|[?&]phone=|tel:)\+?([0-9]{8,15})(?![0-9])")
# The shapes of a number that is kept although it is only possible.
POSSIBLE: Final = frozenset(((3, 3, 4), (1, 3, 3, 4), (10,), (3, 7)))


class Candidate(NamedTuple):
    """Groups `first` to `last` (inclusive) of a run, read as a number."""

    score: float
    first: int
    last: int
    reading: Reading
    tricks: frozenset[str]


def find(sheet: Sheet, mode: Mode) -> Iterator[Mention]:
    """The telephone numbers of a text that one of the three readings finds."""
    for run in runs(sheet):
        if len(run.groups) == 1 and len(run.groups[0].digits) < FEWEST:
            continue
        for part in _parts(run, plain=mode == PLAIN):
            for candidate in _chosen(_candidates(sheet, part, mode)):
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
    detail: Detail = {"country": reading.country, "line": reading.line, "valid": int(reading.valid)}
    return make(
        sheet, KIND, reading.e164, (start, end), Found(candidate.score, candidate.tricks, detail)
    )


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


def _chosen(candidates: list[Candidate]) -> list[Candidate]:
    """The best candidates that do not overlap, in order."""
    taken: list[Candidate] = []
    used: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.first)):
        span = range(candidate.first, candidate.last + 1)
        if not used.intersection(span):
            taken.append(candidate)
            used.update(span)
    return sorted(taken, key=lambda c: c.first)


def _candidates(sheet: Sheet, run: Run, mode: Mode) -> list[Candidate]:
    found: list[Candidate] = []
    groups = run.groups
    for first in range(len(groups)):
        length = 0
        for last in range(first, min(len(groups), first + 16)):
            length += len(groups[last].digits)
            if length > 15:
                break
            if length >= 8:
                found += _readings(sheet, run, (first, last), mode)
    return found


def _readings(sheet: Sheet, run: Run, window: tuple[int, int], mode: Mode) -> list[Candidate]:
    first, last = window
    digits = "".join(group.digits for group in run.groups[first : last + 1])
    start = run.groups[first].start
    best: tuple[float, Reading] | None = None
    for penalty, reading in _read(sheet, digits, start):
        score = (0.99 if reading.valid else 0.45) - penalty
        if best is None or score > best[0]:
            best = score, reading
    if best is None:
        return []
    score, reading = best
    if sheet.told and digits[0] == "0" and reading.country not in sheet.countries[: sheet.told]:
        score -= _foreign(run, window, reading)
    score -= _doubts(sheet, run, window, plain=mode == PLAIN)
    if score < LEAST or not _fits(run, window, reading, mode):
        return []
    return [Candidate(score, first, last, reading, _tricks(run, window))]


def _foreign(run: Run, window: tuple[int, int], reading: Reading) -> float:
    """What it costs to read a national number under a country that nothing tells."""
    shapes = HOME_SHAPES.get(reading.country)
    shape = tuple(len(g.digits) for g in run.groups[window[0] : window[1] + 1])
    return 0.0 if shapes is None or shape in shapes or max(shape) == 1 else 0.6


def _fits(run: Run, window: tuple[int, int], reading: Reading, mode: Mode) -> bool:
    """Whether a reading may take this window: an invalid number and a tight one must be regular."""
    first, last = window
    groups = run.groups[first : last + 1]
    shape = tuple(len(g.digits) for g in groups)
    gaps = run.gaps[first:last]
    if not reading.valid:
        return mode == PLAIN and shape in POSSIBLE
    if any(g.unknown for g in gaps) and (shape not in SHAPES or any(g.weak for g in groups)):
        return False
    if mode != TIGHT:
        return True
    whole = _left_out(run, first - 1, first - 1) + _left_out(run, last, last + 1) == 0.0
    even = len({g.text for g in gaps}) <= 1 or len(set(shape)) == 1
    even = even or any(g.trick == "number_words" for g in groups)
    return whole and not any(g.unknown for g in gaps) and (even or shape in SHAPES)


def _tricks(run: Run, window: tuple[int, int]) -> frozenset[str]:
    first, last = window
    names = {g.trick for g in run.groups[first : last + 1]}
    names |= {g.trick for g in run.gaps[first:last]}
    if any(g.broken for g in run.gaps[first:last]):
        names.add("broken_line")
    sizes = [len(g.digits) for g in run.groups[first : last + 1]]
    if sizes.count(1) > 6 and not names - {""}:
        names.add("spaced")
    return frozenset(names)


def _read(sheet: Sheet, digits: str, start: int) -> Iterator[tuple[float, Reading]]:
    """Every reading of the digits with what it costs: told countries first."""
    if sheet.folded[max(0, start - 2) : start].rstrip(" (").endswith("+"):
        reading = read_international(digits)
        if reading is not None:
            yield 0.0, reading
        return
    for prefix in ("00", "011"):
        if digits.startswith(prefix):
            reading = read_international(digits[len(prefix) :])
            if reading is not None and reading.valid:
                yield 0.02, reading
    for rank, country in enumerate(sheet.countries):
        reading = read(digits, country)
        if reading is not None:
            yield (0.0 if rank < sheet.told else 0.04) + 0.01 * rank, reading
    if len(digits) >= 11:
        reading = read_international(digits)
        if reading is not None and reading.valid and reading.country in sheet.countries:
            yield 0.12, reading


def _doubts(sheet: Sheet, run: Run, window: tuple[int, int], *, plain: bool) -> float:
    """What speaks against a window: odd groups, unknown words, digits left out beside it."""
    first, last = window
    groups, gaps = run.groups[first : last + 1], run.gaps[first:last]
    doubt = 0.0 if plain else 0.03
    doubt += 0.08 * sum(g.unknown for g in gaps) + 0.04 * any(g.broken for g in gaps)
    doubt += _left_out(run, first - 1, first - 1) + _left_out(run, last, last + 1)
    if tuple(len(g.digits) for g in groups) not in SHAPES:
        doubt += _odd_shape(run, window)
    if _denied(sheet, run, first):
        doubt += 0.8
    if groups[0].weak:
        doubt += 0.02
    if _counting(groups):
        doubt += 0.8
    return doubt


def _denied(sheet: Sheet, run: Run, first: int) -> bool:
    """Whether a word before the digits, or before where they begin, denies a telephone number."""
    while first > 0 and run.gaps[first - 1].simple:
        first -= 1
        if len(run.groups) - first > 16:
            break
    start = run.groups[first].start
    return NOT_A_PHONE.search(sheet.folded[max(0, start - 30) : start].rstrip("(+")) is not None


def _counting(groups: list[Group]) -> bool:
    """Whether the groups are numbers that follow one another (`1 2 3 4 …`)."""
    steps = {int(b.digits) - int(a.digits) for a, b in pairwise(groups)}
    return len(groups) > 5 and len(steps) == 1 and steps <= {1, -1}


def _left_out(run: Run, gap: int, group: int) -> float:
    """What digits beside a window cost, which it does not take in."""
    if not 0 <= group < len(run.groups) or run.gaps[gap].broken or run.groups[group].weak:
        return 0.0
    return 0.3 if run.gaps[gap].simple else 0.1


def _odd_shape(run: Run, window: tuple[int, int]) -> float:
    first, last = window
    sizes = [len(g.digits) for g in run.groups[first : last + 1]]
    if max(sizes) <= 2 or any(g.trick for g in run.groups[first : last + 1]):
        return 0.01
    simple = all(g.simple for g in run.gaps[first:last])
    return 0.5 if simple and max(sizes) < 7 else 0.08


EXAMPLES: Final = (
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
)
