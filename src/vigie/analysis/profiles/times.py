"""When each group's ads were seen, first and last."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, pc
from vigie.analysis.profiles.linkage import Linkage
from vigie.analysis.profiles.union import Ints, Mask

STAMP = pa.timestamp("us", tz="UTC")
NONE = 2**62
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Kept:
    """The profiles of the run before (in the order of their ids), the ledger's row of the id that
    each ad had, and each row's place in the order of ids."""

    profiles: pa.Table
    was: Ints
    rank: Ints


def seen(linkage: Linkage, group: Ints, kept: Kept | None) -> tuple[Column, Column]:
    """The first and the last time of each group; a group that is a profile of the run before, and
    of which no ad was touched, has the times that it had."""
    groups = int(group.max(initial=-1)) + 1
    first, last = np.full(groups, NONE, np.int64), np.full(groups, -NONE, np.int64)
    asked = np.ones(groups, bool)
    if kept is not None and linkage.touched is not None:
        row = _unchanged(linkage.touched, group, kept)
        asked = row < 0
        for name, times in (("first_seen", first), ("last_seen", last)):
            had = pc.fill_null(kept.profiles[name].cast(pa.int64()), NONE).to_numpy()[row[~asked]]
            times[~asked] = np.where(had == NONE, times[~asked], had)
    _look_up(linkage, (group, asked), first, last)
    none = first == NONE
    return array(first, mask=none).cast(STAMP), array(last, mask=none).cast(STAMP)


def _unchanged(touched: Mask, group: Ints, kept: Kept) -> Ints:
    """For each group, the row of the profile before that held just its ads, or -1."""
    groups = int(group.max(initial=-1)) + 1
    was = kept.was
    low, high = np.full(groups, 2**31 - 1, np.int32), np.full(groups, -1, np.int32)
    np.minimum.at(low, group, was)
    np.maximum.at(high, group, was)
    high[group[touched]] = -1
    many = np.bincount(was[was >= 0], minlength=len(kept.rank))
    alive = np.flatnonzero(many)
    place = np.full(len(kept.rank), -1, np.int32)
    place[alive[np.argsort(kept.rank[alive])]] = np.arange(len(alive), dtype=np.int32)
    same = (low == high) & (high >= 0) & (np.bincount(group, minlength=groups) == many[high])
    if len(alive) != kept.profiles.num_rows:  # ads are gone: nothing is taken over
        same[:] = False
    return np.where(same, place[high], np.int32(-1))


def _look_up(linkage: Linkage, wanted: tuple[Ints, Mask], first: Longs, last: Longs) -> None:
    group, asked = wanted
    posted, chosen = linkage.posted, asked[group]
    if chosen.all():
        rows = pc.index_in(posted["ad_id"], value_set=linkage.ads)
        where = np.arange(len(group))
    else:
        ids = linkage.ads.filter(array(chosen))
        posted = posted.filter(pc.is_in(posted["ad_id"], value_set=ids))
        rows = pc.index_in(posted["ad_id"], value_set=ids)
        where = np.flatnonzero(chosen)
    times = pc.coalesce(posted["posted_at"], posted["collected_at"])
    known = pc.and_(pc.is_valid(times), pc.is_valid(rows))
    which = group[where[rows.filter(known).to_numpy()]]
    when = times.filter(known).cast(pa.int64()).to_numpy()
    np.minimum.at(first, which, when)
    np.maximum.at(last, which, when)
