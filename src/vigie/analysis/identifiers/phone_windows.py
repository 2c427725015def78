"""Windows of a run of digits, each read as a telephone number and weighed."""

from functools import lru_cache
from typing import Final, Literal, NamedTuple

from vigie.analysis.identifiers.phone_denials import denied
from vigie.analysis.identifiers.phone_reading import Reading, read, read_international
from vigie.analysis.identifiers.phone_runs import Gap, Group, Run
from vigie.analysis.identifiers.sheet import Sheet

# How many digits the groups of plainly written numbers have (A, B, C: 10, 11, 12).
SHAPES: Final = frozenset(
    tuple(int(size, 16) for size in shape)
    for shape in (
        "A B 9 C 334 1334 37 64 1A 3322 22222 112222 212222 312222 2322 56 533 344 434 433 46 246 "
        "2433 2244 3222 333 23222 2333 244 2334 29 2A 228 21244 28 444 2234 256 234 4222 2223 "
        "21334 39 3A 3333 42222 2422"
    ).split()
)
LEAST: Final = 0.38
MOST_DOUBT: Final = 1 - LEAST
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
# The shapes of a number that is kept although it is only possible.
POSSIBLE: Final = frozenset(((3, 3, 4), (1, 3, 3, 4), (10,), (3, 7)))
# What may be lost to digits beside a window; a row of more single digits than this is no number.
MOST_LEFT_OUT, ENDLESS = 0.55, 64
FEWEST_READ, MOST_READ, MOST_GROUPS = 8, 15, 16
Shape = tuple[int, ...]


class Candidate(NamedTuple):
    """Groups `first` to `last` (inclusive) of a run, read as a number."""

    score: float
    first: int
    last: int
    reading: Reading


def candidates(sheet: Sheet, run: Run, mode: Mode) -> list[Candidate]:
    """The best readings of a run that do not overlap, in order."""
    found: list[Candidate] = []
    sizes = [len(group.digits) for group in run.groups]
    if len(sizes) > ENDLESS and max(sizes) == 1 and len({gap.text for gap in run.gaps}) == 1:
        return []
    most = 0.0 if mode == TIGHT else MOST_LEFT_OUT
    for first in range(len(sizes)):
        length = 0
        before = _left_out(run, first - 1, first - 1)
        if before > most:
            continue
        for last in range(first, min(len(sizes), first + MOST_GROUPS)):
            length += sizes[last]
            if length > MOST_READ:
                break
            if length < FEWEST_READ or before + _left_out(run, last, last + 1) > most:
                continue
            candidate = _candidate(sheet, run, (first, last), mode)
            if candidate is not None:
                found.append(candidate)
    return found if len(found) < 2 else _chosen(found)


def _chosen(found: list[Candidate]) -> list[Candidate]:
    taken: list[Candidate] = []
    used: set[int] = set()
    for candidate in sorted(found, key=lambda c: (-c.score, c.first)):
        span = range(candidate.first, candidate.last + 1)
        if not used.intersection(span):
            taken.append(candidate)
            used.update(span)
    return sorted(taken, key=lambda c: c.first)


def _candidate(sheet: Sheet, run: Run, window: tuple[int, int], mode: Mode) -> Candidate | None:
    first, last = window
    groups = run.groups[first : last + 1]
    digits = "".join([group.digits for group in groups])
    best = _best(sheet, digits, groups[0].start)
    if best is None:
        return None
    score, reading = best
    shape = tuple([len(group.digits) for group in groups])
    if not _fits(run, window, (reading, shape), mode):
        return None
    if sheet.told and digits[0] == "0" and reading.country not in sheet.countries[: sheet.told]:
        score -= _foreign(shape, reading)
    score -= _doubts(sheet, run, window, 0.0 if mode == PLAIN else 0.03)
    return Candidate(score, first, last, reading) if score >= LEAST else None


def _best(sheet: Sheet, digits: str, start: int) -> tuple[float, Reading] | None:
    """The likeliest reading of digits that begin at an offset of `folded`, and how sure it is."""
    if sheet.folded[max(0, start - 2) : start].rstrip(" (").endswith("+"):
        reading = read_international(digits)
        return None if reading is None else (0.99 if reading.valid else 0.45, reading)
    return best_reading(digits, sheet.countries, sheet.told)


@lru_cache(maxsize=65536)
def best_reading(
    digits: str, countries: tuple[str, ...], told: int
) -> tuple[float, Reading] | None:
    """The likeliest reading of digits without a plus, and how sure it is: told countries first."""
    found: list[tuple[float, Reading]] = []
    for prefix in ("00", "011"):
        if digits.startswith(prefix):
            reading = read_international(digits[len(prefix) :])
            if reading is not None and reading.valid:
                found.append((0.02, reading))
    for rank, country in enumerate(countries):
        reading = read(digits, country)
        if reading is not None:
            cost = (0.0 if rank < told else 0.04) + 0.01 * rank
            if cost == 0.0 and reading.valid:  # no other reading can be as likely
                return 0.99, reading
            found.append((cost, reading))
    if len(digits) >= 11:
        reading = read_international(digits)
        if reading is not None and reading.valid and reading.country in countries:
            found.append((0.12, reading))
    scored = [((0.99 if reading.valid else 0.45) - cost, reading) for cost, reading in found]
    return max(scored, key=lambda best: best[0], default=None)


def _foreign(shape: Shape, reading: Reading) -> float:
    """What it costs to read a national number under a country that nothing tells."""
    shapes = HOME_SHAPES.get(reading.country)
    return 0.0 if shapes is None or shape in shapes or max(shape) == 1 else 0.6


def _fits(run: Run, window: tuple[int, int], read_as: tuple[Reading, Shape], mode: Mode) -> bool:
    """Whether a reading may take this window: an invalid number and a tight one must be regular."""
    first, last = window
    reading, shape = read_as
    if not reading.valid:
        return mode == PLAIN and shape in POSSIBLE
    if mode == PLAIN:
        return True
    groups, gaps = run.groups[first : last + 1], run.gaps[first:last]
    unknown = any(gap.unknown for gap in gaps)
    if unknown and (shape not in SHAPES or any(group.weak for group in groups)):
        return False
    if mode != TIGHT:
        return True
    return not unknown and (shape in SHAPES or _even(groups, gaps, shape))


def _even(groups: list[Group], gaps: list[Gap], shape: Shape) -> bool:
    """Whether all gaps or all groups are alike, or words say the digits."""
    alike = len({gap.text for gap in gaps}) <= 1 or len(set(shape)) == 1
    return alike or any(group.trick == "number_words" for group in groups)


def tricks_of(run: Run, window: tuple[int, int]) -> frozenset[str]:
    """The tricks that the groups of a window and the gaps between them show."""
    first, last = window
    groups, gaps = run.groups[first : last + 1], run.gaps[first:last]
    names = {group.trick for group in groups} | {gap.trick for gap in gaps}
    if any(gap.broken for gap in gaps):
        names.add("broken_line")
    if not names - {""} and sum([len(group.digits) == 1 for group in groups]) > 6:
        names.add("spaced")
    return frozenset(names)


def _doubts(sheet: Sheet, run: Run, window: tuple[int, int], doubt: float) -> float:
    """What speaks against a window: odd groups, unknown words, digits left out beside it."""
    first, last = window
    groups, gaps = run.groups[first : last + 1], run.gaps[first:last]
    for gap in gaps:
        doubt += 0.08 * gap.unknown
    doubt += 0.04 * any(gap.broken for gap in gaps)
    doubt += _left_out(run, first - 1, first - 1) + _left_out(run, last, last + 1)
    sizes = tuple([len(group.digits) for group in groups])
    if sizes not in SHAPES:
        doubt += _odd_shape(groups, gaps, sizes)
    if groups[0].weak:
        doubt += 0.02
    if doubt < MOST_DOUBT and denied(sheet, run, window):
        doubt += 0.8
    return doubt


def _left_out(run: Run, gap: int, group: int) -> float:
    """What digits beside a window cost, which it does not take in."""
    if not 0 <= group < len(run.groups) or run.gaps[gap].broken or run.groups[group].weak:
        return 0.0
    return 0.3 if run.gaps[gap].simple else 0.1


def _odd_shape(groups: list[Group], gaps: list[Gap], sizes: Shape) -> float:
    if max(sizes) <= 2 or any(group.trick for group in groups):
        return 0.01
    return 0.5 if max(sizes) < 7 and all(gap.simple for gap in gaps) else 0.08
