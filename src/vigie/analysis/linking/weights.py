"""The model: how many bits each grade of each proposition is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from vigie.analysis.linking.keys import Floats, Small
from vigie.analysis.linking.pairing import Pairs
from vigie.analysis.linking.propositions import FIELDS, Field, Proposition

Codes = np.ndarray
"""One row a pair, one column a field: 0, or which grade of which of its propositions holds."""

SOLE: Mapping[str, tuple[float, ...]] = {
    # the share of pairs that are one party, among pairs that share one key of this kind and no
    # other: widely used (never joins), middling, rare, several; then by how long nobody was seen
    # to use it: 7 days, 30, 60, 120
    "same_phone": (0.0, 0.40, 0.85, 0.97, 0.80, 0.65, 0.50, 0.40),
    "same_handle": (0.0, 0.50, 0.90, 0.97, 0.87, 0.80, 0.70, 0.60),
    "same_email": (0.0, 0.50, 0.90, 0.97, 0.87, 0.80, 0.75, 0.70),
    "same_wallet": (0.0, 0.50, 0.90, 0.97, 0.87, 0.80, 0.75, 0.70),
    "same_pgp_key": (0.0, 0.60, 0.95, 0.99, 0.93, 0.90, 0.85, 0.80),
    "same_onion_address": (0.0, 0.40, 0.85, 0.95, 0.80, 0.70, 0.65, 0.60),
    "same_url": (0.0, 0.25, 0.60, 0.85, 0.55, 0.50, 0.45, 0.40),
    "same_picture": (0.0, 0.25, 0.70, 0.93, 0.65, 0.60, 0.55, 0.50),
    "same_picture_altered": (0.0, 0.24, 0.65, 0.90, 0.60, 0.55, 0.50, 0.46),
    "same_scene": (0.0, 0.15, 0.45, 0.80, 0.42, 0.38, 0.34, 0.30),
    "same_template": (0.0, 0.10, 0.30, 0.50, 0.28, 0.25, 0.22, 0.20),
    "rare_words_shared": (0.0, 0.05, 0.12, 0.40, 0.05, 0.05, 0.05, 0.05),
}
WRITTEN: Mapping[str, tuple[float, ...]] = {
    # bits by grade, before anything is learned
    "phones_differ": (-0.5,),
    "handles_differ": (-0.5,),
    "emails_differ": (-0.5,),
    "same_habits": (0.3, 1.0, 2.5),
    "names_agree": (1.5, 2.5, 4.0),
    "names_differ": (-2.0,),
    "ages_agree": (1.2,),
    "ages_conflict": (-2.0,),
    "prices_agree": (0.8,),
    "prices_differ": (-0.8,),
    "hours_agree": (0.4,),
    "hours_differ": (-0.6,),
    "same_circuit": (0.8, 1.8, 3.0),
    "two_places_at_once": (-0.7, -1.5),
}
PRIOR = -9.0
"""Bits for two accounts before anything is compared. Not learned: a key found alone weighs what it
takes to reach its share of pairs that are one party, so this only says what a second key adds."""


@dataclass(frozen=True, slots=True)
class Model:
    """`bits[field][code]` for every field in the order of `FIELDS`, and the prior."""

    prior: float
    bits: tuple[Floats, ...]
    learned: int = 0

    def weigh(self, codes: Codes) -> Floats:
        """The bits of each pair, prior included."""
        total = np.full(len(codes), self.prior)
        for column, table in enumerate(self.bits):
            total += table[codes[:, column]]
        return total

    def table(self) -> dict[str, list[float]]:
        """The model as people read it and manifests keep it: bits by grade, by proposition."""
        shown = {
            proposition.__name__: [float(v) for v in self.bits[column][codes]]
            for column, field in enumerate(FIELDS)
            for proposition, codes in code_ranges(field)
        }
        return {"prior": [self.prior], "learned_from": [float(self.learned)], **shown}


def from_table(table: Mapping[str, list[float]]) -> Model:
    """The model that `Model.table` wrote down."""
    bits = tuple(
        np.array([0.0, *(v for one in field.propositions for v in table[one.__name__])])
        for field in FIELDS
    )
    return Model(table["prior"][0], bits, int(table["learned_from"][0]))


def written() -> Model:
    """The model before anything is learned."""
    return Model(PRIOR, tuple(np.array([0.0, *_written(field)]) for field in FIELDS))


def code_ranges(field: Field) -> Iterator[tuple[Proposition, slice]]:
    """Which codes of the field's column belong to each of its propositions."""
    begin = 1
    for proposition in field.propositions:
        name = proposition.__name__
        end = begin + len(SOLE.get(name) or WRITTEN[name])
        yield proposition, slice(begin, end)
        begin = end


def codes_of(pairs: Pairs) -> Codes:
    """Put every proposition to every pair."""
    codes = np.zeros((len(pairs), len(FIELDS)), np.int8, order="F")
    for column, field in enumerate(FIELDS):
        for proposition, place in code_ranges(field):
            grade: Small = proposition(pairs)
            np.copyto(
                codes[:, column], grade + (place.start - 1), where=grade > 0, casting="unsafe"
            )
    return codes


def odds(share: float | Floats) -> Floats:
    """A probability as bits: the base-2 logarithm of its odds."""
    share = np.clip(share, 1e-9, 1 - 1e-9)
    return np.asarray(np.log2(share / (1 - share)))


def probability(bits: Floats) -> Floats:
    """Bits as a probability."""
    return np.asarray(1 / (1 + np.exp2(-np.clip(bits, -60, 60))))


def _written(field: Field) -> Iterator[float]:
    for proposition in field.propositions:
        name = proposition.__name__
        if name in SOLE:
            yield from (float(odds(share)) - PRIOR if share else 0.0 for share in SOLE[name])
        else:
            yield from WRITTEN[name]
