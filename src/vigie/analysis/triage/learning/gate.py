"""Whether held-out labels let a way of fitting pass, beside the registry alone and other ways."""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.triage.grouping import Floats, Ints
from vigie.analysis.triage.learning import logistic
from vigie.analysis.triage.learning.evaluation import Held
from vigie.analysis.triage.learning.measures import average_precision, precision_at

RESAMPLES = 100


@dataclass(frozen=True)
class Gate:
    """The registry's log-odds of the held-out labels, which of those may be one party, and how
    many profiles the agency can work."""

    alone: Floats
    groups: Ints
    budget: int

    def why_not(self, held: Held) -> str:
        """In words, where the registry alone ranks the held-out labels better; empty where not.

        Down the whole list (average precision) any shortfall counts; in the first `budget`, one of
        more than its standard error over parties drawn anew.
        """
        fitted, alone = (average_precision(bits, held.outcome) for bits in (held.bits, self.alone))
        if fitted < alone:
            return f"average precision {fitted:.3f} against {alone:.3f}"
        first = precision_at(self.budget)
        fitted, alone = (first(bits, held.outcome) for bits in (held.bits, self.alone))
        if fitted < alone - self._error(held):
            return f"precision in the first {self.budget} {fitted:.3f} against {alone:.3f}"
        return ""

    def _error(self, held: Held) -> float:
        """The standard error of the difference in the first `budget`."""
        first, random = precision_at(self.budget), np.random.default_rng(0)
        party = np.unique(self.groups, return_inverse=True)[1]
        apart = []
        for _ in range(RESAMPLES):
            times = random.poisson(1.0, int(party.max(initial=-1)) + 1)[party]
            rows = np.repeat(np.arange(len(party)), times)
            fitted, alone = (
                first(bits[rows], held.outcome[rows]) for bits in (held.bits, self.alone)
            )
            apart.append(fitted - alone)
        return float(np.std(apart))


def _losses(held: Held) -> Floats:
    return logistic.losses(held.honest, held.outcome.astype(float), held.wrong)


def loss(held: Held) -> float:
    """The mean log loss of held-out labels, in bits."""
    return round(float(_losses(held).mean()), 6) if len(held.outcome) else 0.0


def not_worse(held: Held, best: Held, by: float) -> bool:
    """Whether the mean loss lies above another by no more than so many standard errors."""
    apart = _losses(held) - _losses(best)
    return not len(apart) or bool(apart.mean() <= by * apart.std() / np.sqrt(len(apart)) + 1e-9)
