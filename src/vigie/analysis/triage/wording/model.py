"""A linear model on the words and letters of an ad: plain numbers, the same on every machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.analysis.triage.grouping import Floats, count
from vigie.analysis.triage.signals.signal import Signal
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.ngrams import SLOTS, score


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
        return Signal(strength, np.ones(view.rows, bool))

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
