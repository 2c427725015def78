"""An agency that labels as it works, and what its labels teach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benchmarks.rivals import Seen
from vigie.analysis.triage import Model, registry_model
from vigie.analysis.triage.abstaining import abstentions
from vigie.analysis.triage.learning import Label, fit, propose, resolve
from vigie.analysis.triage.learning.fitting import Terms
from vigie.analysis.triage.scoring import logodds
from vigie.analysis.triage.signals import Signal
from vigie.records import Problem
from vigie.records.finding import Question

START = date(2026, 1, 1)
BATCH = 400


@dataclass(frozen=True)
class Taught:
    """A world to learn from, and the question that is asked."""

    world: Seen
    question: Question

    def fit(self, rows: np.ndarray, said: np.ndarray) -> Model:
        """The model fitted to what was said of some rows, ten a day; the registry's own where the
        labels are too few or the fit is refused."""
        view = self.world.view
        names = view.profile_ids.to_pylist()
        labels = [
            Label(
                names[row], self.question, bool(said[row]), START + timedelta(days=day // 10), "a"
            )
            for day, row in enumerate(rows.tolist())
        ]
        told = {self.question: resolve(labels, self.question, view)}
        try:
            return fit(view, told, Terms(wording=self.question == "trafficking")).model
        except Problem:
            return registry_model()


@dataclass(frozen=True)
class Work:
    """The models of an agency after so many labels, and the rows that it labelled."""

    models: dict[int, Model]
    labelled: np.ndarray


def work(taught: Taught, steps: Sequence[int], seed: int) -> Work:
    """An agency that labels as it works: at each step a third from the top of its list, a third of
    what `vigie triage next` proposes, a third at random."""
    random = np.random.default_rng(seed)
    thin = saved(taught.world)
    have = np.zeros(len(thin), bool)
    order: list[int] = []
    model = registry_model()
    models: dict[int, Model] = {}
    for step in _batches(steps):
        signals = spoken(taught.world, model)
        weights = model.weights[taught.question]
        bits = logodds(signals, weights)
        third = (step - len(order)) // 3
        _take(order, have, np.argsort(-np.where(have | thin, -99.0, bits), kind="stable")[:third])
        proposed = propose(signals, weights, have | thin, third)
        _take(order, have, [place for place, _ in proposed])
        _take(order, have, random.permutation(np.flatnonzero(~have))[: step - len(order)])
        model = taught.fit(random.permutation(order), taught.world.truth)
        models[step] = model
    return Work({step: models[step] for step in steps}, np.array(order))


def asking(taught: Taught, labels: int, seed: int, *, proposed: bool) -> Model:
    """The model after so many labels of which, from the fiftieth on, each batch of fifty is what
    `vigie triage next` proposes, or drawn at random. The first fifty are the same for both."""
    random = np.random.default_rng(seed)
    thin = saved(taught.world)
    have = np.zeros(len(thin), bool)
    order: list[int] = []
    top = logodds(taught.world.signals, registry_model().weights[taught.question])
    _take(order, have, np.argsort(-np.where(thin, -99.0, top), kind="stable")[:25])
    _take(order, have, random.permutation(np.flatnonzero(~have & ~thin))[:25])
    while len(order) < labels:
        if proposed:
            model = taught.fit(random.permutation(order), taught.world.truth)
            signals = spoken(taught.world, model)
            found = propose(signals, model.weights[taught.question], have | thin, 50)
            _take(order, have, [place for place, _ in found])
        else:
            _take(order, have, random.permutation(np.flatnonzero(~have & ~thin))[:50])
    return taught.fit(random.permutation(order), taught.world.truth)


def saved(world: Seen) -> np.ndarray:
    """Which profiles abstain."""
    said = abstentions(world.view, world.signals).to_pylist()
    return np.array([bool(why) for why in said])


def spoken(world: Seen, model: Model) -> dict[str, Signal]:
    """The signals of a world, with a model's wording where it has learned one."""
    text = {"wording": model.text.signal(world.view)} if model.text else {}
    return world.signals | text


def _batches(steps: Sequence[int]) -> list[int]:
    """The steps, with others between so that no batch is over 400 labels."""
    found: list[int] = []
    for step in steps:
        while found and step - found[-1] > BATCH:
            found.append(found[-1] + BATCH)
        found.append(step)
    return list(dict.fromkeys(found))


def _take(order: list[int], have: np.ndarray, places: Sequence[int] | np.ndarray) -> None:
    fresh = [int(place) for place in places if not have[place]]
    order += fresh
    have[fresh] = True
