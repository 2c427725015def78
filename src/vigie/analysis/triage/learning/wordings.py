"""The learned wording as a cue to learn from: always as judged by a model that had not seen it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vigie.analysis.triage.grouping import Flags, Floats, Ints
from vigie.analysis.triage.learning.folds import spread_out
from vigie.analysis.triage.learning.labels import Labels
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.encoded import EncodedModel, EncodedTexts
from vigie.analysis.triage.wording.encoding import Encoder
from vigie.analysis.triage.wording.model import TextModel
from vigie.analysis.triage.wording.training import Texts

PARTS = 3
LEAST = 60
SMALLEST_SCALE = 0.1


@dataclass(frozen=True)
class Reading:
    """How wording is learned: the seed, and the supplied text model in place of n-grams, if any."""

    seed: int = 0
    encoder: Encoder | None = None


class Wordings:
    """The wording of labelled profiles, learned on some of them and judged on others."""

    def __init__(self, view: View, labels: Labels, groups: Ints, how: Reading) -> None:
        self._labels, self._groups, self._seed = labels, groups, how.seed
        # The two readers give models of their own kind, and take no other.
        self._texts: Any = (
            EncodedTexts(view, labels.profile, how.encoder)
            if how.encoder
            else Texts(view, labels.profile)
        )
        self._unsaid = frozenset(
            word for name in view.mentions["name"].values for word in name.lower().split()
        )

    def fold(self, known: Flags) -> Floats:
        """The strength of the wording of every labelled profile.

        Those that may be learned from are judged by models of the other parts of them; the rest by
        the model of all that may be learned from. All 0 where these are too few.
        """
        return self._judged(known)[0]

    def final(self) -> tuple[TextModel | EncodedModel | None, Floats]:
        """The model of all labels, and the strengths to fit its weight with."""
        strength, model = self._judged(np.ones(len(self._labels), bool))
        return (self._texts.telling(model, self._unsaid) if model else None), strength

    def _judged(self, known: Flags) -> tuple[Floats, TextModel | EncodedModel | None]:
        nothing = np.zeros(len(self._labels))
        if known.sum() < LEAST:
            return nothing, None
        whole = self._texts.learn(self._labels.outcome, known, self._seed)
        if whole is None:
            return nothing, None
        score = self._texts.judge(whole)
        places = np.flatnonzero(known)
        for learned, held in spread_out(self._groups[known], PARTS):
            chosen = np.zeros(len(self._labels), bool)
            chosen[places[learned]] = True
            part = self._texts.learn(self._labels.outcome, chosen, self._seed)
            judged = self._texts.judge(part) if part else nothing
            score[places[held]] = judged[places[held]]
        scale = max(SMALLEST_SCALE, round(2.0 * float(score[known].std()), 4))
        return np.clip(score / scale, -1.0, 1.0), replace(whole, scale=scale)
