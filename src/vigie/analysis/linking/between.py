"""Two ads compared, however little joins them: what their accounts share and what parts them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from vigie.analysis.linking import evidence
from vigie.analysis.linking.accounts import accounts, widely_used
from vigie.analysis.linking.arrow import arrow_table, pc
from vigie.analysis.linking.evidence import Chosen
from vigie.analysis.linking.gathering import gather
from vigie.analysis.linking.hubs import with_owned_hubs
from vigie.analysis.linking.link import hold
from vigie.analysis.linking.pairing import Holdings, Pairs, compared, pairs
from vigie.analysis.linking.parameters import Engine, Parameters
from vigie.analysis.linking.weights import codes_of, from_table, probability, written


@dataclass(frozen=True, slots=True)
class Two:
    """The two ads that are asked about, and the weights of the run that did not link them."""

    left: str
    right: str
    weights: Mapping[str, list[float]] | None


def between(
    engine: Engine, tables: Mapping[str, pa.Table], two: Two, parameters: Parameters
) -> pa.Table | None:
    """The record of `Link` that the accounts of two ads have, below every threshold too.

    `tables` as `gather` reads them: all of them, for how common a thing is decides what it weighs.
    None where one account posted both, or where an ad is unknown. What a run leaves out of a pair
    because strangers mostly share it is shown here.
    """
    gathered = gather(tables, parameters)
    _, widely = widely_used(gathered, parameters)
    found = accounts(gathered, widely)
    at = pc.index_in(pa.array([two.left, two.right]), value_set=gathered.ads)
    if at.null_count:
        return None
    of_left, of_right = (int(found.of_ad[ad]) for ad in at.to_pylist())
    if of_left == of_right:
        return None
    flipped = of_left > of_right
    one, other = sorted((of_left, of_right))
    pair = _pair(engine, with_owned_hubs(engine, hold(gathered, found, parameters)), one, other)
    codes = codes_of(pair)
    model = from_table(two.weights) if two.weights else written()
    bits = np.round(model.weigh(codes), 3)
    row = np.zeros(1, np.int32)
    chosen = Chosen(row, bits, row, row, np.array([flipped]), row)
    told = evidence.listed(list(evidence.all_evidence(pair, codes, chosen, model)), 1)
    table = arrow_table({"bits": bits, "probability": np.round(probability(bits), 6)})
    sides = {"left": pa.array([two.left]), "right": pa.array([two.right])}
    return pa.table(
        {**sides, "bits": table["bits"], "probability": table["probability"]}
    ).append_column("evidence", told)


def _pair(engine: Engine, holdings: Holdings, one: int, other: int) -> Pairs:
    """The pair with all that it shares, whether or not that is reason enough to compare it."""
    ours = np.isin(holdings.carried.owner, (one, other))
    narrow = replace(holdings, carried=holdings.carried.where(ours))
    found = pairs(engine, narrow)
    if len(found):
        return found
    return compared(engine, narrow, np.array([one << 32 | other], np.int64), {})
