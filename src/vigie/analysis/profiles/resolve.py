"""From links and judgements to profiles, in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, arrow_table, lists, pc
from vigie.analysis.profiles.clusters import Clusters, Limits, cluster
from vigie.analysis.profiles.history import HISTORY, changes
from vigie.analysis.profiles.ids import LEDGER, name_groups
from vigie.analysis.profiles.linkage import Linkage, of_tables, rows_of
from vigie.analysis.profiles.standing import standing
from vigie.analysis.profiles.times import Kept, seen
from vigie.analysis.profiles.union import Ints
from vigie.records import Judgement


@dataclass(frozen=True, slots=True)
class Previous:
    """What the run before left: members, the ledger of ids, the history; and its profiles, so that
    those that nothing touched need not be made out of all ads again."""

    members: pa.Table
    ids: pa.Table
    history: pa.Table
    profiles: pa.Table | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolving makes; every table in an order of its own.

    `members`: ad_id, account, profile_id and its `row` in the ledger, one row an ad. `profiles`:
    the records of `Profile`. `ids`: the ledger (`ids.LEDGER`). `history`:
    `history.HISTORY`, only ever added to.
    `bridges`: profile_id, left, right, bits (null where a person said so): the tree of the
    heaviest links that holds each profile together.
    """

    members: pa.Table
    profiles: pa.Table
    ids: pa.Table
    history: pa.Table
    bridges: pa.Table

    def tables(self) -> Mapping[str, pa.Table]:
        """The tables by the names that a run keeps them under."""
        return {
            "members": self.members,
            "profiles": self.profiles,
            "ids": self.ids,
            "history": self.history,
            "bridges": self.bridges,
        }


def resolve(
    tables: Mapping[str, pa.Table],
    judgements: Iterable[Judgement],
    previous: Previous | None,
    limits: Limits,
    at: datetime,
) -> Resolved:
    """Say which ads one party posted, under ids that stay.

    `tables`: `ads` (ad_id, posted_at, collected_at), and `accounts` and `links` as linking makes
    them. `at` is when the run is said to happen. The result depends on no order of rows.
    """
    return resolve_linkage(of_tables(tables), judgements, previous, limits, at)


def resolve_linkage(
    linkage: Linkage,
    judgements: Iterable[Judgement],
    previous: Previous | None,
    limits: Limits,
    at: datetime,
) -> Resolved:
    """The same from numbers: strings are looked up only where ads came or changed."""
    ads = linkage.ads
    found = cluster(linkage, standing(judgements), limits)
    before = previous or Previous(
        arrow_table({"ad_id": array([], pa.string()), "profile_id": array([], pa.string())}),
        LEDGER.empty_table(),
        HISTORY.empty_table(),
    )
    was = _rows_before(ads, before)
    named = name_groups(ads, found.group, (before.ids, was), at)
    ids = named.ledger["profile_id"].combine_chunks()
    row = named.row[found.group]
    members = {"ad_id": ads, "account": linkage.account, "profile_id": ids.take(array(row))}
    order = pc.sort_indices(ids).to_numpy()
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    kept = Kept(before.profiles, was, rank) if before.profiles is not None else None
    return Resolved(
        arrow_table({**members, "row": row}),
        _profiles(linkage, found, (ids, named.row, rank), seen(linkage, found.group, kept)),
        named.ledger,
        pa.concat_tables([before.history, changes(ads, found, named, was, at)]),
        _bridges(ads, found, (ids, named.row, rank)),
    )


def _rows_before(ads: Column, before: Previous) -> Ints:
    """For each ad, the ledger's row of the id that it had."""
    was = np.full(len(ads), -1, np.int32)
    at = rows_of(before.members["ad_id"].combine_chunks(), ads)
    if "row" in before.members.column_names:
        row = before.members["row"].to_numpy()
    else:  # of a run that kept none
        known = before.ids["profile_id"].combine_chunks()
        found = pc.index_in(before.members["profile_id"], value_set=known, skip_nulls=True)
        row = pc.fill_null(found, -1).to_numpy()
    was[at[at >= 0]] = row[at >= 0]
    return was


Ids = tuple[Column, Ints, Ints]
"""All ids of the ledger, the row there of each group's, and each row's place in order."""


def _profiles(
    linkage: Linkage, found: Clusters, ids: Ids, times: tuple[Column, Column]
) -> pa.Table:
    ledger, row, rank = ids
    order = np.argsort(rank[row], kind="stable")
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    offsets = np.zeros(len(row) + 1, np.int32)
    np.cumsum(np.bincount(found.group, minlength=len(row))[order], out=offsets[1:])
    ads = linkage.ads.take(array(np.argsort(place[found.group], kind="stable")))
    first, last = (column.take(array(order)) for column in times)
    weakest = found.weakest[order]
    return arrow_table(
        {
            "profile_id": ledger.take(array(row[order])),
            "ads": lists.from_arrays(array(offsets), ads),
            "first_seen": first,
            "last_seen": last,
            "weakest_bits": array(weakest, mask=np.isnan(weakest)),
            "cut": array(found.cut[order]),
            "disputed": array(found.disputed[order]),
        }
    )


def _bridges(ads: Column, found: Clusters, ids: Ids) -> pa.Table:
    ledger, row, rank = ids
    order = np.lexsort((found.right, found.left, rank[row[found.group[found.left]]]))
    left, right, bits = found.left[order], found.right[order], found.bits[order]
    return arrow_table(
        {
            "profile_id": ledger.take(array(row[found.group[left]])),
            "left": ads.take(array(left)),
            "right": ads.take(array(right)),
            "bits": array(bits, mask=np.isnan(bits)),
        }
    )
