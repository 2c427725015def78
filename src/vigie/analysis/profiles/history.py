"""Who was in which profile since when, and because of what."""

from datetime import datetime

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, arrow_table, schema
from vigie.analysis.profiles.clusters import Clusters
from vigie.analysis.profiles.ids import Named
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


def changes(ads: Column, found: Clusters, named: Named, was: Ints, at: datetime) -> pa.Table:
    """The rows that this run adds: ads that are new, or in another profile than before.

    `was` is, for each ad, the ledger's row of the id that it had (-1: none).
    """
    ids = named.ledger["profile_id"].combine_chunks()
    row = named.row[found.group]
    moved = np.flatnonzero(was != row)
    earlier = was[moved]
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
            "profile_id": ids.take(array(row[moved])),
            "before": ids.take(array(earlier, mask=earlier < 0)),
            "because": REASONS.take(array(because)),
            "left": left,
            "right": right,
        },
        schema=HISTORY,
    )


def _heaviest_bridge(found: Clusters, ads: int) -> np.ndarray:
    """The first bridge (they are in falling weight) at each ad, or -1."""
    first = np.full(ads, len(found.left), np.int64)
    rows = np.arange(len(found.left))
    np.minimum.at(first, found.left, rows)
    np.minimum.at(first, found.right, rows)
    return np.where(first == len(found.left), -1, first)


def _merged_or_split(found: Clusters, was: Ints, moved: np.ndarray) -> np.ndarray:
    """Split where ads of the profile that it left are now in several groups."""
    known = np.isin(was, was[moved]) & (was >= 0)
    pairs = np.unique(was[known].astype(np.int64) << 32 | found.group[known])
    spread = np.bincount(pairs >> 32, minlength=int(was.max(initial=-1)) + 2)
    return np.where(spread[was[moved]] > 1, SPLIT, MERGED)
