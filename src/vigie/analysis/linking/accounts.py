"""Ads that one account posted: a number or address in common, and nearly the same text."""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.linking.commonness import HUB, CutOffs, all_cut_offs, tiers
from vigie.analysis.linking.components import flatten, join
from vigie.analysis.linking.gathering import Gathered
from vigie.analysis.linking.keys import Carried, Ints, Longs, Mask
from vigie.analysis.linking.kinds import CODES, KINDS
from vigie.analysis.linking.parameters import Engine, Parameters


@dataclass(frozen=True, slots=True)
class Joins:
    """The joins that made accounts: `left` and `right` (ads) carry `key` and the text `text` (both
    numbers of keys). `left_days` and `right_days` are the first and the last day of each such ad.
    """

    left: Ints
    right: Ints
    key: Ints
    text: Ints
    left_days: tuple[Ints, Ints]
    right_days: tuple[Ints, Ints]

    def __len__(self) -> int:
        return len(self.left)

    def where(self, chosen: Mask | Ints | Longs) -> "Joins":
        """The chosen joins, by a mask or by their numbers."""
        return Joins(
            self.left[chosen],
            self.right[chosen],
            self.key[chosen],
            self.text[chosen],
            (self.left_days[0][chosen], self.left_days[1][chosen]),
            (self.right_days[0][chosen], self.right_days[1][chosen]),
        )


@dataclass(frozen=True, slots=True)
class Accounts:
    """The account of each ad, named by its first ad, and the joins that made accounts.

    `of_ad[ad]` is the account's number, in the order of first ads; `first_ad[account]` is that ad.
    """

    of_ad: Ints
    first_ad: Ints
    joins: Joins

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
    kept = kept.where(order)
    ad, key = kept.owner, kept.key
    same = (key[1:] == key[:-1]) & (text[ad][1:] == text[ad][:-1])
    found = _joins(kept, same, _text_keys(gathered))
    found = found.where(np.lexsort((found.right, found.left, found.key)))
    parent = np.arange(len(gathered.ads), dtype=np.int32)
    needed = join(parent, found.left, found.right)
    if engine is None:
        flatten(parent)
    else:
        parent = engine.components(found.left, found.right, len(parent))
    first_ad, of_ad = np.unique(parent, return_inverse=True)
    return Accounts(of_ad.astype(np.int32), first_ad, found.where(needed))


def _joins(kept: Carried, same: Mask, text: Ints) -> Joins:
    """The first row of each group with each other one; a row that is `same` is in the group of the
    row before it."""
    one, other = _star(same)[1:][same], np.flatnonzero(same) + 1
    return Joins(
        kept.owner[one],
        kept.owner[other],
        kept.key[other],
        text[kept.owner[other]],
        (kept.first[one], kept.last[one]),
        (kept.first[other], kept.last[other]),
    )


def _text_keys(gathered: Gathered) -> Ints:
    """The key of each ad's text, -1 where nearly the same stands nowhere else."""
    rows = gathered.carried.where((gathered.names.kind == CODES["template"])[gathered.carried.key])
    key = np.full(len(gathered.ads), -1, np.int32)
    np.maximum.at(key, rows.owner, rows.key)
    return key


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


def _star(same: Mask) -> Longs:
    """The first row of each row's group."""
    begins = np.concatenate([[True], ~same])
    return np.maximum.accumulate(np.where(begins, np.arange(len(begins)), 0))
