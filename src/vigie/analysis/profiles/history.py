"""Who was in which profile since when, and because of what."""

from datetime import datetime

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, arrow_table, chunked, schema
from vigie.analysis.profiles.clusters import Clusters
from vigie.analysis.profiles.union import Ints

HISTORY = schema(
    [
        ("at", pa.timestamp("us", tz="UTC")),
        ("ad_id", pa.string()),
        ("profile_id", pa.string()),
        ("before", pa.string()),
        ("because", pa.string()),
        ("left", pa.string()),
        ("right", pa.string()),
    ]
)
"""One row each time an ad comes into a profile; `before` is the one that it left.

`because`: alone (nothing joins it), link (the link `left`, `right` did), judgement (a person put
`left` and `right` together), merged (its profile became part of this), split (its profile came
apart).
"""
ALONE, LINK, JUDGEMENT, MERGED, SPLIT = range(5)
REASONS = array(["alone", "link", "judgement", "merged", "split"])


def changes(
    ads: Column, found: Clusters, before: tuple[pa.Table, Ints], profile: Column, at: datetime
) -> pa.Table:
    """The rows that this run adds: ads that are new, or in another profile than before."""
    ledger, was = before
    known = ledger["profile_id"].combine_chunks()
    earlier = known.take(array(was, mask=was < 0))
    moved = np.flatnonzero(_differ(earlier, profile))
    bridge = _heaviest_bridge(found, len(ads))[moved]
    joined = np.where(np.isnan(np.append(found.bits, 0.0)[bridge]), JUDGEMENT, LINK)
    because = np.where(bridge < 0, ALONE, joined)
    because = np.where(was[moved] >= 0, _merged_or_split(found, was, moved), because)
    ends = array(bridge, mask=bridge < 0)
    left, right = (ads.take(array(end)).take(ends) for end in (found.left, found.right))
    return arrow_table(
        {
            "at": pa.repeat(pa.scalar(at, HISTORY.field("at").type), len(moved)),
            "ad_id": ads.take(array(moved)),
            "profile_id": profile.take(array(moved)),
            "before": earlier.take(array(moved)),
            "because": REASONS.take(array(because)),
            "left": left,
            "right": right,
        },
        schema=HISTORY,
    )


def _differ(earlier: Column, profile: Column) -> np.ndarray:
    numbers = chunked([earlier, profile]).dictionary_encode().combine_chunks().indices
    codes = np.asarray(numbers.fill_null(-1).to_numpy(zero_copy_only=False))
    return np.asarray(codes[: len(earlier)] != codes[len(earlier) :])


def _heaviest_bridge(found: Clusters, ads: int) -> np.ndarray:
    """The first bridge (they are in falling weight) at each ad, or -1."""
    first = np.full(ads, len(found.left), np.int64)
    rows = np.arange(len(found.left))
    np.minimum.at(first, found.left, rows)
    np.minimum.at(first, found.right, rows)
    return np.where(first == len(found.left), -1, first)


def _merged_or_split(found: Clusters, was: Ints, moved: np.ndarray) -> np.ndarray:
    """Split where ads of the profile that it left are now in several groups."""
    known = was >= 0
    pairs = np.unique(was[known].astype(np.int64) << 32 | found.group[known])
    spread = np.bincount(pairs >> 32, minlength=int(was.max(initial=-1)) + 2)
    return np.where(spread[was[moved]] > 1, SPLIT, MERGED)
