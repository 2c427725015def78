"""A model from labels, tried on labels that it had not seen, and refused where it ranks worse."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from vigie.analysis.triage.errors import WorseModel
from vigie.analysis.triage.grouping import Floats, Ints
from vigie.analysis.triage.learning import folds, logistic
from vigie.analysis.triage.learning.evaluation import Held, evaluate
from vigie.analysis.triage.learning.gate import Gate, loss, not_worse
from vigie.analysis.triage.learning.grid import grid
from vigie.analysis.triage.learning.labels import Labels, need
from vigie.analysis.triage.learning.ways import (
    PLAINEST,
    WAYS,
    Ground,
    Scale,
    Way,
    credibility,
)
from vigie.analysis.triage.learning.wordings import Reading, Wordings
from vigie.analysis.triage.model import Model, Text, Weights, registry_model
from vigie.analysis.triage.registry import QUESTIONS
from vigie.analysis.triage.scoring import logodds, measure, probability, strengths
from vigie.analysis.triage.signals import Signal
from vigie.analysis.triage.signals.measures import MEASURES, measured
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.encoding import Encoder
from vigie.records.finding import Question

LEAST, EACH = 20, 3
# Which share of the labels may be wrong: all are tried on held-out labels.
WRONG = (0.0, 0.1, 0.2, 0.3)


@dataclass(frozen=True)
class Terms:
    """How to fit: the seed, how many profiles the agency can work, whether wording is learned.

    `base_rate` is the share of all profiles whose answer is yes, where it is known better than
    the labels tell; None leaves it to the labels. `encoder` is a text model of the agency's own;
    None learns from n-grams.
    """

    seed: int = 0
    budget: int = 50
    wording: bool = True
    base_rate: float | None = None
    encoder: Encoder | None = None

    @property
    def reading(self) -> Reading:
        """How wording is learned."""
        return Reading(self.seed, self.encoder)


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


def _fit_one(case: _Case) -> tuple[Weights, Text | None, dict[str, Any]]:
    prior = registry_model()
    old = prior.weights[case.question]
    signals, estimates = measure(case.view, prior)
    signals |= measured(case.view)
    groups = folds.groups_of(case.view, case.labels)
    learns = case.terms.wording and "wording" in old.cues
    texts = Wordings(case.view, case.labels, groups, case.terms.reading) if learns else None
    cut = grid(signals, old.cues)
    plain = strengths(signals, old.cues)[case.labels.profile].astype(np.float64)
    ground = Ground(old, plain, cut.columns(signals, case.labels.profile))
    alone = estimates[case.question].bits[case.labels.profile]
    held = _held_out(case, ground, (groups, texts), alone)
    _refuse(held, Gate(alone[held.judged], groups[held.judged], case.terms.budget), case.question)
    text, strength = texts.final() if texts and held.worded else (None, None)
    ground = ground.worded(strength)
    everyone = np.ones(len(case.labels), bool)
    learned = ground.learn(everyone, case.labels.outcome, held.way, held.wrong)
    random = np.random.default_rng(case.terms.seed)
    honest = logistic.calibrate(held.bits, held.outcome.astype(float), held.wrong)
    weights = learned.weights(ground, cut, Scale(held.share, honest), random)
    told = signals | ({"wording": text.signal(case.view)} if text else {})
    weights = _at_rate(case.terms.base_rate, _centred(weights, told), told)
    figures = evaluate(case.view, case.labels, held, alone[held.judged], case.terms.budget)
    left = {"left_out": dict(case.labels.left_out), "adjudicators": len(case.labels.by)}
    scale = {"slope": round(honest[0], 4), "shift": round(honest[1], 4)}
    return weights, text, figures | left | scale


def _held_out(case: _Case, ground: Ground, more: tuple[Ints, Wordings | None], alone: Floats
              ) -> Held:  # fmt: skip
    """Log-odds of labels that the weights had not seen, by the way of fitting that did best.

    First is settled, by the plainest way, which share of the labels is best taken to be wrong and
    whether the wording helps, and with it how far the whole leans on the registry; then which way
    to fit: of the ways that rank no worse than the registry alone, down the whole list and within
    one standard error at the budget, the richest whose log loss lies within two standard errors of
    the lowest.
    (Held-out labels are judged by models of fewer labels than the last one has, and fewer labels
    speak for plainer ways.)
    """
    labels, (groups, texts) = case.labels, more
    parts = [
        (known, judged)
        for known, judged in folds.forward(labels, groups)
        if len(np.unique(labels.outcome[known])) == 2
    ]
    judged = np.concatenate([np.zeros(0, np.int64), *(np.flatnonzero(held) for _, held in parts)])
    fold = np.repeat(np.arange(len(parts)), [held.sum() for _, held in parts])
    outcome = labels.outcome[judged]
    grounds = {False: [ground] * len(parts)}
    if texts:
        grounds[True] = [ground.worded(texts.fold(known)) for known, _ in parts]

    def tried(way: Way, worded: bool, wrong: float, share: float = 1.0) -> Held:
        found = [
            mine.learn(known, labels.outcome, way, wrong).bits(mine, held)
            for mine, (known, held) in zip(grounds[worded], parts, strict=True)
        ]
        bits = share * np.concatenate([np.zeros(0), *found]) + (1.0 - share) * alone[judged]
        return Held(judged, fold, outcome, bits, way, worded, wrong, share)

    first = min((tried(PLAINEST, worded, wrong) for worded in grounds for wrong in WRONG), key=loss)
    share = credibility(len(labels), first.wrong)
    ways = [tried(way, first.worded, first.wrong, share) for way in WAYS
            if ground.steps.shape[1] or not way.loose]  # fmt: skip
    gate = Gate(alone[judged], groups[judged], case.terms.budget)
    fit_to_use = [held for held in ways if not gate.why_not(held)]
    best = min(fit_to_use or ways, key=loss)
    alike = [held for held in fit_to_use if not_worse(held, best, 2.0)]
    return alike[-1] if alike else best


def _refuse(held: Held, gate: Gate, question: str) -> None:
    if why := gate.why_not(held):
        raise WorseModel(
            f"held-out labels are ranked worse than by the registry ({question}: {why}); "
            "the registry stays in use",
            remedy="add labels, or look for wrong ones; vigie triage next proposes which to add",
        )


def _centred(weights: Weights, signals: Mapping[str, Signal]) -> Weights:
    """The same log-odds, with what each measure adds on the average moved to the base rate.

    A measure is never absent, so that its bits are told beside the usual profile's.
    """
    if weights.shape is None:
        return weights
    plain = np.array([name in MEASURES for name in weights.shape.numbers])
    means = np.where(plain, weights.shape.parts(signals).mean(axis=0), 0.0).round(4)
    draws = weights.draws.copy()
    draws[:, 0] += means.sum()
    return replace(
        weights, prior=round(weights.prior + float(means.sum()), 4), draws=np.round(draws, 4),
        shape=replace(weights.shape, centres=means),
    )  # fmt: skip


def _at_rate(rate: float | None, weights: Weights, signals: Mapping[str, Signal]) -> Weights:
    """The weights moved so that the mean chance over all profiles is the base rate, if given."""
    if rate is None:
        return weights
    bits = logodds(signals, weights)
    low, high = -40.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if probability(bits + middle).mean() < rate else (low, middle)
    drawn = weights.draws.copy()
    drawn[:, 0] += low
    return replace(weights, prior=round(weights.prior + low, 4), draws=np.round(drawn, 4))
