"""Learning the wording from labelled profiles."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from vigie.analysis.triage.arrow import arrow
from vigie.analysis.triage.folding import (
    GAP,
    LETTERS,
    PASSED_OVER,
    PLANES,
    STRANGE,
    symbol_table,
)
from vigie.analysis.triage.grouping import Flags, Floats, Ints, count
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.model import TextModel
from vigie.analysis.triage.wording.ngrams import SLOTS, score, slots

STRENGTH = 10.0
TELLING = 20
# An n-gram of fewer ads than this is a name or an accident.
OFTEN = 3
_LETTERS = {number: char for char, number in LETTERS.items()}


class Texts:
    """The n-grams of the rows of some profiles, ready to learn from."""

    def __init__(self, view: View, profiles: Ints) -> None:
        place = np.full(view.profiles, -1, np.int64)
        place[profiles] = np.arange(len(profiles))
        rows = np.flatnonzero(place[view.profile] >= 0)
        part = view.ads.take(arrow.array(rows))
        self._titles, self._texts = part.column("title"), part.column("text")
        found, bounds = slots(self._titles, self._texts)
        lengths = np.diff(bounds)
        worth = np.repeat(1.0 / np.sqrt(np.maximum(lengths, 1)), lengths)
        self._slots, column = np.unique(found, return_inverse=True)
        self._matrix = csr_matrix((worth, column, bounds), shape=(len(rows), len(self._slots)))
        self._matrix.sum_duplicates()
        self.owner = place[view.profile[rows]]
        self.size = len(profiles)

    def learn(self, outcome: Flags, chosen: Flags, seed: int) -> TextModel | None:
        """The model of some labelled profiles; None where they are all of one kind."""
        rows = np.flatnonzero(chosen[self.owner])
        owner = self.owner[rows]
        if len(np.unique(outcome[owner])) < 2:
            return None
        share = 1.0 / count(owner, self.size)[owner]
        learner = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=seed)
        learned = self._matrix[rows]
        often = np.flatnonzero(learned.getnnz(axis=0) >= OFTEN)
        learner.fit(learned[:, often], outcome[owner], sample_weight=share)
        weights = np.zeros(SLOTS, np.float32)
        weights[self._slots[often]] = learner.coef_[0]
        return TextModel(weights, float(learner.intercept_[0]), 1.0)

    def judge(self, model: TextModel) -> Floats:
        """The mean score of each profile's rows."""
        rows = self._matrix @ model.weights[self._slots].astype(np.float64)
        sums = np.bincount(self.owner, weights=rows, minlength=self.size)
        return sums / np.maximum(count(self.owner, self.size), 1) + model.intercept

    def telling(self, model: TextModel, unsaid: frozenset[str]) -> TextModel:
        """The model with the phrases that say most: of words seen in five profiles or more.

        `unsaid` are words (names of people) that are never shown.
        """
        seen = self._phrases(unsaid)
        phrases = sorted(phrase for phrase, times in seen.items() if times >= 5)
        if not phrases:
            return model
        blank = arrow.array([""] * len(phrases), arrow.string())
        weight = score(blank, arrow.array(phrases, arrow.string()), model.weights)
        order = np.lexsort((np.arange(len(phrases)), -np.round(np.abs(weight), 6)))[:TELLING]
        told = tuple((phrases[place], round(float(weight[place]), 4)) for place in order)
        return replace(model, telling=told)

    def _phrases(self, unsaid: frozenset[str]) -> Counter[str]:
        """In how many profiles each word and pair of words stands."""
        mine: dict[int, set[str]] = {}
        both = zip(self._titles.to_pylist(), self._texts.to_pylist(), strict=True)
        for owner, (title, text) in zip(self.owner.tolist(), both, strict=True):
            words = _words(f"{title or ''}\n{text or ''}")
            kept = [word for word in words if word not in unsaid]
            pairs = {
                f"{one} {two}"
                for one, two in pairwise(words)
                if one not in unsaid and two not in unsaid
            }
            mine.setdefault(owner, set()).update(kept, pairs)
        return Counter(phrase for phrases in mine.values() for phrase in phrases)


class _Plain(dict[int, str]):
    """What `str.translate` makes of each character: its folded letter, found when first asked."""

    def __missing__(self, point: int) -> str:
        symbol = int(symbol_table()[point]) if point < PLANES else STRANGE
        found = {GAP: " ", PASSED_OVER: ""}.get(symbol, _LETTERS.get(symbol, "?"))
        self[point] = found
        return found


_PLAIN = _Plain()


def _words(text: str) -> list[str]:
    return [word for word in text.translate(_PLAIN).split() if word.isalpha() and len(word) > 1]
