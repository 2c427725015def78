"""Clusters of ads: the heaviest links first, people's words before all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array
from vigie.analysis.linking.weights import PRIOR
from vigie.analysis.profiles.adding import Ties, add_up
from vigie.analysis.profiles.linkage import Linkage, rows_of
from vigie.analysis.profiles.standing import Pair, Standing
from vigie.analysis.profiles.union import (
    JOINED,
    KEPT_APART,
    TOO_LARGE,
    Floats,
    Ints,
    Mask,
    Rules,
    unite,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """`merge_bits`: a lighter link joins nothing by itself. Between groups a wrong link costs more
    and is likelier to turn up, so each doubling of the smaller one asks for `doubling_bits` more.
    `plausible_accounts`: a profile grows past so many accounts only by `strong_bits` or more, or by
    a person's word. `prior_bits`: what every link starts from, counted once where two add up."""

    merge_bits: float = 3.0
    doubling_bits: float = 1.5
    plausible_accounts: int = 100
    strong_bits: float = 10.0
    prior_bits: float = PRIOR

    def rules(self) -> Rules:
        """The same for compiled code."""
        return Rules(
            self.merge_bits,
            self.doubling_bits,
            self.plausible_accounts,
            self.strong_bits,
            self.prior_bits,
        )


@dataclass(frozen=True, slots=True)
class Clusters:
    """`group[ad]` numbers groups in the order of their first ads; the bridges (`left`, `right`,
    `bits`: nan where a person said so) are the links that joined them. By group: the weakest
    bridge's bits (nan: none), whether it was cut, whether people disagree about it."""

    group: Ints
    left: Ints
    right: Ints
    bits: Floats
    weakest: Floats
    cut: Mask
    disputed: Mask


def cluster(linkage: Linkage, said: Standing, limits: Limits) -> Clusters:
    """Join what the links join. Links that rest on different keys (`ties.key`) add up."""
    size = linkage.first.astype(np.int32)
    return joined(size, linkage.ties, words(said, linkage.ads), limits)


@dataclass(frozen=True, slots=True)
class Words:
    """What people said, as numbers of ads: who is the same, who is not, who is disputed."""

    same: tuple[Ints, Ints]
    different: tuple[Ints, Ints]
    disputed: tuple[Ints, Ints]


def words(said: Standing, ads: Column) -> Words:
    """What people said of these (sorted) ads; pairs of which not both are known are left out."""
    return Words(*(_pairs(pairs, ads) for pairs in (said.same, said.different, said.disputed)))


def joined(size: Ints, ties: Ties, said: Words, limits: Limits) -> Clusters:
    """Join what the ties join: those that are enough by themselves, then those that add up."""
    ties = ties.where(np.lexsort((ties.right, ties.left, -ties.bits)))
    left = np.concatenate([said.same[0], ties.left])
    right = np.concatenate([said.same[1], ties.right])
    bits = np.concatenate([np.full(len(said.same[0]), np.nan), ties.bits])
    one, other = (np.concatenate(ends) for ends in zip(said.different, said.disputed, strict=True))
    rules = limits.rules()
    parent, fate = unite(size, (left, right, bits), rules, (one, other))
    added = add_up(size, parent, ties, rules, (one, other))
    numbers = (
        np.cumsum(added.parent == np.arange(len(size))) - 1
    )  # a group's first ad stands for it
    refused, large = (fate == KEPT_APART) & np.isnan(bits), fate == TOO_LARGE
    return _described(
        numbers[added.parent].astype(np.int32),
        _bridges((left, right, bits), fate == JOINED, added.joins),
        cut=(left[large], right[large], added.large),
        disputed=(*said.disputed, left[refused], right[refused]),
    )


def _bridges(links: tuple[Ints, Ints, Floats], chosen: Mask, more: Ties) -> Ties:
    """The links that joined groups, people's words first, then in the order of falling weight."""
    left, right = (
        np.concatenate([end[chosen], added])
        for end, added in ((links[0], more.left), (links[1], more.right))
    )
    bits = np.concatenate([links[2][chosen], more.bits])
    order = np.lexsort((right, left, -np.nan_to_num(bits, nan=np.inf)))
    return Ties(left[order], right[order], bits[order], np.zeros(len(order), np.int32))


def _described(
    group: Ints, bridges: Ties, *, cut: Sequence[Ints], disputed: Sequence[Ints]
) -> Clusters:
    groups = int(group.max(initial=-1)) + 1
    weakest = np.full(groups, np.inf)
    np.minimum.at(weakest, group[bridges.left], np.nan_to_num(bridges.bits, nan=np.inf))
    return Clusters(
        group,
        bridges.left,
        bridges.right,
        bridges.bits,
        np.where(np.isinf(weakest), np.nan, weakest),
        _marked(group, groups, cut),
        _marked(group, groups, disputed),
    )


def _marked(group: Ints, groups: int, ads: Sequence[Ints]) -> Mask:
    marked = np.zeros(groups, bool)
    marked[group[np.concatenate(list(ads)).astype(np.int32)]] = True
    return marked


def _pairs(pairs: Sequence[Pair], ads: Column) -> tuple[Ints, Ints]:
    """Both ads of each pair by number; pairs of which this run does not know both are left out."""
    left = rows_of(array([one for one, _ in pairs], pa.string()), ads)
    right = rows_of(array([other for _, other in pairs], pa.string()), ads)
    known = (left >= 0) & (right >= 0) & (left != right)
    return left[known], right[known]
