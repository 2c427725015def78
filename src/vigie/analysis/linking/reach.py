"""Which accounts new ads can change, and those as a small market of their own."""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.linking.accounts import Accounts, accounts, texts_of_keys
from vigie.analysis.linking.arrow import Column, array, pc
from vigie.analysis.linking.commonness import ALONE, HUB, tiers
from vigie.analysis.linking.gathering import Gathered
from vigie.analysis.linking.keys import Carried, Ints, Mask, Small, regroup
from vigie.analysis.linking.kinds import CODES, KINDS
from vigie.analysis.linking.known import Known

LARGE = 60
"""A hub of more accounts is not asked again whether it is one party's own."""
JOINING = np.array([kind.blocks or kind.strong for kind in KINDS])


@dataclass(frozen=True, slots=True)
class Market:
    """Some whole accounts, gathered: `ads` and `keys` are their numbers among all."""

    gathered: Gathered
    ads: Ints
    keys: Ints


@dataclass(frozen=True, slots=True)
class Reached:
    """What new ads reach.

    `touched` (by ad, of all): ads whose accounts must be compared anew. `market` holds those and
    every account that shares a joining key with them; `found` are its accounts. By key, of all:
    `whole` (every account that carries it is in the market), the new `counts`, `base` (how common
    they make it) and `was` (how common the old ones did), and which are `widely` used.
    """

    touched: Mask
    market: Market
    found: Accounts
    whole: Mask
    counts: Ints
    base: Small
    was: Small
    widely: Mask


def reach(before: Known, now: Known, dirty: Mask) -> Reached:
    """Go on from the new and changed ads until nothing more is touched.

    Touched are whole accounts, as they were and as they become; and the accounts that carry a key
    which has become more or less common than its kind's cut-offs allow, for its grade changes.
    """
    touched = dirty
    while True:
        reached = _reached(before, now, touched)
        changed = reached.whole & (reached.base != reached.was) & (reached.was != ALONE)
        more = touched | _accounts_of(now, reached, touched) | carriers(now, changed)
        if np.array_equal(more, touched):
            return reached
        touched = more


def carriers(now: Known, keys: Mask) -> Mask:
    """The ads that carry any of the keys."""
    ads = np.zeros(len(now.ads), bool)
    ads[now.carried.owner[keys[now.carried.key]]] = True
    return ads


def _reached(before: Known, now: Known, touched: Mask) -> Reached:
    old = touched[: len(before.ads)]
    held = np.zeros(len(now.names), bool)
    held[now.carried.key[touched[now.carried.owner]]] = True
    held[before.carried.key[old[before.carried.owner]]] = True
    whole = held & JOINING[now.names.kind] & ((now.tier != HUB) | (now.counts <= LARGE))
    near = touched.copy()
    near[now.carried.owner[whole[now.carried.key]]] = True
    inside = np.zeros(len(now.ads), bool)
    inside[now.account[near]] = True
    market = market_of(now, inside[now.account])
    widely = _widely(now, market, whole)
    found = accounts(market.gathered, widely[market.keys])
    counts = _counts(before, now, market, found)
    kind, cuts = now.names.kind, now.cuts.accounts
    base, was = tiers(kind, counts, cuts), tiers(kind, now.counts, cuts)
    return Reached(touched, market, found, whole, counts, base, was, widely)


def market_of(known: Known, chosen: Mask) -> Market:
    """The chosen ads with all that they carry, numbered in the order of ids, keys of values."""
    ads = np.flatnonzero(chosen).astype(np.int32)
    ids = known.ads.take(array(ads))
    order = pc.sort_indices(ids)
    ads = ads[order.to_numpy()]
    place = np.full(len(known.ads), -1, np.int32)
    place[ads] = np.arange(len(ads), dtype=np.int32)
    rows = known.carried.where(chosen[known.carried.owner])
    keys = _in_order(known, np.unique(rows.key))
    key_place = np.full(len(known.names), -1, np.int32)
    key_place[keys] = np.arange(len(keys), dtype=np.int32)
    owner = place[rows.owner]
    carried = regroup(Carried(owner, key_place[rows.key], rows.first, rows.last, owner), owner)
    return Market(_gathered(known, ids.take(order), (place, keys), carried), ads, keys)


def _gathered(known: Known, ids: Column, numbers: tuple[Ints, Ints], carried: Carried) -> Gathered:
    place, keys = numbers
    names = known.names.where(keys)
    template = np.full(len(ids), -1, np.int32)
    texts = carried.where(names.kind[carried.key] == CODES["template"])
    np.maximum.at(template, texts.owner, texts.key)
    none = np.zeros(0, np.int32)
    ad, day, city = known.stays
    here = place[ad] >= 0
    return Gathered(
        ads=ids,
        first=none,
        last=none,
        carried=carried,
        names=names,
        template=template,
        figures={
            name: (place[owner[place[owner] >= 0]], value[place[owner] >= 0])
            for name, (owner, value) in known.figures.items()
        },
        stays=(place[ad[here]], day[here], city[here]),
        places=known.places,
        words=known.words,
    )


def _in_order(known: Known, keys: Ints) -> Ints:
    """The keys in the order of (kind, value), as a market gathered at once numbers them."""
    rank = np.empty(len(keys), np.int64)
    rank[pc.sort_indices(known.names.value.take(array(keys))).to_numpy()] = np.arange(len(keys))
    return keys[np.lexsort((rank, known.names.kind[keys]))].astype(np.int32)


def _widely(now: Known, market: Market, whole: Mask) -> Mask:
    texts = texts_of_keys(market.gathered)
    common = tiers(market.gathered.names.kind, texts, now.cuts.texts) == HUB
    widely = now.cuts.widely.copy()
    judged = whole[market.keys]
    widely[market.keys[judged]] = common[judged]
    return widely


def _counts(before: Known, now: Known, market: Market, found: Accounts) -> Ints:
    """How many accounts carry each key, with those of the market as they now are."""
    inside = np.zeros(len(now.ads), bool)
    inside[market.ads] = True
    rows = before.carried.where(inside[: len(before.ads)][before.carried.owner])
    was = np.unique(before.account[rows.owner].astype(np.int64) << 32 | rows.key)
    carried = market.gathered.carried
    becomes = np.unique(found.of_ad[carried.owner].astype(np.int64) << 32 | carried.key)
    keys = len(now.names)
    counts = now.counts - np.bincount(was & 0xFFFFFFFF, minlength=keys)
    counts += np.bincount(market.keys[becomes & 0xFFFFFFFF], minlength=keys)
    return np.asarray(counts, dtype=np.int32)


def _accounts_of(now: Known, reached: Reached, touched: Mask) -> Mask:
    """The ads of every account, old or new, that holds a touched ad."""
    old = np.zeros(len(now.ads), bool)
    old[now.account[touched]] = True
    market, found = reached.market, reached.found
    new = np.zeros(len(found), bool)
    new[found.of_ad[touched[market.ads]]] = True
    ads = old[now.account]
    ads[market.ads] |= new[found.of_ad]
    return ads
