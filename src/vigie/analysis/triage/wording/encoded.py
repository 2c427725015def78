"""The wording as a supplied text model reads it: weights on its vectors, learned from labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from vigie.analysis.triage.arrow import arrow
from vigie.analysis.triage.errors import BrokenModel
from vigie.analysis.triage.grouping import Flags, Floats, Ints, count
from vigie.analysis.triage.signals.signal import Signal
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.encoding import Encoder
from vigie.analysis.triage.wording.model import ANY

KIND = "encoded"
STRENGTH = 10.0
DIGITS = 6


@dataclass(frozen=True)
class EncodedModel:
    """A weight for each number of a supplied model's vectors, an intercept, and a scale.

    An ad's score is the weighted sum of its vector; a profile's is the mean of its ads'. Divided by
    `scale` and cut to -1 .. 1 it is the strength of the cue `wording`. `files` names the supplied
    model; a model that was read from a file has no `encoder` until it is given the same one.
    """

    weights: Floats
    intercept: float
    scale: float
    files: str
    encoder: Encoder | None = field(default=None, compare=False, repr=False)
    telling: tuple[tuple[str, float], ...] = ()

    def signal(self, view: View) -> Signal:
        """The cue `wording`: which way a profile's wording leans, -1 to 1."""
        if self.encoder is None or self.encoder.name != self.files:
            raise BrokenModel("the text model that it was fitted with is not here",
                              remedy="run vigie triage fit again")  # fmt: skip
        rows = self.encoder.vectors(_texts(view, np.arange(view.rows)))
        means = _means(rows, view.profile, view.profiles)
        score = (means @ self.weights if len(means) else np.zeros(0)) + self.intercept
        strength = np.clip(np.round(score / self.scale, DIGITS), -1.0, 1.0)
        nothing = np.zeros(view.profiles, np.int64)
        return Signal(strength, np.ones(view.rows, bool), None, nothing, (ANY,))

    def to_plain(self) -> dict[str, Any]:
        """The model in plain numbers, without the supplied files."""
        return {"kind": KIND, "files": self.files, "weights": self.weights.tolist(),
                "intercept": self.intercept, "scale": self.scale}  # fmt: skip

    @classmethod
    def from_plain(cls, content: Mapping[str, Any]) -> "EncodedModel":
        """The model that `to_plain` wrote."""
        weights = np.array(content["weights"], np.float64)
        return cls(weights, float(content["intercept"]), float(content["scale"]),
                   str(content["files"]))  # fmt: skip


class EncodedTexts:
    """The vectors of some profiles, ready to learn from."""

    def __init__(self, view: View, profiles: Ints, encoder: Encoder) -> None:
        place = np.full(view.profiles, -1, np.int64)
        place[profiles] = np.arange(len(profiles))
        rows = np.flatnonzero(place[view.profile] >= 0)
        vectors = encoder.vectors(_texts(view, rows))
        self._encoder = encoder
        self._means = _means(vectors, place[view.profile[rows]], len(profiles))

    def learn(self, outcome: Flags, chosen: Flags, seed: int) -> EncodedModel | None:
        """The model of some labelled profiles; None where they are all of one kind."""
        if len(np.unique(outcome[chosen])) < 2:
            return None
        learner = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=seed)
        learner.fit(self._means[chosen], outcome[chosen])
        return EncodedModel(
            np.round(learner.coef_[0], DIGITS), round(float(learner.intercept_[0]), DIGITS), 1.0,
            self._encoder.name, self._encoder,
        )  # fmt: skip

    def judge(self, model: EncodedModel) -> Floats:
        """The mean score of each profile's rows."""
        return np.asarray(self._means @ model.weights + model.intercept)

    @staticmethod
    def telling(model: EncodedModel, unsaid: frozenset[str]) -> EncodedModel:  # noqa: ARG004 (the form of every reader)
        """The model as it is: no phrase can be told of it."""
        return model


def _texts(view: View, rows: Ints) -> list[str]:
    part = view.ads.take(arrow.array(rows))
    both = zip(part.column("title").to_pylist(), part.column("text").to_pylist(), strict=True)
    return [f"{title or ''}\n{text or ''}" for title, text in both]


def _means(vectors: Floats, owner: Ints, size: int) -> Floats:
    """The mean vector of each owner."""
    wide = vectors.reshape(len(owner), -1)
    sums = np.zeros((size, wide.shape[1]))
    np.add.at(sums, owner, wide)
    return np.asarray(sums / np.maximum(1, count(owner, size))[:, None])
