"""Ads that one account posted: a number or address in common, and nearly the same text."""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.linking.commonness import HUB, CutOffs, all_cut_offs, tiers
from vigie.analysis.linking.components import flatten, join
from vigie.analysis.linking.gathering import Gathered
from vigie.analysis.linking.keys import Carried, Ints, Mask
from vigie.analysis.linking.kinds import KINDS
from vigie.analysis.linking.parameters import Engine, Parameters


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


def accounts(gathered: Gathered, widely: Mask, engine: Engine | None = None) -> Accounts:
    """Put ads together that share a key which is not `widely` used, and a template.

    Which ads hang together is for the engine to find, where one is given.
    """
    text = _texts(gathered)
    kept = _strong(gathered)
    kept = kept.where(~widely[kept.key])
    order = np.lexsort((kept.owner, text[kept.owner], kept.key))
    ad, key = kept.owner[order], kept.key[order]
    same = (key[1:] == key[:-1]) & (text[ad][1:] == text[ad][:-1])
    rows = np.flatnonzero(same) + 1
    left, right, through = _star(ad, same)[rows], ad[rows], key[rows]
    by_kind = np.lexsort((right, left, through))
    left, right, through = left[by_kind], right[by_kind], through[by_kind]
    parent = np.arange(len(gathered.ads), dtype=np.int32)
    needed = join(parent, left, right)
    if engine is None:
        flatten(parent)
    else:
        parent = engine.components(left, right, len(parent))
    first_ad, of_ad = np.unique(parent, return_inverse=True)
    return Accounts(of_ad.astype(np.int32), first_ad, left[needed], right[needed], through[needed])


def _texts(gathered: Gathered) -> Ints:
    alone = np.arange(len(gathered.ads), dtype=np.int32) + np.int32(
        gathered.template.max(initial=-1) + 1
    )
    return np.where(gathered.template >= 0, gathered.template, alone)


def texts_of_keys(gathered: Gathered) -> Ints:
    """In how many texts each strong key stands: a thousand copies of one text are one."""
    kept = _strong(gathered)
    pairs = np.unique(kept.key.astype(np.int64) << 32 | _texts(gathered)[kept.owner])
    return np.bincount(pairs >> 32, minlength=len(gathered.names)).astype(np.int32)


def widely_used(gathered: Gathered, parameters: Parameters) -> tuple[list[CutOffs], Mask]:
    """Where common begins by texts, of every kind, and which keys stand in more."""
    texts, kind = texts_of_keys(gathered), gathered.names.kind
    cuts = all_cut_offs(kind, texts, parameters)
    return cuts, tiers(kind, texts, cuts) == HUB


def _strong(gathered: Gathered) -> Carried:
    strong = np.array([kind.strong for kind in KINDS])
    return gathered.carried.where(strong[gathered.names.kind[gathered.carried.key]])


def _star(ad: Ints, same: np.ndarray) -> Ints:
    """The first ad of each row's group."""
    begins = np.concatenate([[True], ~same]) if len(ad) else np.zeros(0, bool)
    starts = np.flatnonzero(begins)
    return np.repeat(ad[starts], np.diff(np.append(starts, len(ad))))
