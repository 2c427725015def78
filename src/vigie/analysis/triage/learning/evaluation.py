"""What a model's report says of it: all on labels that it had not seen."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from vigie.analysis.triage.abstaining import abstentions
from vigie.analysis.triage.grouping import Flags, Floats, Ints
from vigie.analysis.triage.learning.fairness import by_group
from vigie.analysis.triage.learning.labels import Labels
from vigie.analysis.triage.learning.logistic import calibrate
from vigie.analysis.triage.learning.measures import (
    average_precision,
    calibration,
    calibration_error,
    precision_at,
    ranked,
    recall_at,
    resampled,
)
from vigie.analysis.triage.learning.ways import Way
from vigie.analysis.triage.scoring import probability, signals_of
from vigie.analysis.triage.view import View

CURVE = 40


@dataclass(frozen=True)
class Held:
    """Held-out labels: their places, folds, outcomes, and log-odds by models not shown them.

    `way` and `worded` say how those were fitted, `wrong` which share of the labels was taken to be
    wrong, and `share` which part of the log-odds was learned; the rest is the registry's.
    """

    judged: Ints
    fold: Ints
    outcome: Flags
    bits: Floats
    way: Way
    worded: bool = False
    wrong: float = 0.0
    share: float = 1.0

    @property
    def honest(self) -> Floats:
        """The log-odds, each fold made honest by the others alone."""
        result = self.bits.copy()
        for number in np.unique(self.fold):
            mine = self.fold == number
            if mine.all():
                continue
            slope, shift = calibrate(
                self.bits[~mine], self.outcome[~mine].astype(float), self.wrong
            )
            result[mine] = slope * self.bits[mine] + shift
        return result


def evaluate(view: View, labels: Labels, held: Held, alone: Floats, budget: int) -> dict[str, Any]:
    """The figures of a report, plain: ranking beside the registry's, honesty, groups."""
    told = labels.take(held.judged)
    honest = held.honest
    chance = probability(honest)
    saved = np.asarray(abstentions(view, signals_of(view)).to_pylist(), dtype=object)
    return {
        "labelled": len(labels),
        "held_out": len(held.judged),
        "yes": int(labels.outcome.sum()),
        "days": [int(labels.day.min()), int(labels.day.max())],
        "budget": budget,
        "way": held.way.told(),
        "worded": held.worded,
        "taken_to_be_wrong": held.wrong,
        "share": round(held.share, 4),
        "fitted": _figures(held.bits, held.outcome, budget),
        "registry": _figures(alone, held.outcome, budget),
        "calibration_error": resampled(calibration_error, chance, held.outcome).plain(),
        "calibration": [
            [round(part, 4) for part in row] for row in calibration(chance, held.outcome)
        ],
        "abstained": round(float((saved[labels.profile] != "").mean()), 4),
        "curve": {
            "fitted": _curve(held.bits, held.outcome),
            "registry": _curve(alone, held.outcome),
        },
        "groups": by_group(view, told, honest, budget),
    }


def _figures(bits: Floats, outcome: Flags, budget: int) -> dict[str, list[float]]:
    figures = {
        "average_precision": average_precision,
        "precision_at_budget": precision_at(budget),
        "recall_at_2_percent": recall_at(0.02),
    }
    return {name: resampled(figure, bits, outcome).plain() for name, figure in figures.items()}


def _curve(bits: Floats, outcome: Flags) -> list[list[float]]:
    """How many are read, and the share of yes among them, at some forty places down the list."""
    found = np.cumsum(outcome[ranked(bits)])
    places = np.unique(np.linspace(1, len(found), min(CURVE, max(1, len(found)))).astype(int))
    return [
        [int(place), round(float(found[place - 1] / place), 4)] for place in places if len(found)
    ]
