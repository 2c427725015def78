"""Whether a kept picture shows what the query shows: its features looked for where they should lie.

From a candidate's similarity each kept feature is carried to the query and looked for there, within
a distance that narrows while the map is fitted anew: a similarity, then an affine map, then a
projective one. No raw descriptor is kept: likeness is the distance of the query's descriptor to the
code. What agrees must be spread over the whole overlap that the map predicts, in both pictures:
pictures that share a sticker or an application's screen agree in its own corner alone.
"""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.images.codebook import Cells, Codes, Floats
from vigie.analysis.images.features import Features, Points
from vigie.analysis.images.localindex import Asked, LocalArrays, Search, hits
from vigie.analysis.images.localprints import unpacked
from vigie.analysis.images.lookedfor import Map, agreeing
from vigie.analysis.images.maps import fitted, moved, parts_of, within
from vigie.analysis.images.voting import Candidate, candidates, weight_of

_ROUNDS = ((0.06, 4), (0.05, 6), (0.035, 6), (0.025, 6), (0.016, 8), (0.01, 8))
"""Tolerance (of the kept picture's longer side as the query shows it) and parameters of the map."""
_CLOSE, _LOOSE = 0.006, 0.035
FEWEST = 6
"""Places that must agree for anything to be claimed."""
_SEARCH = Search()


@dataclass(frozen=True, slots=True)
class Spread:
    """How many places agree, and over how much of what both pictures show.

    `points` places agree, `weight` of them counting common ones less. `covered` is the part (0 to
    1) of the predicted overlap in which there are such places, `against` the part in which both
    pictures show something and nothing agrees. `apart` is the median distance that remains, as a
    part of the kept picture's longer side.
    """

    points: int = 0
    weight: float = 0.0
    covered: float = 0.0
    against: float = 1.0
    apart: float = 1.0

    @property
    def score(self) -> float:
        """The weight of what agrees, less where it is common, and spread over the overlap."""
        return self.weight**2 / max(1, self.points) * self.covered


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one photograph, or one scene, in a query and a kept picture.

    `close` are places that agree as in one photograph, `loose` as in two of one scene; `map`
    float64[3, 3] takes a place of the kept picture to the query; `pairs` int64[n, 2] are the
    features (query, kept) that agree closely; `is_mirrored` says that the query is seen mirrored.
    """

    picture: int
    close: Spread
    loose: Spread
    is_mirrored: bool
    map: Map
    pairs: Cells


@dataclass(frozen=True, slots=True)
class _Both:
    """A query as it is compared with one kept picture.

    Points of both, float32[n, 4]; `form` int64[kept, query] is the form of a query's feature that
    compares with a kept one (-1: none); `weights` float32[query]; sizes are width and height.
    """

    mine: Points
    kept: Points
    form: Cells
    tables: Floats
    codes: Codes
    weights: Floats
    sizes: tuple[tuple[float, float], tuple[float, float]]


def gathered_evidence(
    arrays: LocalArrays, features: Features, search: Search = _SEARCH
) -> list[Evidence]:
    """What speaks for the likeliest kept pictures, in the order of their worth; one each."""
    if not len(features) or not len(arrays):
        return []
    asked, found = hits(arrays, features, search)
    best: dict[int, Evidence] = {}
    for one in candidates(arrays, asked, found, search.pictures):
        seen = evidence(arrays, asked, found.seen, one)
        if seen and (one.picture not in best or best[one.picture].close.score < seen.close.score):
            best[one.picture] = seen
    return list(best.values())


def evidence(arrays: LocalArrays, asked: Asked, seen: Cells, one: Candidate) -> Evidence | None:
    """What speaks for a candidate; None where too few places agree for any claim."""
    both = _both(arrays, asked, seen, one)
    scale, turn, x, y = one.similarity
    cos, sin = scale * np.cos(turn), scale * np.sin(turn)
    found: Map = np.array(((cos, -sin, x), (sin, cos, y), (0, 0, 1)))
    loose = Spread()
    for tolerance, freedom in _ROUNDS:
        pairs = _pairs(found, both, tolerance)
        if tolerance == _LOOSE:
            if len(pairs) < FEWEST:  # closely, fewer still would agree
                return None
            loose = _spread(both, found, pairs)
        better = fitted(both.kept[pairs[:, 1], :2], both.mine[pairs[:, 0], :2], freedom)
        if better is None:
            return None
        found = better
    pairs = _pairs(found, both, _CLOSE)
    if len(pairs) < FEWEST:
        return None
    close = _spread(both, found, pairs)
    return Evidence(one.picture, close, loose, one.is_mirrored, found, pairs)


def _both(arrays: LocalArrays, asked: Asked, seen: Cells, one: Candidate) -> _Both:
    first, last = arrays.firsts[one.picture : one.picture + 2]
    kept, turned = unpacked(arrays.places[first:last])
    mine = asked.features.points
    if one.is_mirrored:
        mine = mine.copy()
        mine[:, 0] = asked.features.width - mine[:, 0]
        mine[:, 3] = np.pi - mine[:, 3]
    forms = np.full((len(mine), 2), -1, dtype=np.int64)
    forms[asked.source, asked.was_turned.astype(np.int64)] = np.arange(len(asked.source))
    mirrors = (turned != one.is_mirrored)[:, None]
    weights = np.ones(len(mine), dtype=np.float32)
    np.minimum.at(weights, asked.source, weight_of(seen))
    wide, high = arrays.sizes[one.picture]
    return _Both(
        mine,
        kept,
        np.where(mirrors, forms[None, :, 1], forms[None, :, 0]),
        asked.tables,
        arrays.codes[arrays.at[first:last]],
        weights,
        ((asked.features.width, asked.features.height), (float(wide), float(high))),
    )


def _pairs(found: Map, both: _Both, tolerance: float) -> Cells:
    """The features (query, kept) that agree with a map, int64[n, 2]."""
    points, likeness = (both.mine, both.kept), (both.form, both.tables, both.codes)
    pairs: Cells = agreeing(found, points, likeness, tolerance)
    return pairs


def _spread(both: _Both, found: Map, pairs: Cells) -> Spread:
    """How agreeing places lie in the overlap that the map predicts.

    Of either picture only what the other is large enough to show is expected of it.
    """
    if not len(pairs):
        return Spread()
    mine, kept = both.mine, both.kept
    scale = float(np.sqrt(max(np.linalg.det(found[:2, :2]), 1e-9)))
    inverse: Map = np.linalg.inv(found).astype(np.float64)
    carried, back = moved(found, kept), moved(inverse, mine)
    least_mine, least_kept = np.percentile(mine[:, 2], 3), np.percentile(kept[:, 2], 3)
    expected = within(carried, both.sizes[0]) & (kept[:, 2] * scale >= least_mine)
    overlap = within(back, both.sizes[1]) & (mine[:, 2] / scale >= least_kept)
    covered, against = parts_of(kept[expected], back[overlap], kept[pairs[:, 1]])
    apart = np.linalg.norm(carried[pairs[:, 1]] - mine[pairs[:, 0], :2], axis=1) / scale
    weight = float(both.weights[pairs[:, 0]].sum())
    return Spread(len(pairs), weight, covered, against, float(np.median(apart)))
