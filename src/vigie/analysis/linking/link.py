"""From ads to links, in order."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.accounts import Accounts, accounts
from vigie.analysis.linking.arrow import array, arrow_table
from vigie.analysis.linking.commonness import all_cut_offs, tiers
from vigie.analysis.linking.company import without_strangers_keys
from vigie.analysis.linking.gathering import Gathered, gather
from vigie.analysis.linking.hubs import strangers, with_owned_hubs
from vigie.analysis.linking.keys import regroup
from vigie.analysis.linking.links import Compared, Links, links_of
from vigie.analysis.linking.pairing import Holdings, pairs
from vigie.analysis.linking.parameters import Engine, Parameters
from vigie.analysis.linking.stays import region
from vigie.analysis.linking.traits import traits, weekly
from vigie.analysis.linking.weighing import learn
from vigie.analysis.linking.weights import codes_of, from_table, probability, written


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking makes.

    `accounts`: ad_id, account (the id of the account's first ad). `links`: the links, left < right,
    with their evidence on demand. `model`: bits by grade, by proposition, as manifests keep it.
    """

    accounts: pa.Table
    links: Links
    model: dict[str, list[float]]


def link(
    engine: Engine,
    tables: Mapping[str, pa.Table],
    parameters: Parameters,
    model: Mapping[str, list[float]] | None = None,
) -> Linked:
    """Say which ads one party posted, and why.

    `tables` as `gather` reads them. With a `model` its weights are used and none are learned. The
    result does not depend on the order of any table's rows.
    """
    gathered = gather(tables, parameters)
    found = accounts(gathered, parameters)
    compared = compare(engine, hold(gathered, found, parameters), parameters, model)
    return Linked(
        arrow_table(
            {
                "ad_id": gathered.ads,
                "account": gathered.ads.take(array(found.first_ad[found.of_ad])),
            }
        ),
        links_of(gathered.ads, compared, found, parameters.show_bits),
        compared.model.table(),
    )


def hold(gathered: Gathered, found: Accounts, parameters: Parameters) -> Holdings:
    """What each account holds, and how common that is."""
    names, of_ad = gathered.names, found.of_ad
    carried = regroup(gathered.carried, of_ad[gathered.carried.owner])
    counts = np.bincount(carried.key, minlength=len(names)).astype(np.int32)
    tier = tiers(names.kind, counts, all_cut_offs(names.kind, counts, parameters))
    figures = {name: (of_ad[ad], value) for name, (ad, value) in gathered.figures.items()}
    ad, day, city = gathered.stays
    regions = [region(place) for place in gathered.places.to_pylist()]
    _, region_of = np.unique(np.array(regions, dtype=str), return_inverse=True)
    return Holdings(
        names,
        counts,
        tier,
        carried,
        traits(figures, len(found)),
        weekly((of_ad[ad], day, city), region_of.astype(np.int32)),
        gathered.places,
    )


def compare(
    engine: Engine,
    holdings: Holdings,
    parameters: Parameters,
    model: Mapping[str, list[float]] | None = None,
) -> Compared:
    """Compare and weigh every pair of accounts that shares a rare or middling key."""
    holdings = with_owned_hubs(engine, holdings)
    found = pairs(engine, holdings)
    given = from_table(model) if model is not None else None if parameters.learn else written()
    apart = codes_of(strangers(engine, holdings, found)) if given is None else None
    codes = codes_of(found)
    weights = given or learn(codes, apart)
    for _ in range(2):  # the second look no longer has the first one's strangers in it
        found = without_strangers_keys(found, probability(weights.weigh(codes)))
        codes = codes_of(found)
        weights = given or learn(codes, apart)
    return Compared(found, codes, weights.weigh(codes), weights)
