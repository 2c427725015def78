"""Queries against a gathered set of pictures: by hash, and by the places that agree."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vigie.analysis.images.agreement import agreement
from vigie.analysis.images.decoding import Limits, Refusal, decode
from vigie.analysis.images.features import ASKED, KEPT, Features, features_of, mirrored
from vigie.analysis.images.matching import ALTERED, Look, alike, look_of
from vigie.records import ImagePrint

_CANDIDATES, _LIKE = 20, 0.80


@dataclass(frozen=True, slots=True)
class Reference:
    """What is kept of a picture that queries are compared with."""

    print: ImagePrint
    features: Features


@dataclass(frozen=True, slots=True)
class Query:
    """A picture as it asks: its ways of being looked at, and its features."""

    look: Look
    features: Features


@dataclass(frozen=True, slots=True)
class Found:
    """A reference (by its place) worth showing: how it is alike, a score 0 to 1, agreeing places.

    The score of a hash is 1 at no distance and one half at 31 bits; that of places grows with their
    number and with the part of the overlap that they cover.
    """

    reference: int
    how: str
    score: float
    points: int


def as_reference(data: bytes) -> Reference | Refusal:
    """A picture's bytes as a reference, or why they cannot be read."""
    picture = decode(data, Limits())
    if isinstance(picture, Refusal):
        return picture
    return Reference(look_of(data, picture).print, features_of(picture.pixels, KEPT))


def as_query(data: bytes) -> Query | Refusal:
    """A picture's bytes as a query, or why they cannot be read."""
    picture = decode(data, Limits())
    if isinstance(picture, Refusal):
        return picture
    return Query(look_of(data, picture), features_of(picture.pixels, ASKED))


def found_among(query: Query, references: Sequence[Reference]) -> list[Found]:
    """The references worth showing for a query, best first, then in their order."""
    prints = [one.print for one in references]
    likenesses = {one.image_id: one for one in alike(query.look, prints)}
    found = {
        row: Found(row, like.how, round(1 - like.distance / 62, 4), 0)
        for row, one in enumerate(prints)
        if (like := likenesses.get(one.image_id))
    }
    for row in _candidates(query.features, references):
        agreed = agreement(query.features, references[row].features)
        if row not in found and agreed and agreed.holds:
            score = agreed.covered * agreed.points / (agreed.points + 20)
            found[row] = Found(row, ALTERED, round(score, 4), agreed.points)
    return sorted(found.values(), key=lambda one: (-one.score, one.reference))


def _candidates(features: Features, references: Sequence[Reference]) -> list[int]:
    """The references that most features of the query are very like, as it is or mirrored.

    Every descriptor is compared with every other, so that the time grows with the references.
    """
    if not len(features):
        return []
    votes = np.zeros(len(references))
    asked = np.vstack((features.descriptors, mirrored(features).descriptors))
    for row, one in enumerate(references):
        if len(one.features):
            likeness = asked @ one.features.descriptors.T
            votes[row] = int((likeness.max(axis=1) > _LIKE).sum())
    order = np.lexsort((np.arange(len(votes)), -votes))
    return [int(row) for row in order[:_CANDIDATES] if votes[row] >= 4]
