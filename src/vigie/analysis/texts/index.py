"""Templates that grow: a few new texts against a million, with the result of doing all again.

The word pairs to set aside (`stops`) are learned when an index is built and then stay, so that what
is connected depends on the texts alone: in one go or in any number of additions, it is the same.
"""

import numpy as np
import numpy.typing as npt

from vigie.analysis.texts.bands import BANDS, buckets
from vigie.analysis.texts.compiled import Over
from vigie.analysis.texts.distinct import Distinct, Indices, distinct
from vigie.analysis.texts.grouping import connected, settled
from vigie.analysis.texts.growth import compare, grow, mend, spans
from vigie.analysis.texts.prints import Hashes, TextPrints, Wide
from vigie.analysis.texts.stops import stops, without

_BAND_BITS = 32


class TemplateIndex:
    """The different texts seen so far, their buckets, and what is connected with what.

    `stopped` None: the word pairs to set aside are learned from these prints.
    """

    def __init__(
        self, prints: TextPrints, *, stopped: Hashes | None = None, over: Over = map
    ) -> None:
        held, _ = distinct(prints)
        self.stopped = stops(held, over) if stopped is None else stopped
        self._texts = without(held, self.stopped, over)
        self._base = buckets(self._texts, over=over)
        self._late = np.zeros((BANDS, 0), np.uint64)
        self._parent, forest = connected(self._texts, self._base)
        self._forests = [_by_anchor(forest)]
        self._first = len(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, prints: TextPrints, over: Over = map) -> int:
        """Add prints; give how many texts were new."""
        held, _ = distinct(prints)
        fresh = without(self._unseen(held), self.stopped, over)
        if not len(fresh):
            return 0
        first_new = len(self)
        self._append(fresh, buckets(fresh, first_new, over))
        self._connect(first_new, over)
        return len(fresh)

    def templates(self, prints: TextPrints) -> Wide:
        """Give the template of each print that the index has seen (0: it has no words)."""
        least = np.full(len(self), np.iinfo(np.uint64).max, np.uint64)
        np.minimum.at(least, self._parent, self._texts.fingerprints)
        order = np.argsort(self._texts.fingerprints)
        known = self._texts.fingerprints[order]
        at = np.minimum(np.searchsorted(known, prints.fingerprints), max(len(self) - 1, 0))
        if not len(self):
            return np.zeros(len(prints), np.uint64)
        found = known[at] == prints.fingerprints
        return np.where(found, least[self._parent[order[at]]], np.uint64(0))

    def _unseen(self, held: Distinct) -> Distinct:
        first, late = np.split(self._texts.fingerprints, [self._first])
        at = np.searchsorted(first, held.fingerprints)
        seen = np.zeros(len(held), np.bool_)
        inside = at < len(first)
        seen[inside] = first[at[inside]] == held.fingerprints[inside]
        return held.only(np.flatnonzero(~seen & ~np.isin(held.fingerprints, late)))

    def _append(self, fresh: Distinct, entries: Wide) -> None:
        grown = len(self) + len(fresh)
        self._texts = self._texts.followed_by(fresh)
        self._parent = np.concatenate([self._parent, np.arange(len(self._parent), grown)])
        self._late = np.sort(np.concatenate([self._late, entries], axis=1), axis=1)

    def _connect(self, first_new: int, over: Over) -> None:
        new = len(self) - first_new
        forest = np.empty((len(self), 4), np.int64)
        gone = np.empty(new * BANDS + 1, np.int64)
        known = (self._texts.fingerprints, self._texts.sets, first_new)
        count = displaced = 0

        def sought(band: int) -> Indices:
            found = np.empty((self._late.shape[1], 2), np.int64)
            spans((self._base[band], self._late[band]), first_new, found)
            return found

        for band, found in enumerate(over(sought, range(BANDS))):
            entries, made = (self._base[band], self._late[band]), (forest, count, gone, displaced)
            count, displaced = grow((band, found), entries, known, self._parent, made)
        self._forests.append(_by_anchor(forest[:count].copy()))
        self._mend(np.unique(gone[:displaced]), known)
        settled(self._parent)

    def _mend(self, gone: Indices, known: tuple[object, ...]) -> None:
        lost = np.concatenate([_with_anchors(*forest, gone) for forest in self._forests])
        forest = np.empty((2 * len(lost), 4), np.int64)
        broken = np.zeros(len(self), np.bool_)
        entries = (self._base, self._late)
        count = mend(lost, entries, known, (forest, 0), broken)
        self._forests.append(_by_anchor(forest[:count].copy()))
        if broken.any():
            self._rebuild(broken, known)

    def _rebuild(self, broken: npt.NDArray[np.bool_], known: tuple[object, ...]) -> None:
        """Compare all over again whatever is connected with a broken text."""
        settled(self._parent)
        roots = np.unique(self._parent[broken])
        members = np.flatnonzero(np.isin(self._parent, roots))
        self._parent[members] = members
        forest = np.empty((len(members), 4), np.int64)
        own = (members, buckets(self._texts.only(members)))
        entries = (self._base, self._late)
        count = compare(own, entries, known, self._parent, forest)
        self._forests.append(_by_anchor(forest[:count].copy()))


def _by_anchor(forest: Indices) -> tuple[Indices, Indices]:
    """Give comparisons in the order of their band and anchor, with that as one number."""
    number = (forest[:, 2] << _BAND_BITS) | forest[:, 1]
    order = np.argsort(number, kind="stable")
    return number[order], forest[order]


def _with_anchors(numbers: Indices, forest: Indices, sought: Indices) -> Indices:
    """Give the comparisons with any of these anchors in these bands."""
    begin = np.searchsorted(numbers, sought, "left")
    many = np.searchsorted(numbers, sought, "right") - begin
    skipped = np.concatenate([[0], np.cumsum(many)[:-1]]) if len(many) else many
    return forest[np.repeat(begin - skipped, many) + np.arange(int(many.sum()))]
