"""From ads to links, in order."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.accounts import Accounts, accounts, widely_used
from vigie.analysis.linking.arrow import array, arrow_table
from vigie.analysis.linking.commonness import all_cut_offs, tiers
from vigie.analysis.linking.company import Part, without_strangers_keys
from vigie.analysis.linking.gathering import Gathered, gather
from vigie.analysis.linking.hubs import strangers, with_owned_hubs
from vigie.analysis.linking.keys import regroup
from vigie.analysis.linking.known import Cuts, Known, remember
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
    `known`: what the next run needs to touch only what new ads reach.
    """

    accounts: pa.Table
    links: Links
    model: dict[str, list[float]]
    known: Known


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
    cuts, widely = widely_used(gathered, parameters)
    found = accounts(gathered, widely, engine)
    holdings = hold(gathered, found, parameters)
    compared = compare(engine, holdings, parameters, model)
    links = links_of(gathered.ads, compared, found.joins, parameters.show_bits)
    return Linked(
        account_table(gathered, found),
        links,
        compared.model.table(),
        remember(
            gathered,
            found.first_ad[found.of_ad],
            (compared, links),
            Cuts(all_cut_offs(gathered.names.kind, holdings.counts, parameters), cuts, widely),
        ),
    )


def account_table(gathered: Gathered, found: Accounts) -> pa.Table:
    """ad_id, account: the id of the account's first ad."""
    named = gathered.ads.take(array(found.first_ad[found.of_ad]))
    return arrow_table({"ad_id": gathered.ads, "account": named})


def hold(gathered: Gathered, found: Accounts, parameters: Parameters) -> Holdings:
    """What each account holds, and how common that is."""
    held = held_alone(gathered, found)
    kind = gathered.names.kind
    counts = np.bincount(held.carried.key, minlength=len(kind)).astype(np.int32)
    return held.with_counts(counts, tiers(kind, counts, all_cut_offs(kind, counts, parameters)))


def held_alone(gathered: Gathered, found: Accounts) -> Holdings:
    """What each account holds; how common it is stands at none yet."""
    names, of_ad = gathered.names, found.of_ad
    figures = {name: (of_ad[ad], value) for name, (ad, value) in gathered.figures.items()}
    ad, day, city = gathered.stays
    regions = [region(place) for place in gathered.places.to_pylist()]
    _, region_of = np.unique(np.array(regions, dtype=str), return_inverse=True)
    nothing = np.zeros(len(names))
    return Holdings(
        names,
        nothing.astype(np.int32),
        nothing.astype(np.int8),
        regroup(gathered.carried, of_ad[gathered.carried.owner]),
        traits(figures, len(found)),
        weekly((of_ad[ad], day, city), region_of.astype(np.int32)),
        gathered.places,
    )


def compare(
    engine: Engine,
    holdings: Holdings,
    parameters: Parameters,
    model: Mapping[str, list[float]] | None = None,
    part: Part | None = None,
) -> Compared:
    """Compare and weigh every pair of accounts that shares a rare or middling key.

    With a `part` the holdings are those of some accounts only, each party's own hubs are marked,
    and a model must be given.
    """
    if part is None:
        holdings = with_owned_hubs(engine, holdings)
    every = pairs(engine, holdings)
    plain = codes_of(every)
    if model is not None or not parameters.learn:
        weights = from_table(model) if model is not None else written()
    else:
        apart = strangers(engine, holdings, every)
        weights = learn(plain, apart)
        for _ in range(2):  # the second look no longer has the first one's strangers in it
            known = without_strangers_keys(every, probability(weights.weigh(plain)))
            weights = learn(codes_of(known), apart)
    found = without_strangers_keys(every, probability(weights.weigh(plain)), part)
    codes = codes_of(found)
    return Compared(found, codes, weights.weigh(codes), weights, holdings.tier)
