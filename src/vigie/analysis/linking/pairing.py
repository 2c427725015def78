"""Pairs of accounts worth comparing, and what each pair shares."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, arrow_table, pc
from vigie.analysis.linking.commonness import HUB, OWN
from vigie.analysis.linking.keys import NO_DAY, Carried, Ints, Longs, Names, Small
from vigie.analysis.linking.kinds import KINDS
from vigie.analysis.linking.parameters import Engine
from vigie.analysis.linking.traits import Stays, Traits

WINDOW = 8
"""An account is compared with so many at most, by time, of those that share a key of its party."""


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

    def with_counts(self, counts: Ints, tier: Small) -> "Holdings":
        """The same, with how many accounts carry each key and how common that is."""
        return replace(self, counts=counts, tier=tier)

    @property
    def blocks(self) -> np.ndarray:
        """Which keys are reason enough to compare two accounts."""
        able = np.array([kind.blocks for kind in KINDS])[self.names.kind]
        return np.asarray(able & (self.tier != HUB) & (self.counts > 1))


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
    keys = _blocks_table(holdings)
    found = engine.query("pairs_sharing_keys", {"keys": keys}, {})
    unique, row = np.unique(_pack(found), return_inverse=True)
    return compared(engine, holdings, unique, _by_kind(found, row.astype(np.int32)))


def compared(engine: Engine, holdings: Holdings, packed: Longs, shared: dict[str, Shared]) -> Pairs:
    """Pairs (packed, sorted) with what they share, and with whatever else they are compared by."""
    left, right = (packed >> 32).astype(np.int32), (packed & 0xFFFFFFFF).astype(np.int32)
    table = arrow_table({"left_account": left, "right_account": right})
    return Pairs(
        left,
        right,
        shared,
        _also(engine, holdings, table, packed),
        _meetings(engine, holdings.stays, table, packed),
        holdings,
        _has(holdings),
    )


def _blocks_table(holdings: Holdings) -> pa.Table:
    """The rows of blocking keys; those of a party's own hub by windows in time that overlap."""
    rows = holdings.carried.where(holdings.blocks[holdings.carried.key])
    own = holdings.tier[rows.key] == OWN
    at = np.flatnonzero(own)
    at = at[np.lexsort((rows.owner[at], rows.first[at], rows.key[at]))]
    place = np.arange(len(at)) - np.searchsorted(rows.key[at], rows.key[at])
    halves = [(place + shift) // WINDOW * 2 + (shift > 0) for shift in (0, WINDOW // 2)]
    which = np.concatenate([np.flatnonzero(~own), at, at])
    window = np.concatenate([np.zeros(int((~own).sum()), np.int64), *halves])
    chosen = rows.where(which)
    last = np.where(chosen.last == NO_DAY, np.int32(2**31 - 1), chosen.last)
    return arrow_table(
        {
            "account": chosen.owner,
            "block": window << 32 | chosen.key,
            "key": chosen.key,
            "kind": holdings.names.kind[chosen.key],
            "accounts": holdings.counts[chosen.key],
            "first_day": chosen.first,  # an unknown date is always and never: it makes no gap
            "last_day": last,
        }
    )


def _keys_table(holdings: Holdings, chosen: np.ndarray) -> pa.Table:
    rows = holdings.carried.where(chosen[holdings.carried.key])
    return arrow_table(
        {
            "account": rows.owner,
            "key": rows.key,
            "kind": holdings.names.kind[rows.key],
            "accounts": holdings.counts[rows.key],
        }
    )


def _also(engine: Engine, holdings: Holdings, table: pa.Table, unique: Longs) -> dict[str, Shared]:
    common = ~holdings.blocks | (holdings.tier == OWN)
    keys = _keys_table(holdings, common & (holdings.counts > 1))
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
