"""Queries against a gathered set of pictures: by file, by hash, and by the places that agree."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.claims import Claim, by_hash, by_places
from vigie.analysis.images.decoding import Limits, Refusal, decode
from vigie.analysis.images.features import ASKED, KEPT, Features, features_of
from vigie.analysis.images.localindex import LocalArrays, local_index
from vigie.analysis.images.localprints import LocalPrint, local_print
from vigie.analysis.images.matching import SAME_FILE, Look, alike, look_at, look_of
from vigie.analysis.images.pairs import near_pairs
from vigie.analysis.images.pdq import MATCH
from vigie.analysis.images.rectangles import QUALITY
from vigie.analysis.images.verifying import gathered_evidence
from vigie.records import ImagePrint


@dataclass(frozen=True, slots=True)
class Reference:
    """What is kept of a picture that queries are compared with."""

    print: ImagePrint
    local: LocalPrint


@dataclass(frozen=True, slots=True)
class Query:
    """A picture as it asks: its ways of being looked at, and its features."""

    look: Look
    features: Features


@dataclass(frozen=True, slots=True)
class Collection:
    """References that queries can be compared with.

    `local` indexes the features of one picture of each group that PDQ finds alike; `members` are
    the rows of each group, the indexed one first.
    """

    prints: tuple[ImagePrint, ...]
    local: LocalArrays
    members: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A reference (by its place) worth showing.

    `how` says what is claimed and the way it was found; `score` is 0 to 1, `points` how many places
    agree (0 where a hash found it), `rate` how many of a pair of unrelated pictures would score so
    high.
    """

    reference: int
    how: str
    score: float
    points: int
    rate: float


def as_reference(data: bytes) -> Reference | Refusal:
    """A picture's bytes as a reference, or why they cannot be read."""
    picture = decode(data, Limits())
    if isinstance(picture, Refusal):
        return picture
    return Reference(look_of(data, picture).print, local_print(features_of(picture.pixels, KEPT)))


def as_query(data: bytes) -> Query | Refusal:
    """A picture's bytes as a query, or why they cannot be read."""
    picture = decode(data, Limits())
    if isinstance(picture, Refusal):
        return picture
    return Query(look_of(data, picture), features_of(picture.pixels, ASKED))


def as_asked(data: bytes, limits: Limits) -> Query | Refusal:
    """A picture's bytes as a query of a lake: with the print that an ingest makes."""
    look, picture = look_at(data, limits), decode(data, limits)
    if isinstance(look, Refusal):
        return look
    if isinstance(picture, Refusal):
        return picture
    return Query(look, features_of(picture.pixels, ASKED))


def collection(references: Sequence[Reference]) -> Collection:
    """The references, indexed."""
    prints = tuple(one.print for one in references)
    members = groups(prints)
    local = local_index([references[rows[0]].local for rows in members])
    return Collection(prints, local, members)


def groups(prints: Sequence[ImagePrint]) -> tuple[tuple[int, ...], ...]:
    """The rows of pictures that PDQ finds like the first row of their group."""
    tells = [len(one.pdq) == 64 and one.quality >= QUALITY for one in prints]
    rows = [int(row) for row in np.flatnonzero(tells)]
    joined = bytes.fromhex("".join(prints[row].pdq for row in rows))
    hashes: npt.NDArray[np.uint8] = np.frombuffer(joined, np.uint8).reshape(-1, 32)
    first = np.arange(len(prints))
    if rows:
        pairs, _ = near_pairs(hashes, MATCH)
        for left, right in sorted((rows[int(a)], rows[int(b)]) for a, b in pairs):
            if first[left] == left and first[right] == right:
                first[right] = left
    held: dict[int, list[int]] = {}
    for row, head in enumerate(first):
        held.setdefault(int(head), []).append(row)
    return tuple(tuple(one) for one in held.values())


def found_among(query: Query, against: Collection) -> list[Found]:
    """The references worth showing for a query, best first, then in their order."""
    rows = {one.image_id: row for row, one in enumerate(against.prints)}
    found: dict[int, Found] = {}
    for like in alike(query.look, against.prints):
        row = rows[like.image_id]
        claim = by_hash(like)
        if claim.is_shown:
            found[row] = _found(row, claim, 0)
    for evidence in gathered_evidence(against.local, query.features):
        claim = by_places(evidence, len(against.local))
        places = (evidence.loose if claim.is_scene else evidence.close).points
        if not claim.is_shown:
            continue
        for row in against.members[evidence.picture]:
            if row not in found or found[row].score < claim.score:
                if row in found and found[row].how.startswith(SAME_FILE):
                    continue
                found[row] = _found(row, claim, places)
    return sorted(found.values(), key=lambda one: (-one.score, one.reference))


def _found(row: int, claim: Claim, points: int) -> Found:
    return Found(row, claim.how, claim.score, points, claim.rate)
