"""How common each key is, and where the data say that common begins."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.linking.keys import Ints, Small
from vigie.analysis.linking.kinds import KINDS
from vigie.analysis.linking.parameters import Parameters

ALONE, RARE, MIDDLING, HUB, OWN = 0, 1, 2, 3, 4
"""How common a key is; `OWN`: as many carry it as a hub, and they agree in everything else."""
LEAST_RARE = 3
"""A key of so few accounts is rare whatever the data say."""
LEAST_HUB = 8
"""A key of fewer accounts is no hub whatever the data say."""
IMAGINED = np.repeat([2, 3, 4], [10, 5, 5])
"""Shared keys that are always taken to exist, so that a lone hub is not taken for the usual."""


@dataclass(frozen=True, slots=True)
class CutOffs:
    """For one kind: up to `rare` accounts a key is rare, above `middling` it is a hub."""

    rare: int
    middling: int


def cut_offs(counts: npt.NDArray[np.int64], parameters: Parameters) -> CutOffs:
    """Where rare and middling end, from the quartiles of how many accounts share a shared key.

    A hub stands `hub_reach` quartile spreads above the upper quartile on a scale of ratios
    (Tukey's fence), so that a few enormous hubs move nothing.
    """
    low, high = quartiles(np.concatenate([counts[counts > 1], IMAGINED]))
    fence = high * max(high / low, 1.5) ** parameters.hub_reach
    return CutOffs(max(LEAST_RARE, round(high)), max(LEAST_HUB, round(fence)))


def quartiles(counts: npt.NDArray[np.integer]) -> tuple[float, float]:
    """The quartiles of whole numbers, each taken to be spread evenly over half a unit either way:
    a few more of one number move them a little, and never by one."""
    values, many = np.unique(counts, return_counts=True)
    upto = np.cumsum(many)
    edges = np.stack([values - 0.5, values + 0.5], axis=1).ravel()
    reached = np.stack([upto - many, upto], axis=1).ravel() / upto[-1]
    low, high = np.interp([0.25, 0.75], reached, edges)
    return float(low), float(high)


def all_cut_offs(kind: Small, counts: Ints, parameters: Parameters) -> list[CutOffs]:
    """The cut-offs of every kind, by its code."""
    return [cut_offs(counts[kind == code], parameters) for code in range(len(KINDS))]


def tiers(kind: Small, counts: Ints, cuts: list[CutOffs]) -> Small:
    """Each key alone, rare, middling or a hub."""
    rare = np.array([cut.rare for cut in cuts])[kind]
    middling = np.array([cut.middling for cut in cuts])[kind]
    tier = 1 + (counts > rare).astype(np.int8) + (counts > middling).astype(np.int8)
    return np.where(counts > 1, tier, ALONE).astype(np.int8)
