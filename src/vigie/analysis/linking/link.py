"""From ads to links, in order."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vigie.analysis.linking import details, evidence
from vigie.analysis.linking.accounts import Accounts, accounts
from vigie.analysis.linking.arrow import Column, array, arrow_table
from vigie.analysis.linking.commonness import all_cut_offs, tiers
from vigie.analysis.linking.company import without_strangers_keys
from vigie.analysis.linking.gathering import Gathered, gather
from vigie.analysis.linking.hubs import strangers, with_owned_hubs
from vigie.analysis.linking.keys import Floats, Ints, regroup
from vigie.analysis.linking.kinds import KINDS
from vigie.analysis.linking.pairing import Holdings, Pairs, pairs
from vigie.analysis.linking.parameters import Engine, Parameters
from vigie.analysis.linking.propositions import FIELDS
from vigie.analysis.linking.propositions.keys import RARE_ONE
from vigie.analysis.linking.stays import region
from vigie.analysis.linking.traits import traits, weekly
from vigie.analysis.linking.weighing import learn
from vigie.analysis.linking.weights import (
    Codes,
    Model,
    code_ranges,
    codes_of,
    from_table,
    probability,
    written,
)

ONE_TEXT_BITS = 8.0
"""What nearly the same text adds when a number or address is shared too."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking makes.

    `accounts`: ad_id, account (the id of the account's first ad). `links`: the records of `Link`,
    left < right. `model`: bits by grade, by proposition, as manifests keep it.
    """

    accounts: pa.Table
    links: pa.Table
    model: dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of accounts, the grade of every proposition, and the bits they add up to."""

    pairs: Pairs
    codes: Codes
    bits: Floats
    model: Model


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
        links_of(gathered.ads, compared, found, parameters),
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


def links_of(ads: Column, compared: Compared, found: Accounts, parameters: Parameters) -> pa.Table:
    """The links of the pairs that weigh enough, and those inside accounts."""
    shown = compared.bits >= parameters.show_bits
    chosen = evidence.choose(compared.pairs, compared.codes, compared.bits, shown, compared.model)
    rows = list(evidence.all_evidence(compared.pairs, compared.codes, chosen, compared.model))
    inside_bits, inside = _inside(compared, found, len(chosen.rows))
    return evidence.table(
        ads,
        np.concatenate([chosen.left_ad, found.left]),
        np.concatenate([chosen.right_ad, found.right]),
        np.concatenate([chosen.bits, inside_bits]),
        [*rows, *inside],
    )


def _inside(compared: Compared, found: Accounts, begin: int) -> tuple[Floats, list[evidence.Rows]]:
    """The joins that made accounts, as links: the shared key, and nearly the same text."""
    names, counts = compared.pairs.holdings.names, compared.pairs.holdings.counts
    kind = names.kind[found.key]
    bits = np.full(len(found.key), compared.model.prior + ONE_TEXT_BITS)
    rows = []
    link: Ints = np.arange(begin, begin + len(found.key), dtype=np.int32)
    for column, field in enumerate(FIELDS):
        if not field.kind:
            continue
        at = np.flatnonzero(kind == [one.name for one in KINDS].index(field.kind))
        sharing, place = next(iter(code_ranges(field)))
        weight = float(compared.model.bits[column][place.start - 1 + RARE_ONE])
        bits[at] += weight
        fields = {
            "value": details.texts(names.value, found.key[at]),
            "accounts": details.numbers(counts[found.key[at]]),
        }
        weights = np.full(len(at), round(weight, 3))
        rows.append(
            evidence.Rows(link[at], sharing.__name__, weights, details.write(fields, len(at)))
        )
    text = np.full(len(link), ONE_TEXT_BITS)
    rows.append(evidence.Rows(link, "same_template", text, details.write({}, len(link))))
    return bits, rows
