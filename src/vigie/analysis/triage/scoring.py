"""From cues to probabilities: log-odds that add up, and an interval from the draws."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vigie.analysis.triage.grouping import Floats, highest, ramp
from vigie.analysis.triage.languages import LISTS
from vigie.analysis.triage.model import Model, Weights
from vigie.analysis.triage.registry import Indicator, Registry, registry
from vigie.analysis.triage.scanning import Automaton, build
from vigie.analysis.triage.signals import SIGNALS, Signal
from vigie.analysis.triage.signals.measures import measured
from vigie.analysis.triage.signals.network import links_between
from vigie.analysis.triage.tables import TriageTables
from vigie.analysis.triage.view import View, look
from vigie.records.finding import Question

LOW, HIGH = 0.05, 0.95
BATCH = 65_536


@dataclass(frozen=True)
class Estimates:
    """One number a profile: the log-odds in bits, and the ends of its 90 % interval."""

    bits: Floats
    low: Floats
    high: Floats


def automaton(listed: Registry) -> tuple[Automaton, dict[str, int]]:
    """The automaton of every phrase of the registry and of the common words, and its lists."""
    lists = {cue.id: cue.words for cue in listed.used if cue.words} | LISTS
    return build(tuple(lists.values())), {name: place for place, name in enumerate(lists)}


def view_of(tables: TriageTables, listed: Registry | None = None) -> View:
    """The view of a run's tables, with every phrase looked for."""
    return look(tables, *automaton(listed or registry()))


def signals_of(view: View, listed: Registry | None = None) -> dict[str, Signal]:
    """Every cue's signal, by its id, in order."""
    return {cue.id: SIGNALS[cue.compute](view, cue) for cue in (listed or registry()).used}


def strengths(signals: Mapping[str, Signal], cues: tuple[str, ...]) -> NDArray[np.float32]:
    """The strengths of some cues, profiles x cues."""
    return np.stack([signals[cue].strength for cue in cues], axis=1).astype(np.float32)


def worth(signals: Mapping[str, Signal], weights: Weights) -> Floats:
    """The bits of everything that `weights.named` names, profiles x names.

    A row and the base rate add up to the profile's log-odds.
    """
    matrix = strengths(signals, weights.cues) * weights.bits
    if weights.shape is None:
        return matrix
    size = len(weights.named) - len(weights.cues)
    result = np.concatenate([matrix, np.zeros((len(matrix), size))], axis=1)
    place = [weights.named.index(name) for name in weights.shape.numbers]
    result[:, place] += weights.shape.parts(signals)
    return result


def logodds(signals: Mapping[str, Signal], weights: Weights) -> Floats:
    """The log-odds in bits of each profile: the base rate and the bits of all cues and steps."""
    bits = weights.prior + strengths(signals, weights.cues) @ weights.bits
    return bits if weights.shape is None else bits + weights.shape.parts(signals).sum(axis=1)


def drawn(signals: Mapping[str, Signal], weights: Weights, bits: Floats, part: slice) -> Floats:
    """The log-odds of a run of profiles by every draw, profiles x draws; `bits` are theirs."""
    matrix = np.stack([signals[cue].strength[part] for cue in weights.cues], axis=1)
    apart = weights.draws - np.concatenate([[weights.prior], weights.bits])
    moved = matrix @ apart[:, 1:].T + apart[:, 0]
    if weights.shape is not None:
        moved += weights.shape.strayed(signals, part)
    return np.asarray(bits[part, None] + moved)


def estimate(view: View, signals: Mapping[str, Signal], weights: Weights) -> Estimates:
    """The log-odds of one question: its base rate plus the bits of each cue and step.

    The interval is that of the draws, wider by one over the root of the number of ads.
    """
    bits = logodds(signals, weights)
    ends = np.empty((2, len(bits)))
    for start in range(0, len(bits), BATCH):
        part = slice(start, start + BATCH)
        found = np.sort(drawn(signals, weights, bits, part), axis=1)
        last = found.shape[1] - 1
        ends[0, part] = found[:, round(LOW * last)]
        ends[1, part] = found[:, round(HIGH * last)]
    thin = 1.0 / np.sqrt(np.maximum(view.ads_of, 1))
    return Estimates(bits, np.minimum(ends[0], bits) - thin, np.maximum(ends[1], bits) + thin)


def probability(bits: Floats) -> Floats:
    """The probability of log-odds in bits."""
    return 1.0 / (1.0 + np.exp2(-np.clip(bits, -60.0, 60.0)))


def with_neighbours(
    view: View, signals: dict[str, Signal], model: Model, cue: Indicator
) -> dict[str, Signal]:
    """The signals with the one that needs a first pass: linked to a profile that ranks high."""
    profile, other, bits = links_between(view)
    alone = logodds(signals, model.weights["trafficking"])
    near = ramp(alone, cue.number("low"), cue.number("high"))[other] * probability(bits)
    strength = np.maximum(0.0, highest(profile, near, view.profiles))
    rows = strength[view.profile] > 0.0
    return signals | {cue.id: replace(signals[cue.id], strength=strength, rows=rows)}


def measure(view: View, model: Model) -> tuple[dict[str, Signal], dict[Question, Estimates]]:
    """Every signal, and the estimates of both questions."""
    signals = signals_of(view)
    if any(weights.shape for weights in model.weights.values()):
        signals |= measured(view)
    if model.text is not None:
        signals["wording"] = model.text.signal(view)
    signals = with_neighbours(view, signals, model, registry()["tied_to_ranked_profile"])
    return signals, {
        question: estimate(view, signals, weights) for question, weights in model.weights.items()
    }
