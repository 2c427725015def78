"""The links of a run: few numbers each, and evidence that is written part by part."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from vigie.analysis.linking import details, evidence
from vigie.analysis.linking.accounts import Joins
from vigie.analysis.linking.arrow import Column, array, arrow_table
from vigie.analysis.linking.evidence import EVIDENCE, Chosen, Rows
from vigie.analysis.linking.keys import Floats, Ints, Longs, Mask, Small
from vigie.analysis.linking.kinds import CODES
from vigie.analysis.linking.pairing import Pairs
from vigie.analysis.linking.propositions import FIELDS
from vigie.analysis.linking.propositions.keys import RARE_ONE
from vigie.analysis.linking.weights import Codes, Model, code_ranges, probability

ONE_TEXT_BITS = 8.0
"""What nearly the same text adds when a number or address is shared too."""
PART = 65_536
"""So many links have their evidence in memory at once."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of accounts, the grade of every proposition, and the bits they add up to.

    `tier` is how common each key was before its company was looked at (`pairs` has it after).
    """

    pairs: Pairs
    codes: Codes
    bits: Floats
    model: Model
    tier: Small

    def where(self, chosen: Mask) -> "Compared":
        """The same, with only the chosen pairs able to become links."""
        return replace(self, bits=np.where(chosen, self.bits, -np.inf))


@dataclass(frozen=True, slots=True)
class Links:
    """Links between ads, in the order of (left, right), both numbers of `ads`.

    `key` is the number of the key that each rests on most.

    `weighed` is all that joins ads; the evidence is made when `parts` is asked for it, `PART` links
    at a time, so that a million links need no more memory for it than ten thousand do.
    """

    ads: Column
    left: Ints
    right: Ints
    bits: Floats
    key: Ints
    _order: Longs
    _chosen: Chosen
    _inside: Joins
    _compared: Compared

    def __len__(self) -> int:
        return len(self.left)

    def weighed(self) -> pa.Table:
        """left, right, bits, probability: the records of `Link` without their evidence; and `key`,
        the number of the key that each rests on most."""
        return self._weighed(slice(None)).append_column("key", array(self.key))

    def parts(self) -> Iterator[pa.Table]:
        """The records of `Link`, part by part; one empty part where there is none."""
        for begin in range(0, max(1, len(self)), PART):
            part = slice(begin, begin + PART)
            table = self._weighed(part)
            told = evidence.listed(self._evidence(self._order[part]), table.num_rows)
            yield table.append_column("evidence", told)

    def whole(self) -> pa.Table:
        """All parts as one table."""
        return pa.concat_tables(self.parts())

    def _weighed(self, part: slice) -> pa.Table:
        return arrow_table(
            {
                "left": self.ads.take(array(self.left[part])),
                "right": self.ads.take(array(self.right[part])),
                "bits": self.bits[part],
                "probability": np.round(probability(self.bits[part]), 6),
            }
        )

    def _evidence(self, rows: Longs) -> list[Rows]:
        """The evidence of some links; `Rows.link` is each one's place among them."""
        across = np.flatnonzero(rows < len(self._chosen.rows)).astype(np.int32)
        within = np.flatnonzero(rows >= len(self._chosen.rows)).astype(np.int32)
        chosen = self._chosen.where(rows[across])
        seen = self._compared
        told = list(evidence.all_evidence(seen.pairs, seen.codes, chosen, seen.model))
        joins = rows[within] - len(self._chosen.rows)
        return [
            *(one.moved(across) for one in told),
            *(one.moved(within) for one in _inside_evidence(seen, self._inside.where(joins))),
        ]


def links_of(ads: Column, compared: Compared, found: Joins, show_bits: float) -> Links:
    """The links of the pairs that weigh `show_bits` or more, and those inside accounts."""
    shown = compared.bits >= show_bits
    chosen = evidence.choose(compared.pairs, compared.codes, compared.bits, shown, compared.model)
    left = np.concatenate([chosen.left_ad, found.left])
    right = np.concatenate([chosen.right_ad, found.right])
    key = np.concatenate([chosen.key, found.key])
    bits = np.concatenate([chosen.bits, _inside_bits(compared, found.key)])
    order = np.lexsort((right, left))
    return Links(
        ads,
        left[order],
        right[order],
        np.round(bits[order], 3),
        key[order],
        order,
        chosen,
        found,
        compared,
    )


def _inside_bits(compared: Compared, key: Ints) -> Floats:
    bits = np.full(len(key), compared.model.prior + ONE_TEXT_BITS)
    for at, _, weight in _by_kind(compared, key):
        bits[at] += weight
    return bits


def _inside_evidence(compared: Compared, found: Joins) -> Iterator[Rows]:
    """The joins that made accounts, as links: the shared key, and nearly the same text."""
    for at, proposition, weight in _by_kind(compared, found.key):
        weights = np.full(len(at), round(weight, 3))
        yield Rows(at, proposition, weights, _told(compared, found.where(at), found.key[at]))
    every = np.arange(len(found), dtype=np.int32)
    text = np.full(len(found), ONE_TEXT_BITS)
    yield Rows(every, "same_template", text, _told(compared, found, found.text))


def _told(compared: Compared, found: Joins, key: Ints) -> Column:
    """What each join shares (`key`), how common that is, and when the two ads were up; and that one
    account posted both, so that of the accounts one is theirs and not two."""
    holdings = compared.pairs.holdings
    fields = {
        "value": details.texts(holdings.names.value, key),
        "accounts": details.numbers(holdings.counts[key]),
        "left_from": details.days(found.left_days[0]),
        "left_to": details.days(found.left_days[1]),
        "right_from": details.days(found.right_days[0]),
        "right_to": details.days(found.right_days[1]),
        "innocent": evidence.innocent(holdings, key),
        "one_account": array(["true"]).take(array(np.zeros(len(found), np.int32))),
    }
    return details.write(fields, len(found))


def _by_kind(compared: Compared, key: Ints) -> Iterator[tuple[Ints, str, float]]:
    """The places of the keys of each kind, the proposition that shares them, and its weight."""
    kind = compared.pairs.holdings.names.kind[key]
    for column, field in enumerate(FIELDS):
        if field.kind:
            at = np.flatnonzero(kind == CODES[field.kind]).astype(np.int32)
            sharing, place = next(iter(code_ranges(field)))
            weight = float(compared.model.bits[column][place.start - 1 + RARE_ONE])
            yield at, sharing.__name__, weight


__all__ = ["EVIDENCE", "Compared", "Links", "links_of"]
