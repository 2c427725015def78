"""Ads that one account posted: a number or address in common, and nearly the same text."""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.linking.commonness import hubs
from vigie.analysis.linking.components import flatten, join
from vigie.analysis.linking.gathering import Gathered
from vigie.analysis.linking.keys import Carried, Ints
from vigie.analysis.linking.kinds import KINDS
from vigie.analysis.linking.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Accounts:
    """The account of each ad, named by its first ad, and the joins that made accounts.

    `of_ad[ad]` is the account's number, in the order of first ads; `first_ad[account]` is that ad.
    A join says that `left` and `right` (ads) carry `key` and have nearly the same text.
    """

    of_ad: Ints
    first_ad: Ints
    left: Ints
    right: Ints
    key: Ints

    def __len__(self) -> int:
        return len(self.first_ad)


def accounts(gathered: Gathered, parameters: Parameters) -> Accounts:
    """Put ads together that share a key which is no hub, and a template.

    How common a key is counts in texts here: a thousand copies of one text are one.
    """
    carried, text = gathered.carried, _texts(gathered)
    strong = np.array([kind.strong for kind in KINDS])
    kept = carried.where(strong[gathered.names.kind[carried.key]])
    kept = kept.where(~_widely_used(kept, text, gathered, parameters)[kept.key])
    order = np.lexsort((kept.owner, text[kept.owner], kept.key))
    ad, key = kept.owner[order], kept.key[order]
    same = (key[1:] == key[:-1]) & (text[ad][1:] == text[ad][:-1])
    rows = np.flatnonzero(same) + 1
    left, right, through = _star(ad, same)[rows], ad[rows], key[rows]
    by_kind = np.lexsort((right, left, through))
    left, right, through = left[by_kind], right[by_kind], through[by_kind]
    parent = np.arange(len(gathered.ads), dtype=np.int32)
    needed = join(parent, left, right)
    flatten(parent)
    first_ad, of_ad = np.unique(parent, return_inverse=True)
    return Accounts(of_ad.astype(np.int32), first_ad, left[needed], right[needed], through[needed])


def _texts(gathered: Gathered) -> Ints:
    alone = np.arange(len(gathered.ads), dtype=np.int32) + np.int32(
        gathered.template.max(initial=-1) + 1
    )
    return np.where(gathered.template >= 0, gathered.template, alone)


def _widely_used(
    kept: Carried, text: Ints, gathered: Gathered, parameters: Parameters
) -> np.ndarray:
    pairs = np.unique(kept.key.astype(np.int64) << 32 | text[kept.owner])
    texts = np.bincount(pairs >> 32, minlength=len(gathered.names)).astype(np.int32)
    return hubs(gathered.names.kind, texts, parameters)


def _star(ad: Ints, same: np.ndarray) -> Ints:
    """The first ad of each row's group."""
    begins = np.concatenate([[True], ~same]) if len(ad) else np.zeros(0, bool)
    starts = np.flatnonzero(begins)
    return np.repeat(ad[starts], np.diff(np.append(starts, len(ad))))
