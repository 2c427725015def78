"""Where the photograph may lie in a picture: inside borders, letterboxes, a screen, a collage.

Only a query is looked at this way, so that what is kept of a picture stays one hash. A rectangle is
a guess: it costs eight look-ups, and a wrong one finds nothing.
"""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from vigie.analysis.images import pdq
from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.pdq import Hash, Pixels
from vigie.analysis.images.reduced import samples_of_part

Grey = npt.NDArray[np.int16]

SMALLEST_SIDE, MOST = 24, 24
QUALITY = 50
"""Under this PDQ quality a hash says little, and is neither asked for nor answered."""
_SAME = 14  # levels of grey within which a pixel belongs to the ground


@dataclass(frozen=True, slots=True, order=True)
class Rectangle:
    """Pixels from `top` to `bottom` and `left` to `right`, the ends left out."""

    top: int
    left: int
    bottom: int
    right: int

    def within(self, inner: "Rectangle") -> "Rectangle":
        """A rectangle of this one's pixels, in the whole picture's."""
        return Rectangle(
            self.top + inner.top,
            self.left + inner.left,
            self.top + inner.bottom,
            self.left + inner.right,
        )

    @property
    def short_side(self) -> int:
        """The smaller of its height and width."""
        return min(self.bottom - self.top, self.right - self.left)


@dataclass(frozen=True, slots=True)
class _Ground:
    """A picture's greys by rows and, beside it, by columns: int16, both quick to walk along."""

    rows: Grey
    columns: Grey

    def cut(self, place: Rectangle) -> "_Ground":
        if place == self.whole:
            return self
        rows = self.rows[place.top : place.bottom, place.left : place.right]
        columns = self.columns[place.left : place.right, place.top : place.bottom]
        return _Ground(np.ascontiguousarray(rows), np.ascontiguousarray(columns))

    @property
    def whole(self) -> Rectangle:
        return _whole(self.rows)


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at a picture: a rectangle of it in an orientation, and its hash."""

    rectangle: Rectangle
    orientation: str
    hash: Hash


def views(pixels: Pixels) -> list[View]:
    """The picture and each content rectangle in it, in eight orientations, with their hashes.

    The whole picture, upright, comes first. Rectangles of a quality under 50 are left out.
    """
    light, mean = pdq.planes(np.ascontiguousarray(pixels))
    whole = pdq.spectrum_of_luma(light)
    if whole is None:
        return []
    return [*_eight(_whole(light), whole[0]), *views_of_parts(light, rectangles(mean))]


def views_of_parts(plane: pdq.Plane | pdq.Grey, places: list[Rectangle]) -> list[View]:
    """Rectangles of a luma plane in eight orientations; those of a quality under 50 left out."""
    seen: list[View] = []
    for place in places:
        part = plane[place.top : place.bottom, place.left : place.right]
        frequencies, quality = pdq.spectrum_of(
            samples_of_part(np.ascontiguousarray(part, np.float32))
        )
        if quality >= QUALITY:
            seen += _eight(place, frequencies)
    return seen


def _eight(place: Rectangle, frequencies: pdq.Plane) -> list[View]:
    named = zip(pdq.ORIENTATIONS, pdq.eight(frequencies), strict=True)
    return [View(place, orientation, one) for orientation, one in named]


def rectangles(grey: pdq.Grey) -> list[Rectangle]:
    """The content rectangles of levels of grey, uint8[rows, columns].

    Without the whole, in a fixed order: first what lies inside an even border; then the widest
    stretch that is no screen furniture; then the panels of a collage, each without its own border.
    """
    ground = _Ground(grey.astype(np.int16), cv2.transpose(grey).astype(np.int16))
    whole, inside = ground.whole, _trimmed(ground)
    roots = [whole, inside, *_busy(ground)]
    panels = [
        root.within(panel).within(_trimmed(ground.cut(root.within(panel))))
        for root in dict.fromkeys(roots)
        for panel in _panels(ground.cut(root))
    ]
    found = dict.fromkeys(
        one for one in (*roots, *panels) if one != whole and one.short_side >= SMALLEST_SIDE
    )
    return list(found)[:MOST]


def _whole(plane: npt.NDArray[np.generic]) -> Rectangle:
    return Rectangle(0, 0, plane.shape[0], plane.shape[1])


def _trimmed(ground: _Ground) -> Rectangle:
    """What is left when even rows and columns are taken off the edges, each in its own grey."""
    place = ground.whole
    for _ in range(2):
        part = ground.cut(place)
        rows, columns = _ends(_even(part.rows)), _ends(_even(part.columns))
        if rows is None or columns is None:
            return ground.whole
        inner = Rectangle(rows[0], columns[0], rows[1], columns[1])
        if inner == part.whole:
            break
        place = place.within(inner)
    return place


def _even(grey: Grey) -> npt.NDArray[np.bool_]:
    """Which rows are of one grey: at least 97 of 100 pixels near the row's middle value."""
    return _evenness(grey) >= 0.97


@compiled
def _differing(line: Grey) -> int:
    """Pairs of pixels, each pixel in one, so different that only one can be near any value."""
    half = line.shape[0] // 2
    pairs = 0
    for place in range(half):
        pairs += int(abs(line[place] - line[place + half]) > 2 * _SAME)
    return pairs


@compiled
def _evenness(grey: Grey) -> npt.NDArray[np.float64]:
    """For each row the part of its pixels near its middle value; 0 where it is surely too small."""
    rows, columns = grey.shape
    out = np.empty(rows, dtype=np.float64)
    out[:] = 0.0
    for row in range(rows):
        if _differing(grey[row]) > 0.031 * columns:
            continue
        counts = np.zeros(256, dtype=np.int64)
        for column in range(columns):
            counts[grey[row, column]] += 1
        middle, below, lower = 0, 0, -1
        for value in range(256):
            below += counts[value]
            if lower < 0 and below > (columns - 1) // 2:
                lower = value
            if below > columns // 2:
                middle = (lower + value) // 2
                break
        near = 0
        for value in range(max(0, middle - _SAME), min(255, middle + _SAME) + 1):
            near += counts[value]
        out[row] = near / columns
    return out


def _ends(even: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """The first row that is not even and the one after the last; None where all are."""
    busy = np.flatnonzero(~even)
    return (int(busy[0]), int(busy[-1]) + 1) if len(busy) else None


def _busy(ground: _Ground) -> list[Rectangle]:
    """The longest stretch of rows, then of its columns, that is mostly not the ground's grey."""
    counts = _eighths(ground.rows)
    level = int(counts.argmax()) * 8 + 4
    if counts.max() < 0.08 * ground.rows.size:
        return []
    rows = _longest(_filled(ground.rows, level) > 0.45)
    if rows is None:
        return []
    columns = _longest(_filled(ground.columns[:, rows[0] : rows[1]], level) > 0.45)
    if columns is None:
        return []
    place = Rectangle(rows[0], columns[0], rows[1], columns[1])
    return [place, place.within(_trimmed(ground.cut(place)))]


@compiled
def _eighths(grey: Grey) -> npt.NDArray[np.int64]:
    """How many pixels lie in each step of eight levels."""
    counts = np.zeros((4, 32), dtype=np.int64)
    flat = grey.reshape(-1)
    whole = flat.shape[0] // 4 * 4
    for place in range(0, whole, 4):
        for lane in range(4):
            counts[lane, np.uint16(flat[np.uint64(place + lane)]) >> np.uint16(3)] += 1
    for place in range(whole, flat.shape[0]):
        counts[0, flat[place] >> 3] += 1
    summed: npt.NDArray[np.int64] = counts.sum(axis=0)
    return summed


@compiled
def _filled(grey: Grey, level: int) -> npt.NDArray[np.float64]:
    """The part of each row that is not near a level."""
    out = np.empty(grey.shape[0], dtype=np.float64)
    for row in range(grey.shape[0]):
        count = 0
        for column in range(grey.shape[1]):
            count += int(abs(grey[row, column] - level) > _SAME)
        out[row] = count / grey.shape[1]
    return out


def _longest(flags: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """The longest run of True, gaps of up to one row in 40 closed."""
    gap = max(2, len(flags) // 40)
    places = np.flatnonzero(flags)
    if not len(places):
        return None
    breaks = np.flatnonzero(np.diff(places) > gap)
    firsts, lasts = places[np.append(0, breaks + 1)], places[np.append(breaks, len(places) - 1)]
    best = int((lasts - firsts).argmax())
    return int(firsts[best]), int(lasts[best]) + 1


def _panels(ground: _Ground) -> list[Rectangle]:
    """The panels of a collage whose seams lie at halves or thirds."""
    rows, columns = _seams(ground.rows), _seams(ground.columns)
    found = []
    for down, across in ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (3, 3)):
        tops, lefts = rows.get(down, ()), columns.get(across, ())
        if (down > 1 and not tops) or (across > 1 and not lefts):
            continue
        ys, xs = (0, *tops, len(ground.rows)), (0, *lefts, len(ground.columns))
        found += [
            Rectangle(top, left, bottom, right)
            for top, bottom in pairwise(ys)
            for left, right in pairwise(xs)
        ]
    return found


@compiled
def _steps(grey: Grey) -> npt.NDArray[np.float64]:
    """How far each row is from the next, in mean levels of grey."""
    rows, columns = grey.shape
    out = np.empty(rows - 1, dtype=np.float64)
    for row in range(rows - 1):
        total = np.int64(0)
        for column in range(columns):
            total += abs(np.int64(grey[row + 1, column]) - np.int64(grey[row, column]))
        out[row] = total / columns
    return out


def _seams(grey: Grey) -> dict[int, tuple[int, ...]]:
    """The rows at which a picture of 2 or of 3 equal parts changes abruptly; none unless all do."""
    if grey.shape[0] < 2 * SMALLEST_SIDE:
        return {2: (), 3: ()}
    steps = _steps(grey)
    abrupt = 2.2 * (float(np.median(steps)) + 1.0)
    return {parts: _seams_of(steps, abrupt, parts) for parts in (2, 3)}


def _seams_of(steps: npt.NDArray[np.float64], abrupt: float, parts: int) -> tuple[int, ...]:
    height = len(steps) + 1
    seams = []
    for part in range(1, parts):
        middle, reach = height * part // parts, max(2, height // 50)
        near = steps[middle - reach : middle + reach]
        if float(near.max(initial=0)) < abrupt:
            return ()
        seams.append(middle - reach + int(near.argmax()) + 1)
    return tuple(seams)
