"""What can be learned from keys that many accounts carry, without comparing all of those."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from vigie.analysis.linking.commonness import HUB, OWN
from vigie.analysis.linking.keys import Floats, Ints, Longs, Mask
from vigie.analysis.linking.kinds import KINDS
from vigie.analysis.linking.pairing import Holdings, Pairs, compared
from vigie.analysis.linking.parameters import Engine
from vigie.analysis.linking.propositions import FIELDS
from vigie.analysis.linking.weights import Codes, codes_of, odds, probability, written

MOST = 500
"""About so many accounts at most are looked at for one hub."""
EVEN, ONE_PARTY = 0.5, 0.8
"""Before anything is compared; and how a hub's pairs must look on average to be one party's."""
STRANGE = 0.1
"""Of the pairs of a hub that only strangers share no more look like one party's."""
ROUNDS = 10
"""After so many, the share of a hub's pairs that are one party moves no more."""


def strangers(engine: Engine, holdings: Holdings, candidates: Pairs) -> Codes:
    """The codes of pairs that share a hub and no blocking key, where strangers share the hub.

    Most hubs of a market can be some party's favourite picture, shown a little too often. Were
    their pairs counted as chance, what chance does would depend on how large the agencies are.
    """
    packed, key = _across(holdings)
    known = candidates.left.astype(np.int64) << 32 | candidates.right
    strange = ~np.isin(packed, known)
    unique, row = np.unique(packed[strange], return_inverse=True)
    codes = codes_of(compared(engine, holdings, unique, {}))
    one_party = _one_party(key[strange], _besides_keys(codes)[row], len(holdings.counts))
    kept = np.ones(len(codes), bool)
    kept[row[one_party[key[strange]] > STRANGE]] = False
    return codes[kept]


def _one_party(key: Ints, bits: Floats, keys: int) -> Floats:
    """By key: the share of its pairs that are one party, the likeliest one for what they weigh."""
    many = np.maximum(1, np.bincount(key, minlength=keys))
    share = np.full(keys, EVEN)
    for _ in range(ROUNDS):
        share = np.bincount(key, probability(bits + odds(share)[key]), keys) / many
    return share


def _besides_keys(codes: Codes) -> Floats:
    """What pairs weigh as written, keys and where one begins left out."""
    bits = np.zeros(len(codes))
    for column, (field, table) in enumerate(zip(FIELDS, written().bits, strict=True)):
        if not field.kind:
            bits += table[codes[:, column]]
    return bits


def with_owned_hubs(engine: Engine, holdings: Holdings, asked: Mask | None = None) -> Holdings:
    """The holdings, with each hub whose accounts agree in everything else marked as one's own.

    With `asked` (by key) only those are looked at: all their accounts must be in the holdings.

    One party that posts a hundred texts under one number makes it as common as an agency does; but
    its accounts give the same names, ages, places and prices. Weighed as written, nothing learned.
    """
    packed, key = _across(holdings, asked)
    unique, row = np.unique(packed, return_inverse=True)
    if not len(unique):
        return holdings
    bits = _besides_keys(codes_of(compared(engine, holdings, unique, {}))) + odds(EVEN)
    many = np.bincount(key, minlength=len(holdings.counts))
    agreeing = np.bincount(key, probability(bits)[row], len(holdings.counts))
    own = (many > 0) & (agreeing > ONE_PARTY * many)
    return replace(holdings, tier=np.where(own, np.int8(OWN), holdings.tier))


def _across(holdings: Holdings, asked: Mask | None = None) -> tuple[Longs, Ints]:
    """Pairs of accounts of one hub, and that hub: each account with the one half a round on."""
    able = np.array([kind.blocks for kind in KINDS])[holdings.names.kind]
    looked_at = able & (holdings.tier == HUB) & (True if asked is None else asked)
    rows = holdings.carried.where(looked_at[holdings.carried.key])
    order = np.argsort(rows.key, kind="stable")
    owner, key = rows.owner[order], rows.key[order]
    if not len(key):
        return np.zeros(0, np.int64), key
    begin = np.searchsorted(key, key)
    many = holdings.counts[key]
    place = np.arange(len(key)) - begin
    other = owner[begin + (place + many // 2) % many]
    chosen: npt.NDArray[np.bool_] = place % np.maximum(1, many // MOST) == 0
    return _ordered(owner[chosen], other[chosen]), key[chosen]


def _ordered(one: npt.NDArray[np.integer], other: npt.NDArray[np.integer]) -> Longs:
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other)
    return np.asarray(low << 32 | high)
