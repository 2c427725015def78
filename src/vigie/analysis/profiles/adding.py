"""Groups that no single link joins, joined by links that rest on different keys.

A number that passed to somebody else, a picture that was taken, a stated name: each can link two
strangers once. Two keys that have nothing to do with each other hardly link the same two parties
by chance. So between two groups the heaviest link counts whole, and the heaviest that rests on
another key adds what its evidence weighs; further ones add nothing, for they may follow from these.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.profiles.union import Floats, Ints, Mask, Rules

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ties:
    """Links as arrays: two ads, bits, and the number of the key that each rests on most."""

    left: Ints
    right: Ints
    bits: Floats
    key: Ints

    def where(self, chosen: Mask | Longs) -> "Ties":
        """The chosen ones, by a mask or by their numbers."""
        return Ties(self.left[chosen], self.right[chosen], self.bits[chosen], self.key[chosen])


@dataclass(frozen=True, slots=True)
class Added:
    """The groups after joining (`parent` of each ad), the heaviest link of every join with the
    bits of all that joined them, and the groups kept from growing too large."""

    parent: Ints
    joins: Ties
    large: Ints


def add_up(size: Ints, parent: Ints, ties: Ties, rules: Rules, apart: tuple[Ints, Ints]) -> Added:
    """Join groups round by round until nothing more can be joined.

    In each round a group joins with the one that it has most in common with, where that has most in
    common with it too; so the order of the links changes nothing. `apart` are pairs of ads of whom
    a person said that they differ. `size` is what each ad adds to its group's size.
    """
    parent = parent.copy()
    joins, large = [ties.where(np.zeros(0, np.int64))], np.zeros(0, np.int32)
    while True:
        ties = ties.where(parent[ties.left] != parent[ties.right])
        found = _between(parent, ties, rules.prior)
        found = found.where(~_kept_apart(parent, found, apart))
        grown: Floats = np.bincount(parent, size, len(parent)).astype(float)
        enough, too_large = _judged(found, grown, rules)
        large = np.concatenate([found.left[enough & too_large], found.right[enough & too_large]])
        found = found.where(enough & ~too_large)
        matched = found.where(_mutual(found, len(parent)))
        if not len(matched.left):
            return Added(parent, _concatenated(joins), large)
        parent[matched.right] = matched.left
        parent = parent[parent]
        joins.append(_heaviest(ties, matched.key, matched.bits))


def _between(parent: Ints, ties: Ties, prior: float) -> Ties:
    """Each two groups (lower first) with all that is between them; `key` is the heaviest link."""
    one, other = parent[ties.left], parent[ties.right]
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((ties.right, ties.left, -ties.bits, high, low))
    low, high, bits = low[order], high[order], ties.bits[order]
    starts = np.flatnonzero(_begins(low, high))
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    other_key = ties.key[order] != ties.key[order][starts][group]
    second = np.zeros(len(starts))
    np.maximum.at(second, group[other_key], bits[other_key] - prior)
    return Ties(low[starts], high[starts], bits[starts] + second, order[starts].astype(np.int32))


def _begins(low: Ints, high: Ints) -> Mask:
    changes = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return np.concatenate([np.ones(min(1, len(low)), bool), changes])


def _judged(found: Ties, grown: Floats, rules: Rules) -> tuple[Mask, Mask]:
    """Where enough is between two groups of their sizes, and where they would grow too large."""
    one, other = grown[found.left], grown[found.right]
    needed = rules.least + rules.doubling * np.log2(np.maximum(1, np.minimum(one, other)))
    too_large = (found.bits < rules.strong) & (one + other > rules.plausible)
    return found.bits >= needed, too_large


def _kept_apart(parent: Ints, found: Ties, apart: tuple[Ints, Ints]) -> Mask:
    one, other = parent[apart[0]], parent[apart[1]]
    said = np.minimum(one, other).astype(np.int64) << 32 | np.maximum(one, other)
    return np.isin(found.left.astype(np.int64) << 32 | found.right, said)


def _mutual(found: Ties, groups: int) -> Mask:
    """Which pairs are each other's heaviest; the first of equals."""
    order = np.lexsort((found.right, found.left, -found.bits))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(groups, len(order))
    np.minimum.at(best, found.left, rank)
    np.minimum.at(best, found.right, rank)
    return np.asarray((best[found.left] == rank) & (best[found.right] == rank))


def _heaviest(ties: Ties, rows: Ints, bits: Floats) -> Ties:
    chosen = ties.where(rows.astype(np.int64))
    return Ties(chosen.left, chosen.right, bits, chosen.key)


def _concatenated(parts: list[Ties]) -> Ties:
    return Ties(
        np.concatenate([one.left for one in parts]),
        np.concatenate([one.right for one in parts]),
        np.concatenate([one.bits for one in parts]),
        np.concatenate([one.key for one in parts]),
    )
