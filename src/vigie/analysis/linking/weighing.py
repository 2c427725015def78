"""How the bits are learned: from pairs that share a key, by what else agrees and disagrees.

The data hold no labels. How often chance makes a field agree is counted among pairs that share a
hub and nothing that may join them: strangers, but of one trade and often of one town. It is not
counted among random pairs, where rare keys hardly ever meet and weights drift as data grow. How
often one party makes it agree starts from pairs that share keys of two kinds. Pairs that share one
key alone are a mixture of both; what else agrees gives for each kind and rarity of key the share
that is one party (expectation and maximisation: Fellegi and Sunter, 1969; Winkler, 1988).

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
    PRIOR,
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
ENOUGH = 1_000.0
"""Strangers enough; with fewer, the pairs that look least like one party are counted with them."""
MOST_SURE = 0.995
"""No single shared key makes more than this share of pairs one party."""
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


def learn(codes: Codes, strangers: Codes | None) -> Model:
    """The model that fits these pairs, held to the written one where they say little.

    `strangers` are the codes of pairs that only a hub or nothing joins.
    """
    model = written()
    if not len(codes) or strangers is None:
        return model
    seen, apart = patterns(codes), patterns(strangers)
    one_party = probability(model.weigh(seen.codes)) * seen.pairs
    for _ in range(ROUNDS):
        model = _better(model, seen, one_party, apart)
        one_party = probability(model.weigh(seen.codes)) * seen.pairs
    return Model(model.prior, model.bits, len(codes))


def _better(model: Model, seen: Patterns, one_party: Floats, apart: Patterns) -> Model:
    bits = [table.copy() for table in model.bits]
    for column in OTHERS:
        _learn_other(bits[column], column, (seen, one_party), apart)
    for place, column in enumerate(KEYS):
        _learn_key(bits[column], column, place, seen, one_party)
    return Model(model.prior, tuple(bits))


def _learn_key(table: Floats, column: int, place: int, seen: Patterns, one_party: Floats) -> None:
    (sharing, grades), *contrary = code_ranges(FIELDS[column])
    code = seen.codes[:, column]
    alone = seen.joining[:, place] & (seen.keys == 1)
    for grade, share in enumerate(SOLE[sharing.__name__], start=grades.start):
        if share:
            rows = alone & (code == grade)
            found = one_party[rows].sum() + IMAGINED * share
            learned = found / (seen.pairs[rows].sum() + IMAGINED)
            table[grade] = float(odds(min(learned, MOST_SURE))) - PRIOR
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


def _learn_other(
    table: Floats, column: int, together: tuple[Patterns, Floats], apart: Patterns
) -> None:
    seen, one_party = together
    ours, all_ours = _shares(seen.codes[:, column], one_party, column, len(table))
    theirs, all_theirs = _shares(apart.codes[:, column], apart.pairs, column, len(table))
    passed, all_passed = _shares(seen.codes[:, column], seen.pairs - one_party, column, len(table))
    more = max(0.0, ENOUGH - apart.pairs.sum()) / max(1.0, all_passed)
    theirs, all_theirs = theirs + more * passed, all_theirs + more * all_passed
    start = written().bits[column]
    for _, codes in code_ranges(FIELDS[column]):
        prior = np.exp2(start[codes] / 2)
        share = (ours[codes] + theirs[codes] + 0.5) / (all_ours + all_theirs + 1.0)
        found = (ours[codes] + IMAGINED * share * prior) / (all_ours + IMAGINED)
        chance = (theirs[codes] + IMAGINED * share / prior) / (all_theirs + IMAGINED)
        side = np.sign(start[codes.start])
        learned = np.clip(side * np.log2(found / chance), 0.0, BOUND)
        table[codes] = side * rising(learned, ours[codes] + theirs[codes] + 1.0)


def _shares(code: Codes, weight: Floats, column: int, size: int) -> tuple[Floats, float]:
    """How many pairs show each code, and among how many the field can be compared."""
    counts = np.bincount(code, weight, size).astype(float)
    two_sided = len(FIELDS[column].propositions) > 1
    return counts, float(counts[1:].sum() if two_sided else counts.sum())


def rising(values: Floats, weights: Floats) -> Floats:
    """The nearest values that never fall: a higher grade never weighs less."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append((float(value), float(weight), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (low, less, few), (high, more, many) = blocks[-2:]
            both = less + more
            blocks[-2:] = [((low * less + high * more) / both, both, few + many)]
    return np.repeat([value for value, *_ in blocks], [many for *_, many in blocks])
