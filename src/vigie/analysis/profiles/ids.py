"""The ledger of profile ids: an id stays with its ads, and is never given twice."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, arrow_table, pc, schema
from vigie.analysis.profiles.linkage import rows_of
from vigie.analysis.profiles.union import Ints

LEDGER = schema(
    [
        ("profile_id", pa.string()),
        ("founder", pa.string()),
        ("since", pa.timestamp("us", tz="UTC")),
        ("split_from", pa.string()),
        ("merged_into", pa.string()),
        ("merged_at", pa.timestamp("us", tz="UTC")),
    ]
)
"""Every id ever given, oldest first: the ad that it was made for, and what became of it."""
LETTERS = 12


@dataclass(frozen=True, slots=True)
class Named:
    """The ledger as it now stands, the row there of each group's id (in the order of `groups`), and
    which groups hold ads that left another id (`left[group]` is that id's row, or -1)."""

    ledger: pa.Table
    row: Ints
    left: Ints


def name_groups(ads: Column, group: Ints, before: tuple[pa.Table, Ints], at: datetime) -> Named:
    """Give each group of ads its id.

    `group[ad]` numbers groups from 0 in the order of their first ads. `before` is the ledger and,
    for each ad, the row there of the id it had (-1: none). An id goes with most of its ads (then
    with its founder, then with the first group); the oldest of the ids that meet in a group stays
    and the others lead to it; a group that none meets in gets an id made from its first ad.
    """
    ledger, was = before
    groups = int(group.max(initial=-1)) + 1
    had, now, count = _moves(was, group)
    goes = _destination(ledger, ads, group, (had, now, count))
    keeps = np.full(groups, -1, np.int64)
    at_home = np.flatnonzero(goes >= 0)[::-1]
    keeps[goes[at_home]] = at_home  # rows are in the order of age, so the oldest is written last
    left = np.full(groups, -1, np.int32)
    strayed = goes[had] != now
    left[now[strayed][::-1]] = had[strayed][::-1]
    new = np.flatnonzero(keeps < 0)
    founders = ads.take(array(_first_ads(group, groups)[new]))
    known = ledger["profile_id"].combine_chunks()
    fresh = _made(founders.to_pylist(), known)
    merged = np.flatnonzero((goes >= 0) & (keeps[goes] != np.arange(len(goes))))
    row = keeps.astype(np.int32)
    row[new] = len(known) + np.arange(len(new))
    ledger = _with_merged(ledger, merged, known.take(array(keeps[goes[merged]])), at)
    added = arrow_table(
        {
            "profile_id": array(fresh, pa.string()),
            "founder": founders,
            "since": pa.repeat(pa.scalar(at, LEDGER.field("since").type), len(new)),
            "split_from": known.take(array(left[new], mask=left[new] < 0)),
            "merged_into": pa.nulls(len(new), pa.string()),
            "merged_at": pa.nulls(len(new), LEDGER.field("merged_at").type),
        },
        schema=LEDGER,
    )
    return Named(pa.concat_tables([ledger, added]), row, left)


def leads_to(ledger: pa.Table, profile_id: str) -> str | None:
    """The id that this one leads to today: itself, or what it was merged into; None if unknown."""
    merged = dict(
        zip(ledger["profile_id"].to_pylist(), ledger["merged_into"].to_pylist(), strict=True)
    )
    if profile_id not in merged:
        return None
    while (into := merged[profile_id]) is not None:
        profile_id = into
    return profile_id


def _moves(was: Ints, group: Ints) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How many ads went from each id to each group: the distinct (id, group), and the count."""
    known = was >= 0
    packed, count = np.unique(was[known].astype(np.int64) << 32 | group[known], return_counts=True)
    return packed >> 32, packed & 0xFFFFFFFF, count


def _destination(
    ledger: pa.Table, ads: Column, group: Ints, moves: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> np.ndarray:
    had, now, count = moves
    goes = np.full(len(ledger), -1, np.int64)
    goes[had] = now
    several = np.flatnonzero(np.bincount(had, minlength=len(ledger))[had] > 1)
    if not len(several):
        return goes
    had, now, count = had[several], now[several], count[several]
    founder = rows_of(ledger["founder"].take(array(had)).combine_chunks(), ads)
    home = np.where(founder >= 0, group[founder], -1)
    order = np.lexsort((now, now != home, -count, had))
    goes[had[order][::-1]] = now[order][::-1]
    return goes


def _first_ads(group: Ints, groups: int) -> Ints:
    first = np.full(groups, len(group), np.int32)
    np.minimum.at(first, group, np.arange(len(group), dtype=np.int32))
    return first


def _made(founders: list[str], known: Column) -> list[str]:
    """An id for each founder that no profile ever had; few are looked for among many."""
    made, waiting = dict[int, str](), list(range(len(founders)))
    tries = 0
    while waiting:
        wanted = [_hashed(founders[at], tries) for at in waiting]
        met = known.filter(pc.is_in(known, value_set=array(wanted, pa.string())))
        taken = {str(one) for one in met.to_pylist()} | set(made.values())
        for at, profile_id in zip(waiting, wanted, strict=True):
            if profile_id not in taken:
                made[at] = profile_id
                taken.add(profile_id)
        waiting, tries = [at for at in waiting if at not in made], tries + 1
    return [made[at] for at in range(len(founders))]


def _hashed(founder: str, tries: int) -> str:
    digest = hashlib.sha256(f"{founder}\n{tries}".encode()).digest()
    return "P" + b32encode(digest)[:LETTERS].decode()


def _with_merged(ledger: pa.Table, rows: np.ndarray, into: Column, at: datetime) -> pa.Table:
    if not len(rows):
        return ledger
    place = np.full(len(ledger), -1, np.int64)
    place[rows] = np.arange(len(rows))
    index = array(place, mask=place < 0)
    stamps = pa.repeat(pa.scalar(at, LEDGER.field("merged_at").type), len(rows))
    columns = {
        "merged_into": pc.coalesce(into.take(index), ledger["merged_into"]),
        "merged_at": pc.coalesce(stamps.take(index), ledger["merged_at"]),
    }
    for name, column in columns.items():
        ledger = ledger.set_column(LEDGER.get_field_index(name), LEDGER.field(name), column)
    return ledger


def representative(ledger: pa.Table, members: pa.Table, named: str) -> str | None:
    """The ad that stands for an ad id (itself) or a profile id (its founder while that is still in
    the profile, else its first ad); None where this run knows neither."""
    profile_id = leads_to(ledger, named)
    if profile_id is None:
        return named if pc.any(pc.equal(members["ad_id"], named)).as_py() else None
    ads = members.filter(pc.equal(members["profile_id"], profile_id))["ad_id"].to_pylist()
    held = [str(ad) for ad in ads]
    row = pc.index(ledger["profile_id"], profile_id).as_py()
    founder = str(ledger["founder"][row])
    return founder if founder in held else min(held, default=None)
