"""Links between ads, each with everything that speaks for it and against it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vigie.analysis.linking import details
from vigie.analysis.linking.arrow import Column, array, chunked, lists, structs
from vigie.analysis.linking.commonness import HUB, MIDDLING
from vigie.analysis.linking.keys import Carried, Floats, Ints, Longs, Small
from vigie.analysis.linking.kinds import CODES, KINDS
from vigie.analysis.linking.pairing import Holdings, Pairs, Shared
from vigie.analysis.linking.propositions import FIELDS
from vigie.analysis.linking.propositions.keys import LONG
from vigie.analysis.linking.weights import Codes, Model, code_ranges

EVIDENCE = pa.struct(
    [("proposition", pa.string()), ("bits", pa.float64()), ("detail", pa.string())]
)
INNOCENT = ("", "recycled_number", *sorted({kind.innocent for kind in KINDS} - {""}))
CONTACTS = ("phone", "handle", "email", "url")
"""Kinds that can pass from one person to another."""
KEY_OF = {"name": "name", "habit": "habit"} | {f.name: f.kind for f in FIELDS if f.kind}


@dataclass(frozen=True, slots=True)
class Rows:
    """One proposition's evidence: to which link it belongs, its bits, its detail."""

    link: Ints
    proposition: str
    bits: Floats
    detail: Column

    def moved(self, place: Ints) -> "Rows":
        """The same evidence of the links that have these places."""
        return Rows(place[self.link], self.proposition, self.bits, self.detail)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pairs that become links: their rows, bits and the two ads (by number) of each.

    `flipped` says that the ad of the pair's right account comes first; `key` is the heaviest that
    they share.
    """

    rows: Ints
    bits: Floats
    left_ad: Ints
    right_ad: Ints
    flipped: np.ndarray
    key: Ints

    def where(self, chosen: Longs) -> "Chosen":
        """The chosen of the chosen, by their numbers."""
        return Chosen(
            self.rows[chosen],
            self.bits[chosen],
            self.left_ad[chosen],
            self.right_ad[chosen],
            self.flipped[chosen],
            self.key[chosen],
        )


def choose(pairs: Pairs, codes: Codes, bits: Floats, shown: np.ndarray, model: Model) -> Chosen:
    """Name each shown pair by the first ads that show its heaviest shared key."""
    rows = np.flatnonzero(shown).astype(np.int32)
    key = _heaviest_key(pairs, codes, model)[rows]
    left_ad, right_ad = (
        pairs.holdings.carried.ad[_carried_at(pairs.holdings.carried, owner[rows], key)]
        for owner in (pairs.left, pairs.right)
    )
    flipped = left_ad > right_ad
    return Chosen(
        rows, bits[rows], np.minimum(left_ad, right_ad), np.maximum(left_ad, right_ad), flipped, key
    )


def all_evidence(pairs: Pairs, codes: Codes, chosen: Chosen, model: Model) -> Iterator[Rows]:
    """The evidence of the chosen pairs, proposition by proposition."""
    for column, field in enumerate(FIELDS):
        code = codes[chosen.rows, column]
        for proposition, place in code_ranges(field):
            links = np.flatnonzero((code >= place.start) & (code < place.stop)).astype(np.int32)
            if len(links):
                grade = code[links] - (place.start - 1)
                fields = _fields(pairs, field.name, proposition.__name__, (links, grade), chosen)
                yield Rows(
                    links,
                    proposition.__name__,
                    np.round(model.bits[column][code[links]], 3),
                    details.write(fields, len(links)),
                )


def listed(evidence: list[Rows], links: int) -> Column:
    """The evidence of each of so many links as a list, the heaviest first."""
    link = np.concatenate([np.zeros(0, np.int32), *(rows.link for rows in evidence)])
    which = np.repeat(np.arange(len(evidence)), [len(rows.link) for rows in evidence])
    bits = np.concatenate([np.zeros(0), *(rows.bits for rows in evidence)])
    order = np.lexsort((which, -bits, link))
    names = array([rows.proposition for rows in evidence], pa.string())
    detail = chunked([rows.detail for rows in evidence], pa.string())
    rows = structs.from_arrays(
        [
            names.take(array(which[order])),
            array(bits[order]),
            detail.combine_chunks().take(array(order)),
        ],
        fields=list(EVIDENCE),
    )
    offsets = np.zeros(links + 1, np.int32)
    np.cumsum(np.bincount(link, minlength=links), out=offsets[1:])
    return lists.from_arrays(array(offsets), rows)


def _heaviest_key(pairs: Pairs, codes: Codes, model: Model) -> Ints:
    best, key = np.full(len(pairs), -np.inf), np.full(len(pairs), -1, np.int32)
    for column, field in enumerate(FIELDS):
        if field.kind in pairs.shared:
            shared = pairs.shared[field.kind]
            weight = model.bits[column][codes[shared.rows, column]]
            better = weight > best[shared.rows]
            best[shared.rows[better]] = weight[better]
            key[shared.rows[better]] = shared.key[better]
    return key


def _carried_at(carried: Carried, owner: Ints, key: Ints) -> Longs:
    packed = carried.owner.astype(np.int64) << 32 | carried.key
    return np.searchsorted(packed, owner.astype(np.int64) << 32 | key)


def _fields(
    pairs: Pairs, field: str, proposition: str, at: tuple[Ints, np.ndarray], chosen: Chosen
) -> dict[str, Column]:
    links, grade = at
    rows, flipped = chosen.rows[links], chosen.flipped[links]
    one, other = pairs.left[rows], pairs.right[rows]
    left, right = np.where(flipped, other, one), np.where(flipped, one, other)
    if proposition.endswith(("_differ", "conflict")) and field in KEY_OF:
        return {}
    if field in KEY_OF:
        return _key_fields(pairs, KEY_OF[field], rows, (left, right), grade)
    traits = pairs.holdings.traits
    if field == "age":
        return {
            f"{side}_{end}": details.numbers(ages[who], -1)
            for side, who in (("left", left), ("right", right))
            for end, ages in (("youngest", traits.age_low), ("oldest", traits.age_high))
        }
    if field == "price":
        return {
            "left": details.decimals(traits.price[left], -1),
            "right": details.decimals(traits.price[right], -1),
        }
    return _meeting_fields(pairs, field, rows)


def _meeting_fields(pairs: Pairs, field: str, rows: Ints) -> dict[str, Column]:
    met = pairs.meetings
    at = np.searchsorted(met.rows, rows)
    if field == "circuit":
        return {
            "city": details.texts(pairs.holdings.places, met.one_city[at]),
            "weeks": details.numbers(met.together[at]),
        }
    if field == "presence":
        return {"days": details.numbers(met.apart[at])}
    return {}


def _key_fields(
    pairs: Pairs, kind: str, rows: Ints, who: tuple[Ints, Ints], grade: np.ndarray
) -> dict[str, Column]:
    holdings = pairs.holdings
    many, key, gap = _found(pairs, kind, rows)
    used = [_carried_at(holdings.carried, owner, key) for owner in who]
    first, last = holdings.carried.first, holdings.carried.last
    named = _innocent(holdings, key)
    if kind in CONTACTS:
        passed = (grade >= LONG) & (holdings.tier[key] < HUB)
        named = np.where(passed, INNOCENT.index("recycled_number"), named)
    return {
        "value": details.texts(holdings.names.value, key),
        "accounts": details.numbers(holdings.counts[key]),
        "shared": details.numbers(many),
        "gap_days": details.numbers(np.where(gap > 0, gap, -1), -1),
        "left_from": details.days(first[used[0]]),
        "left_to": details.days(last[used[0]]),
        "right_from": details.days(first[used[1]]),
        "right_to": details.days(last[used[1]]),
        "innocent": details.choices(INNOCENT, named.astype(np.int8)),
    }


def innocent(holdings: Holdings, key: Ints) -> Column:
    """The most innocent reading of sharing each key, by name, where it is common or a text."""
    return details.choices(INNOCENT, _innocent(holdings, key))


def _innocent(holdings: Holdings, key: Ints) -> Small:
    names = np.array([INNOCENT.index(one.innocent) for one in KINDS], np.int8)
    kind = holdings.names.kind[key]
    common = (holdings.tier[key] >= MIDDLING) | (kind == CODES["template"])
    return np.where(common, names[kind], np.int8(0))


def _found(pairs: Pairs, kind: str, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """How many keys of the kind each pair shares, the rarest, and the days between its uses."""
    many, key, gap = (np.zeros(len(rows), np.int32) for _ in range(3))
    for found in (pairs.also.get(kind), pairs.shared.get(kind)):
        if found is not None and len(found.rows):
            at = np.minimum(np.searchsorted(found.rows, rows), len(found.rows) - 1)
            here = found.rows[at] == rows
            many[here], key[here], gap[here] = (
                part[at[here]] for part in (found.many, found.key, found.gap)
            )
    return many, key, gap


__all__ = ["Chosen", "Rows", "Shared", "all_evidence", "choose", "innocent", "listed"]
