"""A linear model on the words and letters of an ad: plain numbers, the same on every machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.analysis.triage.arrow import LONG_TEXT, arrow, compute
from vigie.analysis.triage.grouping import Floats, Ints, count, ints, lowest
from vigie.analysis.triage.scanning import build
from vigie.analysis.triage.signals.signal import Signal
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.ngrams import SLOTS, score

# What is quoted where none of the most telling phrases stands in a profile's ads.
ANY = "no single phrase"


@dataclass(frozen=True)
class TextModel:
    """The weight of each n-gram slot, an intercept, and what turns a sum into a strength.

    An ad's score is the mean weight of its n-grams times the root of their number, plus the
    intercept; a profile's is the mean of its ads'. Divided by `scale` and cut to -1 .. 1 it is the
    strength of the cue `wording`. `telling` are the n-grams that say most, with their weights.
    """

    weights: NDArray[np.float32]
    intercept: float
    scale: float
    telling: tuple[tuple[str, float], ...] = ()

    def per_profile(self, view: View) -> Floats:
        """The mean score of each profile's rows."""
        rows = score(view.ads.column("title"), view.ads.column("text"), self.weights)
        sums = np.bincount(view.profile, weights=rows, minlength=view.profiles)
        return sums / np.maximum(count(view.profile, view.profiles), 1) + self.intercept

    def signal(self, view: View) -> Signal:
        """The cue `wording`: which way a profile's wording leans, -1 to 1."""
        strength = np.clip(self.per_profile(view) / self.scale, -1.0, 1.0)
        shown = np.ones(view.rows, bool)
        phrases = (*(text for text, _ in self.telling), ANY)
        return Signal(strength, shown, None, self._said(view, strength), phrases)

    def _said(self, view: View, strength: Floats) -> Ints:
        """For each profile the place of the first telling phrase that its ads hold and that leans
        its way; that of ANY where there is none."""
        last = len(self.telling)
        speaks_for = np.array([weight > 0 for _, weight in self.telling], bool)
        ways = [np.flatnonzero(speaks_for == way) for way in (False, True)]
        lists = [[self.telling[place][0] for place in places] for places in ways]
        texts = compute.binary_join_element_wise(
            view.ads.column("title").cast(LONG_TEXT).fill_null(""),
            view.ads.column("text").cast(LONG_TEXT).fill_null(""),
            arrow.scalar("\n", LONG_TEXT),
        )
        first = build(lists).scan(texts).first
        leans = strength[view.profile] > 0
        held = np.where(leans, np.append(ways[1], last)[first[:, 1]],
                        np.append(ways[0], last)[first[:, 0]])  # fmt: skip
        return ints(lowest(view.profile, held.astype(np.float64), view.profiles, last))

    def to_plain(self) -> dict[str, Any]:
        """The model in plain numbers; slots without weight are left out."""
        slots = np.flatnonzero(self.weights)
        return {
            "slots": slots.tolist(),
            "weights": [float(f"{weight:.5g}") for weight in self.weights[slots]],
            "intercept": self.intercept,
            "scale": self.scale,
            "telling": [list(pair) for pair in self.telling],
        }

    @classmethod
    def from_plain(cls, content: Mapping[str, Any]) -> "TextModel":
        """The model that `to_plain` wrote."""
        weights = np.zeros(SLOTS, np.float32)
        weights[np.array(content["slots"], np.int64)] = content["weights"]
        telling = tuple((str(text), float(weight)) for text, weight in content["telling"])
        return cls(weights, float(content["intercept"]), float(content["scale"]), telling)
