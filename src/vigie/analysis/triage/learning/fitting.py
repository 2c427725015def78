"""A model from labels, tried on labels that it had not seen, and refused where it ranks worse."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from vigie.analysis.triage.errors import WorseModel
from vigie.analysis.triage.grouping import Flags, Floats
from vigie.analysis.triage.learning import folds, logistic
from vigie.analysis.triage.learning.evaluation import Held, evaluate
from vigie.analysis.triage.learning.labels import Labels, need
from vigie.analysis.triage.learning.measures import average_precision
from vigie.analysis.triage.learning.wordings import Wordings
from vigie.analysis.triage.model import DRAWS, PRIOR_SPREAD, Model, Weights, registry_model, spread
from vigie.analysis.triage.registry import QUESTIONS, registry
from vigie.analysis.triage.scoring import measure, probability, strengths
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.model import TextModel
from vigie.records.finding import Question

LEAST, EACH = 20, 3
# How loosely the registry holds the weights: all are tried on held-out labels.
STRETCHES = (0.5, 1.0, 2.0, 4.0)
# Labels are seldom a fair sample, so the base rate is held more loosely than by its own spread.
RATE_SPREAD = 4.0 * PRIOR_SPREAD


@dataclass(frozen=True)
class Terms:
    """How to fit: the seed, how many profiles the agency can work, whether wording is learned.

    `base_rate` is the share of all profiles whose answer is yes, where it is known better than
    the labels tell; None leaves it to the labels.
    """

    seed: int = 0
    budget: int = 50
    wording: bool = True
    base_rate: float | None = None


@dataclass(frozen=True)
class Fit:
    """A fitted model, and for each question how it did on labels that it had not seen."""

    model: Model
    evaluation: Mapping[str, Any]


def fit(view: View, labels: Mapping[Question, Labels], terms: Terms | None = None) -> Fit:
    """The model that the labels make of the registry's.

    A question without labels keeps the registry's weights. Raises BadLabels for a question with
    some but too few, WorseModel where the fitted weights rank held-out labels worse than the
    registry's do.
    """
    terms = terms or Terms()
    model = registry_model()
    evaluation: dict[str, Any] = {}
    for question in QUESTIONS:
        told = labels.get(question)
        if told is None or not len(told):
            continue
        need(told, LEAST, EACH)
        with threadpool_limits(1):  # sums in one order, whatever the machine's cores
            weights, text, evaluation[question] = _fit_one(_Case(view, question, told, terms))
        model = replace(model, weights=dict(model.weights) | {question: weights},
                        text=text or model.text)  # fmt: skip
    about = {"made_by": "vigie triage fit", "seed": terms.seed, "evaluation": evaluation}
    return Fit(replace(model, about=about), evaluation)


@dataclass(frozen=True)
class _Case:
    """One question's labels, with what is learned from them."""

    view: View
    question: Question
    labels: Labels
    terms: Terms


def _fit_one(case: _Case) -> tuple[Weights, TextModel | None, dict[str, Any]]:
    prior = registry_model()
    old = prior.weights[case.question]
    signals, estimates = measure(case.view, prior)
    groups = folds.groups_of(case.view, case.labels)
    learns = case.terms.wording and "wording" in old.cues
    texts = Wordings(case.view, case.labels, groups, case.terms.seed) if learns else None
    plain = strengths(signals, old.cues)[case.labels.profile].astype(np.float64)
    alone = estimates[case.question].bits[case.labels.profile]
    held = _held_out(case, _Ground(old, plain, groups, texts), alone)
    _refuse(held, alone[held.judged], case.question)
    slope, shift = logistic.calibrate(held.bits, held.outcome.astype(float))
    text, strength = texts.final() if texts and held.worded else (None, None)
    matrix = _matrix(plain, old, strength)
    outcome = case.labels.outcome.astype(np.float64)
    pull = _pull(old).stretched(held.stretch)
    moved = logistic.move(matrix, outcome, pull)
    drawn = logistic.draws(matrix, outcome, pull, np.random.default_rng(case.terms.seed), DRAWS)
    weights = _calibrated(old, moved, drawn, (slope, shift))
    weights = _at_rate(case, weights, signals, text)
    told = evaluate(case.view, case.labels, held, alone[held.judged], case.terms.budget)
    left = {"left_out": dict(case.labels.left_out), "adjudicators": len(case.labels.by)}
    return weights, text, told | left | {"slope": round(slope, 4), "shift": round(shift, 4)}


@dataclass(frozen=True)
class _Ground:
    """What every fold starts from."""

    old: Weights
    plain: Floats
    groups: Any
    texts: Wordings | None


def _held_out(case: _Case, ground: _Ground, alone: Floats) -> Held:
    """Log-odds of labels that the weights had not seen, by the way of fitting that did best.

    Tried is how loosely the registry holds the weights, with the learned wording and without. Of
    the ways that rank no worse than the registry alone, the one with the lowest log loss wins.
    """
    labels = case.labels
    parts = [
        (known, judged)
        for known, judged in folds.forward(labels, ground.groups)
        if len(np.unique(labels.outcome[known])) == 2
    ]
    judged = np.concatenate([np.zeros(0, np.int64), *(np.flatnonzero(held) for _, held in parts)])
    fold = np.repeat(np.arange(len(parts)), [held.sum() for _, held in parts])
    outcome = labels.outcome[judged]
    least = average_precision(alone[judged], outcome)
    tried = [
        Held(judged, fold, outcome, bits, stretch, worded)
        for worded in ((True, False) if ground.texts else (False,))
        for stretch, bits in _trials(labels, ground, parts, worded).items()
    ]
    fit_to_use = [held for held in tried if average_precision(held.bits, outcome) >= least]
    return min(fit_to_use or tried, key=_loss)


def _trials(
    labels: Labels, ground: _Ground, parts: list[tuple[Flags, Flags]], worded: bool
) -> dict[float, Floats]:
    bits: dict[float, list[Floats]] = {stretch: [np.zeros(0)] for stretch in STRETCHES}
    for known, held in parts:
        strength = ground.texts.fold(known) if worded and ground.texts else None
        matrix = _matrix(ground.plain, ground.old, strength)
        for stretch, found in bits.items():
            pull = _pull(ground.old).stretched(stretch)
            weights = logistic.move(matrix[known], labels.outcome[known].astype(float), pull)
            found.append(matrix[held] @ weights)
    return {stretch: np.concatenate(found) for stretch, found in bits.items()}


def _loss(held: Held) -> float:
    return (
        round(logistic.log_loss(held.bits, held.outcome.astype(float)), 6)
        if len(held.outcome)
        else 0.0
    )


def _pull(old: Weights) -> logistic.Pull:
    spreads = [RATE_SPREAD, *(spread(registry()[cue]) for cue in old.cues)]
    return logistic.Pull(np.concatenate([[old.prior], old.bits]), np.array(spreads))


def _matrix(plain: Floats, old: Weights, wording: Floats | None) -> Floats:
    matrix = np.concatenate([np.ones((len(plain), 1)), plain], axis=1)
    if wording is not None:
        matrix[:, 1 + old.cues.index("wording")] = wording
    return matrix


def _refuse(held: Held, alone: Floats, question: str) -> None:
    fitted, registered = (average_precision(bits, held.outcome) for bits in (held.bits, alone))
    if fitted < registered:
        raise WorseModel(
            f"held-out labels are ranked worse than by the registry ({question}: average "
            f"precision {fitted:.3f} against {registered:.3f}); the registry stays in use",
            remedy="add labels, or look for wrong ones; vigie triage next proposes which to add",
        )


def _calibrated(old: Weights, moved: Floats, drawn: Floats, how: tuple[float, float]) -> Weights:
    slope, shift = how
    moved, drawn = np.round(slope * moved, 4), slope * drawn
    drawn[:, 0] += shift
    return Weights(round(float(moved[0]) + shift, 4), old.cues, moved[1:], np.round(drawn, 4))


def _at_rate(case: _Case, weights: Weights, signals: Any, text: TextModel | None) -> Weights:
    """The weights moved so that the mean chance over all profiles is the base rate, if given."""
    rate = case.terms.base_rate
    if rate is None:
        return weights
    told = signals | {"wording": text.signal(case.view)} if text else signals
    bits = weights.prior + strengths(told, weights.cues) @ weights.bits
    low, high = -40.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if probability(bits + middle).mean() < rate else (low, middle)
    drawn = weights.draws.copy()
    drawn[:, 0] += low
    return replace(weights, prior=round(weights.prior + low, 4), draws=np.round(drawn, 4))
