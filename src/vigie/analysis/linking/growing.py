"""Links after new ads came, from what was known before: only what the new ads reach is compared.

The weights and the cut-offs between rare, middling and hub stay as the last full linking learned
them. All else is as if everything were linked at once, but for words that have become ordinary:
they still count for the ads that had them when they were rare.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.absorbing import absorb
from vigie.analysis.linking.arrow import Column, array
from vigie.analysis.linking.commonness import ALONE, HUB
from vigie.analysis.linking.company import Part
from vigie.analysis.linking.hubs import with_owned_hubs
from vigie.analysis.linking.keys import Mask
from vigie.analysis.linking.known import Known
from vigie.analysis.linking.link import compare, held_alone
from vigie.analysis.linking.links import Compared, Links, links_of
from vigie.analysis.linking.pairing import Holdings
from vigie.analysis.linking.parameters import Engine, Parameters
from vigie.analysis.linking.reach import Reached, carriers, reach


@dataclass(frozen=True, slots=True)
class Grown:
    """What new ads changed.

    `links` are all links of the ads that were touched, with their evidence on demand; links of
    `touched` (ad ids) that were there before are gone. `known` is what is known now.
    """

    known: Known
    links: Links
    touched: Column


def grow(
    engine: Engine, known: Known, tables: Mapping[str, pa.Table], parameters: Parameters
) -> Grown:
    """Link new and changed ads. `tables`, as `gather` reads them, hold all rows of those alone."""
    absorbed = absorb(known, tables, parameters)
    now = absorbed.known
    reached, holdings = _held(engine, known, now, absorbed.dirty)
    market, found = reached.market, reached.found
    part = Part(reached.whole[market.keys], now.strange[market.keys])
    compared = compare(engine, holdings, parameters, known.model, part)
    touched = np.zeros(len(found), bool)
    touched[found.of_ad[reached.touched[market.ads]]] = True
    chosen = touched[compared.pairs.left] | touched[compared.pairs.right]
    inside = found.joins.where(touched[found.of_ad[found.joins.left]])
    links = links_of(market.gathered.ads, compared.where(chosen), inside, parameters.show_bits)
    return Grown(
        _updated(now, reached, compared, links),
        links,
        now.ads.filter(array(reached.touched)),
    )


def _held(engine: Engine, known: Known, now: Known, dirty: Mask) -> tuple[Reached, Holdings]:
    """What is reached, and what its accounts hold: with each hub asked again whether it is one
    party's own, and all that carry one touched where the answer is another than before."""
    touched = dirty
    while True:
        reached = reach(known, now, touched)
        market, keys = reached.market, reached.market.keys
        kept = np.where(reached.base == reached.was, now.tier, reached.base)
        tier = np.where(reached.whole & (reached.base == HUB), HUB, kept)[keys].astype(np.int8)
        held = held_alone(market.gathered, reached.found).with_counts(reached.counts[keys], tier)
        held = with_owned_hubs(engine, held, reached.whole[keys])
        other = np.zeros(len(now.names), bool)
        other[keys] = (held.tier != now.tier[keys]) & reached.whole[keys]
        more = reached.touched | carriers(now, other & (reached.was != ALONE))
        if np.array_equal(more, reached.touched):
            return reached, held
        touched = more


def _updated(now: Known, reached: Reached, compared: Compared, links: Links) -> Known:
    market, found = reached.market, reached.found
    account, tier, strange = now.account.copy(), now.tier.copy(), now.strange.copy()
    account[market.ads] = market.ads[found.first_ad[found.of_ad]]
    tier[market.keys] = compared.tier
    held = compared.pairs.holdings
    judged = reached.whole[market.keys]
    strange[market.keys[judged]] = ((held.tier == HUB) & (compared.tier != HUB))[judged]
    left, right, bits, key = now.links
    kept = ~(reached.touched[left] | reached.touched[right])
    return replace(
        now,
        account=account,
        counts=reached.counts,
        tier=tier,
        strange=strange,
        cuts=replace(now.cuts, widely=reached.widely),
        links=(
            np.concatenate([left[kept], market.ads[links.left]]),
            np.concatenate([right[kept], market.ads[links.right]]),
            np.concatenate([bits[kept], links.bits]),
            np.concatenate([key[kept], market.keys[links.key]]),
        ),
    )
