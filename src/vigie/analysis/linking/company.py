"""Keys that join nobody although few carry them: their accounts have nothing else in common."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vigie.analysis.linking.commonness import HUB
from vigie.analysis.linking.keys import Floats, Mask
from vigie.analysis.linking.pairing import Pairs

FEWEST = 3
"""A key of fewer accounts is judged by its pair alone."""
GOOD_COMPANY = 0.5
"""The share of a key's pairs that must otherwise look like one party."""


@dataclass(frozen=True, slots=True)
class Part:
    """What holds of keys when only a part of all accounts is compared; masks by key.

    `whole`: all accounts that carry the key are in the part, so that its company can be judged.
    `strange`: of the others, whether strangers share it, as judged before.
    """

    whole: Mask
    strange: Mask


def without_strangers_keys(pairs: Pairs, likely: Floats, part: Part | None = None) -> Pairs:
    """The pairs, with each key of three accounts or more that mostly strangers share made a hub.

    `likely` is each pair's probability. A small office's number, a picture passed round: what its
    accounts show besides speaks against one party in most of its pairs.
    """
    strange = np.zeros(len(pairs.holdings.counts), bool)
    for shared in pairs.shared.values():
        alone = shared.many == 1
        key, row = shared.key[alone], shared.rows[alone]
        strange |= _mostly_strangers(key, likely[row], len(strange))
    strange &= pairs.holdings.counts >= FEWEST
    if part is not None:
        strange = np.where(part.whole, strange, part.strange)
    tier = np.where(strange, np.int8(HUB), pairs.holdings.tier)
    return replace(pairs, holdings=replace(pairs.holdings, tier=tier))


def _mostly_strangers(
    key: npt.NDArray[np.int32], likely: Floats, keys: int
) -> npt.NDArray[np.bool_]:
    many = np.bincount(key, minlength=keys)
    return np.asarray((np.bincount(key, likely, keys) < GOOD_COMPANY * many) & (many > 0))
