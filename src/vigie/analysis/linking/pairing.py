"""Pairs of accounts worth comparing, and what each pair shares."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, arrow_table, pc
from vigie.analysis.linking.commonness import HUB
from vigie.analysis.linking.keys import NO_DAY, Carried, Ints, Longs, Names, Small
from vigie.analysis.linking.kinds import KINDS
from vigie.analysis.linking.parameters import Engine
from vigie.analysis.linking.traits import Stays, Traits


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that accounts are compared by. `counts` and `tier` are by key."""

    names: Names
    counts: Ints
    tier: Small
    carried: Carried
    traits: Traits
    stays: Stays
    places: Column

    @property
    def blocks(self) -> np.ndarray:
        """Which keys are reason enough to compare two accounts."""
        able = np.array([kind.blocks for kind in KINDS])[self.names.kind]
        return able & (self.tier < HUB) & (self.counts > 1)


@dataclass(frozen=True, slots=True)
class Shared:
    """What pairs share of one kind: their rows, how many keys, the rarest of them, days between."""

    rows: Ints
    many: Ints
    key: Ints
    gap: Ints


@dataclass(frozen=True, slots=True)
class Meetings:
    """Pairs whose stays can be compared: weeks in one city, whether in several, days apart."""

    rows: Ints
    together: Ints
    several: np.ndarray
    one_city: Ints
    apart: Ints


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of accounts (`left` < `right`, sorted) with all that is needed to compare them.

    `shared` and `also` hold, by kind, what blocks and what does not (hubs; names and habits).
    `has` is a mask by account of the kinds that it carries.
    """

    left: Ints
    right: Ints
    shared: Mapping[str, Shared]
    also: Mapping[str, Shared]
    meetings: Meetings
    holdings: Holdings
    has: Ints

    def __len__(self) -> int:
        return len(self.left)


def pairs(engine: Engine, holdings: Holdings) -> Pairs:
    """Every pair that shares a blocking key."""
    keys = _keys_table(holdings, holdings.blocks, dates=True)
    found = engine.query("pairs_sharing_keys", {"keys": keys}, {})
    return compared(engine, holdings, found)


def compared(engine: Engine, holdings: Holdings, found: pa.Table) -> Pairs:
    """The given pairs (rows of `pairs_sharing_keys`), with whatever else they share."""
    packed = _pack(found)
    unique, row = np.unique(packed, return_inverse=True)
    left, right = (unique >> 32).astype(np.int32), (unique & 0xFFFFFFFF).astype(np.int32)
    shared = _by_kind(found, row.astype(np.int32))
    del packed, row
    table = arrow_table({"left_account": left, "right_account": right})
    return Pairs(
        left,
        right,
        shared,
        _also(engine, holdings, table, unique),
        _meetings(engine, holdings.stays, table, unique),
        holdings,
        _has(holdings),
    )


def _keys_table(holdings: Holdings, chosen: np.ndarray, *, dates: bool) -> pa.Table:
    rows = holdings.carried.where(chosen[holdings.carried.key])
    columns = {
        "account": rows.owner,
        "key": rows.key,
        "kind": holdings.names.kind[rows.key],
        "accounts": holdings.counts[rows.key],
    }
    if dates:  # an unknown date is always and never, so that it makes no gap
        last = np.where(rows.last == NO_DAY, np.int32(2**31 - 1), rows.last)
        columns |= {"first_day": rows.first, "last_day": last}
    return arrow_table(columns)


def _also(engine: Engine, holdings: Holdings, table: pa.Table, unique: Longs) -> dict[str, Shared]:
    chosen = ~holdings.blocks & (holdings.counts > 1)
    keys = _keys_table(holdings, chosen, dates=False)
    keyed = arrow_table({"account_key": _packed(keys["account"], keys["key"])})
    found = engine.query("also_shared", {"pairs": table, "keys": keys, "keyed": keyed}, {})
    return _by_kind(found, np.searchsorted(unique, _pack(found)).astype(np.int32))


def _meetings(engine: Engine, stays: Stays, table: pa.Table, unique: Longs) -> Meetings:
    columns = {"city": stays.city, "region": stays.region, "days": stays.days}
    by_account = arrow_table({"account": stays.account, "week": stays.week, **columns})
    packed = _packed(by_account["account"], by_account["week"])
    by_week = arrow_table({"account_week": packed, **columns})
    tables = {"pairs": table, "stays": by_account, "weekly": by_week}
    found = engine.query("weeks_together", tables, {})
    rows = np.searchsorted(unique, _pack(found)).astype(np.int32)
    order = np.argsort(rows, kind="stable")
    one, other = (
        pc.fill_null(found[name], -1).to_numpy()[order] for name in ("one_city", "other_city")
    )
    return Meetings(
        rows[order],
        found["together"].to_numpy()[order],
        one != other,
        one,
        found["apart"].to_numpy()[order],
    )


def _by_kind(found: pa.Table, row: Ints) -> dict[str, Shared]:
    kinds = found["kind"].to_numpy()
    rarest = found["rarest"].to_numpy()
    many, gap = found["shared"].to_numpy(), found["gap"].to_numpy()
    shared = {}
    for code in np.unique(kinds):
        rows = np.flatnonzero(kinds == code)
        rows = rows[np.argsort(row[rows], kind="stable")]
        shared[KINDS[code].name] = Shared(
            row[rows],
            many[rows].astype(np.int32),
            (rarest[rows] & 0xFFFFFFFF).astype(np.int32),
            np.minimum(gap[rows], 2**31 - 1).astype(np.int32),
        )
    return shared


def _has(holdings: Holdings) -> Ints:
    accounts = len(holdings.traits.price)
    masks = np.zeros(accounts, np.int32)
    bits = (1 << holdings.names.kind.astype(np.int32))[holdings.carried.key]
    np.bitwise_or.at(masks, holdings.carried.owner, bits)
    return masks


def _pack(found: pa.Table) -> Longs:
    return _packed(found["left_account"], found["right_account"])


def _packed(high: Column, low: Column) -> Longs:
    return np.asarray(high.to_numpy().astype(np.int64) << 32 | low.to_numpy().astype(np.int64))
