"""Where the photograph may lie in a picture: inside borders, letterboxes, a screen, a collage.

Only a query is looked at this way, so that what is kept of a picture stays one hash. A rectangle is
a guess: it costs eight look-ups, and a wrong one finds nothing.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vigie.analysis.images import pdq
from vigie.analysis.images.pdq import Hash, Pixels

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

    def cut(self, plane: Grey) -> Grey:
        """The rectangle's pixels."""
        return plane[self.top : self.bottom, self.left : self.right]

    @property
    def short_side(self) -> int:
        """The smaller of its height and width."""
        return min(self.bottom - self.top, self.right - self.left)


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
    seen: list[View] = []
    for place in (_whole(pixels[:, :, 0]), *rectangles(pixels)):
        part = pixels[place.top : place.bottom, place.left : place.right]
        made = pdq.spectrum(np.ascontiguousarray(part))
        if made and (made[1] >= QUALITY or not seen):
            hashes = pdq.eight(made[0])
            named = zip(pdq.ORIENTATIONS, hashes, strict=True)
            seen += [View(place, orientation, one) for orientation, one in named]
    return seen


def rectangles(pixels: Pixels) -> list[Rectangle]:
    """The content rectangles of RGB bytes (rows, columns, 3), without the whole, in a fixed order.

    First what lies inside an even border; then the widest stretch that is no screen furniture;
    then the panels of a collage, each without its own border.
    """
    grey = pixels.mean(axis=2, dtype=np.float32).astype(np.int16)
    whole = _whole(grey)
    inside = _trimmed(grey)
    roots = [whole, inside, *_busy(grey)]
    panels = [
        root.within(panel).within(_trimmed(root.within(panel).cut(grey)))
        for root in dict.fromkeys(roots)
        for panel in _panels(root.cut(grey))
    ]
    found = dict.fromkeys(
        one for one in (*roots, *panels) if one != whole and one.short_side >= SMALLEST_SIDE
    )
    return list(found)[:MOST]


def _whole(plane: npt.NDArray[np.generic]) -> Rectangle:
    return Rectangle(0, 0, plane.shape[0], plane.shape[1])


def _trimmed(grey: Grey) -> Rectangle:
    """What is left when even rows and columns are taken off the edges, each in its own grey."""
    place = _whole(grey)
    for _ in range(2):
        part = place.cut(grey)
        rows, columns = _ends(_even(part)), _ends(_even(part.T))
        if rows is None or columns is None:
            return _whole(grey)
        place = place.within(Rectangle(rows[0], columns[0], rows[1], columns[1]))
    return place


def _even(grey: Grey) -> npt.NDArray[np.bool_]:
    """Which rows are of one grey: at least 97 of 100 pixels near the row's middle value."""
    middle = np.median(grey, axis=1).astype(np.int16)
    even: npt.NDArray[np.bool_] = (np.abs(grey - middle[:, None]) <= _SAME).mean(axis=1) >= 0.97
    return even


def _ends(even: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """The first row that is not even and the one after the last; None where all are."""
    busy = np.flatnonzero(~even)
    return (int(busy[0]), int(busy[-1]) + 1) if len(busy) else None


def _busy(grey: Grey) -> list[Rectangle]:
    """The longest stretch of rows, then of its columns, that is mostly not the ground's grey."""
    counts = np.bincount((grey >> 3).reshape(-1), minlength=32)
    ground = int(counts.argmax()) * 8 + 4
    if counts.max() < 0.08 * grey.size:
        return []
    filled = np.abs(grey - ground) > _SAME
    rows = _longest(filled.mean(axis=1) > 0.45)
    if rows is None:
        return []
    columns = _longest(filled[rows[0] : rows[1]].mean(axis=0) > 0.45)
    if columns is None:
        return []
    place = Rectangle(rows[0], columns[0], rows[1], columns[1])
    return [place, place.within(_trimmed(place.cut(grey)))]


def _longest(flags: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """The longest run of True, gaps of up to one row in 40 closed."""
    gap = max(2, len(flags) // 40)
    places = np.flatnonzero(flags)
    if not len(places):
        return None
    runs = np.split(places, np.flatnonzero(np.diff(places) > gap) + 1)
    best = max(runs, key=lambda run: int(run[-1] - run[0]))
    return int(best[0]), int(best[-1]) + 1


def _panels(grey: Grey) -> list[Rectangle]:
    """The panels of a collage whose seams lie at halves or thirds."""
    rows = {parts: _seams(grey, parts) for parts in (2, 3)}
    columns = {parts: _seams(grey.T, parts) for parts in (2, 3)}
    found = []
    for down, across in ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (3, 3)):
        tops, lefts = rows.get(down, ()), columns.get(across, ())
        if (down > 1 and not tops) or (across > 1 and not lefts):
            continue
        ys, xs = (0, *tops, grey.shape[0]), (0, *lefts, grey.shape[1])
        found += [
            Rectangle(top, left, bottom, right)
            for top, bottom in pairwise(ys)
            for left, right in pairwise(xs)
        ]
    return found


def _seams(grey: Grey, parts: int) -> tuple[int, ...]:
    """The rows at which a picture of so many equal parts changes abruptly; none unless all do."""
    height = grey.shape[0]
    if height < 2 * SMALLEST_SIDE:
        return ()
    steps = np.abs(np.diff(grey, axis=0)).mean(axis=1)
    usual = float(np.median(steps)) + 1.0
    seams = []
    for part in range(1, parts):
        middle, reach = height * part // parts, max(2, height // 50)
        near = steps[middle - reach : middle + reach]
        if float(near.max(initial=0)) < 2.2 * usual:
            return ()
        seams.append(middle - reach + int(near.argmax()) + 1)
    return tuple(seams)
