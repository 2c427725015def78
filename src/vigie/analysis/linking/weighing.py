"""How the bits are learned: from pairs that share a key, by what else agrees and disagrees.

The data hold no labels. Pairs that share one key and nothing else are a mixture of one party and of
chance; names, ages, places, prices and hours tell the two apart, and give for each kind and rarity
of key the share that is one party (expectation and maximisation: Fellegi and Sunter, 1969;
Winkler, 1988). How often chance makes a field agree is counted among those pairs too, never among
random pairs: a rare key hardly ever meets in random pairs, and the weights then drift as data grow.

Rules that keep it from running away: every weight is held to what was written by a number of
imagined pairs; agreement never speaks against and disagreement never for; no weight exceeds a
bound; a field that few pairs show keeps its written weight.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.linking.keys import Floats
from vigie.analysis.linking.propositions import FIELDS
from vigie.analysis.linking.propositions.keys import WIDELY_USED
from vigie.analysis.linking.weights import (
    SOLE,
    Codes,
    Model,
    code_ranges,
    odds,
    probability,
    written,
)

ROUNDS = 40
IMAGINED = 40.0
"""Pairs' worth of belief in what was written."""
BOUND = 6.0
"""No proposition that is not a shared key weighs more bits than this, either way."""
MOST_SURE = 0.995
"""No single shared key makes more than this share of pairs one party."""
PRIOR_BETWEEN = (-13.0, -5.0)
KEYS = [column for column, field in enumerate(FIELDS) if field.kind]
OTHERS = [column for column, field in enumerate(FIELDS) if not field.kind]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The distinct rows of the codes, and how many pairs show each."""

    codes: Codes
    pairs: Floats
    joining: npt.NDArray[np.bool_]
    keys: npt.NDArray[np.int64]


def patterns(codes: Codes) -> Patterns:
    """Put equal rows together; learning then takes as long for ten pairs as for ten million."""
    sizes = [1 + sum(len(range(*place.indices(99))) for _, place in code_ranges(f)) for f in FIELDS]
    packed = np.zeros(len(codes), np.int64)
    for column, size in enumerate(sizes):
        packed *= size
        packed += codes[:, column]
    _, at, pairs = np.unique(packed, return_index=True, return_counts=True)
    rows = codes[at]
    joining = np.zeros((len(rows), len(KEYS)), bool)
    for place, column in enumerate(KEYS):
        _, range_of_shared = next(iter(code_ranges(FIELDS[column])))
        code = rows[:, column]
        joining[:, place] = (code > WIDELY_USED) & (code < range_of_shared.stop)
    return Patterns(rows, pairs.astype(float), joining, joining.sum(axis=1))


def learn(codes: Codes) -> Model:
    """The model that fits these pairs, held to the written one where they say little."""
    model = written()
    if not len(codes):
        return model
    seen = patterns(codes)
    for _ in range(ROUNDS):
        one_party = probability(model.weigh(seen.codes)) * seen.pairs
        model = _better(model, seen, one_party)
    return Model(model.prior, model.bits, len(codes))


def _better(model: Model, seen: Patterns, one_party: Floats) -> Model:
    bits = [table.copy() for table in model.bits]
    prior = _prior(model, seen, one_party)
    for place, column in enumerate(KEYS):
        _learn_key(bits[column], column, place, seen, (one_party, prior))
    for column in OTHERS:
        _learn_other(bits[column], column, seen, one_party)
    return Model(prior, tuple(bits))


def _prior(model: Model, seen: Patterns, one_party: Floats) -> float:
    """The prior by which pairs that share two sorts of keys are as often one party as they seem.

    Each key keeps its share when it is alone; the prior says how much a second key adds.
    """
    two = seen.keys == 2
    many, found = seen.pairs[two].sum() + IMAGINED, one_party[two].sum()
    start = written().prior
    alone = np.zeros(len(seen.codes))
    for place, column in enumerate(KEYS):
        shown = model.bits[column][seen.codes[:, column]] + model.prior
        alone += np.where(seen.joining[:, place], shown, 0.0)
    sums, pairs = alone[two], seen.pairs[two]
    found += IMAGINED * float(probability(odds(0.7) * 2 - start))
    low, high = PRIOR_BETWEEN
    for _ in range(30):
        middle = (low + high) / 2
        expected = (pairs * probability(sums - middle)).sum() + IMAGINED * float(
            probability(odds(0.7) * 2 - middle)
        )
        low, high = (middle, high) if expected > found else (low, middle)
    return round((low + high) / 2, 6) if many > IMAGINED else start


def _learn_key(
    table: Floats, column: int, place: int, seen: Patterns, fitted: tuple[Floats, float]
) -> None:
    one_party, prior = fitted
    (sharing, grades), *contrary = code_ranges(FIELDS[column])
    code = seen.codes[:, column]
    alone = seen.joining[:, place] & (seen.keys == 1)
    for grade, share in enumerate(SOLE[sharing.__name__], start=grades.start):
        if share:
            rows = alone & (code == grade)
            found = one_party[rows].sum() + IMAGINED * share
            learned = found / (seen.pairs[rows].sum() + IMAGINED)
            table[grade] = float(odds(min(learned, MOST_SURE))) - prior
    for _, codes in contrary:
        elsewhere = (seen.keys - seen.joining[:, place] > 0) & (code > 0)
        table[codes] = _absence(
            code[elsewhere] < grades.stop, seen.pairs[elsewhere], one_party[elsewhere]
        )


def _absence(shares: npt.NDArray[np.bool_], pairs: Floats, one_party: Floats) -> float:
    """Bits for having such keys and sharing none, among pairs that share a key of another kind."""
    chance = pairs - one_party
    missing_one = (one_party[~shares].sum() + IMAGINED * 0.6) / (one_party.sum() + IMAGINED)
    missing_chance = (chance[~shares].sum() + IMAGINED * 0.85) / (chance.sum() + IMAGINED)
    return float(np.clip(np.log2(missing_one / missing_chance), -3.0, 0.0))


def _learn_other(table: Floats, column: int, seen: Patterns, one_party: Floats) -> None:
    code = seen.codes[:, column]
    shown = code > 0 if len(FIELDS[column].propositions) > 1 else np.ones(len(code), bool)
    chance = seen.pairs - one_party
    all_one, all_chance = one_party[shown].sum(), chance[shown].sum()
    start = written().bits[column]
    for grade in range(1, len(table)):
        rows = shown & (code == grade)
        found, by_chance = one_party[rows].sum(), chance[rows].sum()
        if all_one + all_chance == 0:
            continue
        share = (found + by_chance + 1.0) / (all_one + all_chance + 1.0)
        imagined = IMAGINED * share
        ratio = ((found + imagined * 2.0 ** (start[grade] / 2)) / (all_one + IMAGINED)) / (
            (by_chance + imagined * 2.0 ** (-start[grade] / 2)) / (all_chance + IMAGINED)
        )
        side = np.sign(start[grade])
        table[grade] = side * np.clip(side * np.log2(ratio), 0.0, BOUND)
