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
from vigie.analysis.profiles.standing import standing
from vigie.analysis.profiles.union import Ints
from vigie.records import Judgement

STAMP = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True, slots=True)
class Previous:
    """What the run before left: members (ad_id, profile_id), the ledger of ids, the history."""

    members: pa.Table
    ids: pa.Table
    history: pa.Table


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolving makes; every table in an order of its own.

    `members`: ad_id, account, profile_id, one row an ad. `profiles`: the records of `Profile`.
    `ids`: the ledger (`ids.LEDGER`). `history`: `history.HISTORY`, only ever added to.
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
    accounts = tables["accounts"].sort_by("ad_id").combine_chunks()
    ads = accounts["ad_id"].combine_chunks()
    found = cluster(accounts, tables["links"], standing(judgements), limits)
    before = previous or Previous(
        arrow_table({"ad_id": array([], pa.string()), "profile_id": array([], pa.string())}),
        LEDGER.empty_table(),
        HISTORY.empty_table(),
    )
    was = _rows_before(ads, before)
    named = name_groups(ads, found.group, (before.ids, was), at)
    profile = named.ids.take(array(found.group))
    return Resolved(
        accounts.append_column("profile_id", profile),
        _profiles(ads, found, named.ids, tables["ads"]),
        named.ledger,
        pa.concat_tables([before.history, changes(ads, found, (before.ids, was), profile, at)]),
        _bridges(ads, found, profile),
    )


def _rows_before(ads: Column, before: Previous) -> Ints:
    """For each ad, the ledger's row of the id that it had."""
    at = pc.index_in(ads, value_set=before.members["ad_id"].combine_chunks())
    ids = before.members["profile_id"].combine_chunks().take(at)
    rows = pc.index_in(ids, value_set=before.ids["profile_id"].combine_chunks(), skip_nulls=True)
    return np.asarray(pc.fill_null(rows, -1).to_numpy(zero_copy_only=False), dtype=np.int32)


def _profiles(ads: Column, found: Clusters, ids: Column, posted: pa.Table) -> pa.Table:
    groups = len(ids)
    order = np.argsort(found.group, kind="stable")
    offsets = np.zeros(groups + 1, np.int32)
    np.cumsum(np.bincount(found.group, minlength=groups), out=offsets[1:])
    first, last = _seen(ads, found.group, groups, posted)
    table = arrow_table(
        {
            "profile_id": ids,
            "ads": lists.from_arrays(array(offsets), ads.take(array(order))),
            "first_seen": first,
            "last_seen": last,
            "weakest_bits": array(found.weakest, mask=np.isnan(found.weakest)),
            "cut": array(found.cut),
            "disputed": array(found.disputed),
        }
    )
    return table.sort_by("profile_id")


def _seen(ads: Column, group: Ints, groups: int, posted: pa.Table) -> tuple[Column, Column]:
    times = pc.coalesce(posted["posted_at"], posted["collected_at"])
    rows = pc.index_in(posted["ad_id"], value_set=ads)
    known = pc.and_(pc.is_valid(times), pc.is_valid(rows))
    which = group[rows.filter(known).to_numpy()]
    when = times.filter(known).cast(pa.int64()).to_numpy()
    first, last = np.full(groups, 2**62, np.int64), np.full(groups, -(2**62), np.int64)
    np.minimum.at(first, which, when)
    np.maximum.at(last, which, when)
    none = first == 2**62
    return array(first, mask=none).cast(STAMP), array(last, mask=none).cast(STAMP)


def _bridges(ads: Column, found: Clusters, profile: Column) -> pa.Table:
    table = arrow_table(
        {
            "profile_id": profile.take(array(found.left)),
            "left": ads.take(array(found.left)),
            "right": ads.take(array(found.right)),
            "bits": array(found.bits, mask=np.isnan(found.bits)),
        }
    )
    return table.sort_by(
        [("profile_id", "ascending"), ("left", "ascending"), ("right", "ascending")]
    )
