"""Where numbers are cut into steps, and what labels make of the steps."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vigie.analysis.triage.grouping import Floats, Ints
from vigie.analysis.triage.learning.growing import Grown
from vigie.analysis.triage.shape import Shape
from vigie.analysis.triage.signals import Signal
from vigie.analysis.triage.signals.measures import MEASURES

CUTS = 12
DIGITS = 4
# Cues that are put in later than the others, and so have no number of their own to cut.
UNCUT = frozenset({"wording", "tied_to_ranked_profile"})


@dataclass(frozen=True)
class Grid:
    """The numbers of cues and measures, and where each is cut: by all profiles, labelled or not."""

    names: tuple[str, ...]
    cuts: tuple[tuple[float, ...], ...]

    def columns(self, signals: Mapping[str, Signal], profiles: Ints) -> Floats:
        """1 where a profile passes a cut, else 0: profiles x steps."""
        found = [
            signals[name].number[profiles] > cut
            for name, cuts in zip(self.names, self.cuts, strict=True)
            for cut in cuts
        ]
        return np.array(found, np.float64).reshape(len(found), len(profiles)).T.copy()

    def shape(self, moved: tuple[Floats, Floats], grown: Grown | None) -> Shape:
        """The steps that were moved (bits, and draws of them), with the pairs that were grown."""
        bits, drawn = moved
        pairs = grown.pairs if grown else {}
        return Shape(
            self.names, self.cuts, np.round(bits, DIGITS), tuple(pairs),
            np.array([round(worth, DIGITS) for worth in pairs.values()], np.float64),
            np.zeros(len(self.names)), np.round(drawn, DIGITS),
        )  # fmt: skip


def grid(signals: Mapping[str, Signal], cues: tuple[str, ...]) -> Grid:
    """The grid of some cues and all measures: twelve cuts at most, at quantiles that differ."""
    names, found = [], []
    for name in (*(cue for cue in cues if cue not in UNCUT), *MEASURES):
        number = signals[name].number
        at = np.linspace(0.03, 0.97, CUTS) if len(number) else np.zeros(0)
        cuts = [float(f"{cut:.6g}") for cut in np.unique(np.quantile(number, at))]
        kept = tuple(cut for cut in dict.fromkeys(cuts) if 0.0 < (number > cut).mean() < 1.0)
        if kept:
            names.append(name)
            found.append(kept)
    return Grid(tuple(names), tuple(found))
