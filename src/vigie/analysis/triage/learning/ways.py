"""The ways to fit: how loosely the registry holds the cues, with steps or without, with pairs."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from vigie.analysis.triage.grouping import Flags, Floats
from vigie.analysis.triage.learning import logistic
from vigie.analysis.triage.learning.grid import DIGITS, Grid
from vigie.analysis.triage.learning.growing import Grown, grow
from vigie.analysis.triage.model import DRAWS, PRIOR_SPREAD, Weights, spread
from vigie.analysis.triage.registry import registry

# Labels are seldom a fair sample, so the base rate is held more loosely than by its own spread.
RATE_SPREAD = 4.0 * PRIOR_SPREAD
# Where pairs are grown, they start from this share of what cues and steps alone would add; but what
# people have established, and what no label has shown, keeps its whole worth.
KEPT = 0.5
ESTABLISHED = "validated"
# So many right labels speak as loud as the registry.
AS_LOUD = 45.0


def credibility(labels: int, wrong: float) -> float:
    """Which share of the log-odds is what the labels taught; the rest is the registry's.

    n / (n + 45), after Bühlmann (1967): of n labels a share `wrong` of which is not so,
    n (1 - 2 wrong)² tell as much as right ones would.
    """
    right = labels * (1.0 - 2.0 * wrong) ** 2
    return right / (right + AS_LOUD)


@dataclass(frozen=True)
class Way:
    """How to fit.

    `stretch` is how loosely the registry holds its cues, `loose` how far labels may move a step
    (one standard deviation, in bits; 0 for no steps), `rounds` how many small trees are grown.
    """

    stretch: float
    loose: float = 0.0
    rounds: int = 0

    def told(self) -> str:
        """The way in words."""
        said = f"cues held {self.stretch:g} times as loosely as the registry's spread"
        if self.loose:
            said += f", steps of {self.loose:g} bits"
        return said + (f", pairs of steps out of {self.rounds} trees" if self.rounds else "")


PLAINEST = Way(1.0)
WAYS = (Way(0.5), PLAINEST, Way(2.0), Way(1.0, 0.3), Way(1.0, 0.3, 150))


@dataclass(frozen=True)
class Ground:
    """What every fit starts from: the registry's weights, and the cues and steps of the labelled.

    `plain` are strengths, labelled x cues; `steps` are 0 or 1, labelled x steps.
    """

    old: Weights
    plain: Floats
    steps: Floats

    def worded(self, strength: Floats | None) -> "Ground":
        """The same with the learned wording's strength put in."""
        if strength is None:
            return self
        plain = self.plain.copy()
        plain[:, self.old.cues.index("wording")] = strength
        return replace(self, plain=plain)

    def matrix(self, way: Way) -> Floats:
        """A column of ones, the cues, and the steps where the way has them."""
        ones = np.ones((len(self.plain), 1))
        return np.concatenate([ones, self.plain, *([self.steps] if way.loose else [])], axis=1)

    def registry(self, way: Way) -> Floats:
        """The registry's own weights: base rate, cues (the wording is none of its), steps."""
        bits = np.where(np.array(self.old.cues) == "wording", 0.0, self.old.bits)
        steps = self.steps.shape[1] if way.loose else 0
        return np.concatenate([[self.old.prior], bits, np.zeros(steps)])

    def pull(self, way: Way) -> logistic.Pull:
        """What holds the weights of a way; a step is held at nothing."""
        steps = self.steps.shape[1] if way.loose else 0
        means = [np.array([self.old.prior]), self.old.bits, np.zeros(steps)]
        spreads = [np.array([RATE_SPREAD]), way.stretch * self._spreads, np.full(steps, way.loose)]
        return logistic.Pull(np.concatenate(means), np.concatenate(spreads))

    @cached_property
    def kept(self) -> Floats:
        """Which share of each weight stays where pairs are grown: base rate, cues, steps."""
        used = [registry()[cue] for cue in self.old.cues]
        sure = np.array([cue.standing == ESTABLISHED and
                         (cue.level == "network" or cue.id == "states_under_age")
                         for cue in used])  # fmt: skip
        unseen = ~self.plain.any(axis=0)
        cues = np.where(sure | unseen, 1.0, KEPT)
        return np.concatenate([[KEPT], cues, np.full(self.steps.shape[1], KEPT)])

    @cached_property
    def _spreads(self) -> Floats:
        return np.array([spread(registry()[cue]) for cue in self.old.cues])

    def learn(self, known: Flags, said: Flags, way: Way, wrong: float) -> "Learned":
        """What the labels that may be learned from teach, where a share of them is wrong."""
        matrix, outcome = self.matrix(way)[known], said[known].astype(np.float64)
        moved = logistic.move_doubting(matrix, outcome, self.pull(way), wrong)
        if not way.rounds:
            return Learned(way, known, moved, None)
        bits = matrix @ moved
        truly = logistic.doubted(bits, outcome, wrong) if wrong else outcome
        stands = matrix @ (self.kept * moved)
        return Learned(way, known, moved, grow(self.steps[known], truly, stands, way.rounds))


@dataclass(frozen=True)
class Scale:
    """Which share of the log-odds is what was learned, and the slope and shift of the whole."""

    share: float = 1.0
    honest: tuple[float, float] = (1.0, 0.0)


@dataclass(frozen=True)
class Learned:
    """The weights that a way found (base rate, cues, steps), and what was grown beside them."""

    way: Way
    known: Flags
    moved: Floats
    grown: Grown | None

    def bits(self, ground: Ground, chosen: Flags) -> Floats:
        """The log-odds of some labelled profiles."""
        matrix = ground.matrix(self.way)[chosen]
        if self.grown is None:
            return np.asarray(matrix @ self.moved)
        return matrix @ (ground.kept * self.moved) + self.grown.bits(ground.steps[chosen])

    def weights(
        self, ground: Ground, cut: Grid, scale: Scale, random: np.random.Generator
    ) -> Weights:
        """The model's weights, leant on the registry and made honest, with draws of them."""
        share, (slope, shift) = scale.share, scale.honest
        drawn = logistic.draws(ground.matrix(self.way)[self.known], self.moved,
                               ground.pull(self.way), random, DRAWS)  # fmt: skip
        final, grown = self.moved, self.grown
        if grown is not None:
            final = ground.kept * final
            final[0] += grown.start
            final[-len(grown.steps) :] += grown.steps
            pairs = {pair: slope * share * worth for pair, worth in grown.pairs.items()}
            grown = replace(grown, pairs=pairs)
        final = share * final + (1.0 - share) * ground.registry(self.way)
        drawn, final = slope * (drawn - self.moved + final), slope * final
        drawn[:, 0] += shift
        cues = 1 + len(ground.old.cues)
        shape = cut.shape((final[cues:], drawn[:, cues:]), grown) if self.way.loose else None
        return Weights(round(float(final[0]) + shift, DIGITS), ground.old.cues,
                       np.round(final[1:cues], DIGITS), np.round(drawn[:, :cues], DIGITS),
                       shape)  # fmt: skip
