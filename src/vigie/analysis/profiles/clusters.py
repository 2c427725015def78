"""Clusters of ads: the heaviest links first, people's words before all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, chunked, pc
from vigie.analysis.profiles.standing import Pair, Standing
from vigie.analysis.profiles.union import JOINED, KEPT_APART, TOO_LARGE, Ints, unite

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Limits:
    """`merge_bits`: a lighter link joins nothing. Between groups a wrong link costs more and is
    likelier to turn up, so each doubling of the smaller one asks for `doubling_bits` more.
    `plausible_accounts`: a profile grows past so many accounts only by links of `strong_bits` or
    more, or by a person's word."""

    merge_bits: float = 3.0
    doubling_bits: float = 0.5
    plausible_accounts: int = 100
    strong_bits: float = 10.0


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
    cut: npt.NDArray[np.bool_]
    disputed: npt.NDArray[np.bool_]


def cluster(accounts: pa.Table, links: pa.Table, said: Standing, limits: Limits) -> Clusters:
    """Join what the links join. `accounts` must be sorted by ad_id."""
    ads = accounts["ad_id"].combine_chunks()
    size = pc.equal(accounts["ad_id"], accounts["account"]).cast(pa.int32()).to_numpy()
    links = links.filter(pc.greater_equal(links["bits"], limits.merge_bits))
    left, right = _index(links["left"], ads), _index(links["right"], ads)
    known = (left >= 0) & (right >= 0)
    left, right, bits = left[known], right[known], links["bits"].to_numpy()[known]
    order = np.lexsort((right, left, -bits))
    same = _pairs(said.same, ads)
    apart = _pairs((*said.different, *said.disputed), ads)
    ends = [np.concatenate([same[0], left[order]]), np.concatenate([same[1], right[order]])]
    weight = np.concatenate([np.full(len(same[0]), np.nan), bits[order]])
    rules = (
        limits.merge_bits,
        limits.doubling_bits,
        limits.plausible_accounts,
        limits.strong_bits,
    )
    parent, fate = unite(size, (ends[0], ends[1], weight), rules, apart)
    _, numbers = np.unique(parent, return_inverse=True)
    group: Ints = numbers.astype(np.int32)
    refused = (fate == KEPT_APART) & np.isnan(weight)
    left, right = (end.astype(np.int32) for end in ends)
    disputed = [*_pairs(said.disputed, ads), left[refused], right[refused]]
    large = fate == TOO_LARGE
    bridges = np.flatnonzero(fate == JOINED)
    groups = int(group.max(initial=-1)) + 1
    weakest = np.full(groups, np.inf)
    np.minimum.at(weakest, group[left[bridges]], np.nan_to_num(weight[bridges], nan=np.inf))
    return Clusters(
        group,
        left[bridges],
        right[bridges],
        weight[bridges],
        np.where(np.isinf(weakest), np.nan, weakest),
        _marked(group, groups, [left[large], right[large]]),
        _marked(group, groups, disputed),
    )


def _marked(group: Ints, groups: int, ads: Sequence[Ints]) -> npt.NDArray[np.bool_]:
    marked = np.zeros(groups, bool)
    marked[group[np.concatenate(list(ads)).astype(np.int32)]] = True
    return marked


def _index(ids: Column, ads: Column) -> Ints:
    found = pc.fill_null(pc.index_in(ids, value_set=ads), -1)
    return np.asarray(found.to_numpy(), dtype=np.int32)


def _pairs(pairs: Sequence[Pair], ads: Column) -> tuple[Ints, Ints]:
    """Both ads of each pair by number; pairs of which this run does not know both are left out."""
    left = _index(chunked([[one for one, _ in pairs]], pa.string()), ads)
    right = _index(chunked([[other for _, other in pairs]], pa.string()), ads)
    known = (left >= 0) & (right >= 0) & (left != right)
    return left[known], right[known]
