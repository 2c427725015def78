"""One seed of the triage benchmark: every contestant, from the same labels, on an unseen world."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import rivals
from benchmarks.agency import Taught, asking, saved, spoken, work
from benchmarks.rivals import Seen
from vigie.analysis.triage import Model, registry_model
from vigie.analysis.triage.learning.measures import (
    average_precision,
    calibration_error,
    precision_at,
    recall_at,
    share_between,
)
from vigie.analysis.triage.scoring import estimate, logodds, probability
from vigie.records.finding import Question

COLUMNS = ("first 50", "first 200", "recall at 2 %", "average precision", "calibration error")
ASKED = 200
Scores = tuple[float, ...]
# Makes the world of a seed at a size, as seen for each question.
Make = Callable[[int, int], dict[Question, Seen]]


@dataclass(frozen=True)
class Trial:
    """A seed with the worlds' sizes (taught, judged) and after how many labels to look."""

    make: Make
    seed: int
    sizes: tuple[int, int]
    steps: Sequence[int]


@dataclass(frozen=True)
class Result:
    """What one seed gave: figures of each way by table, what cues are worth, and shares."""

    figures: dict[str, dict[str, Scores]]
    worth: dict[str, float]
    thin: float
    held: float


def judge(world: Seen, chance: np.ndarray, first: np.ndarray | None = None) -> Scores:
    """The figures of a ranking by `first` (by the chance itself without it)."""
    order = chance if first is None else first
    return (
        precision_at(50)(order, world.truth), precision_at(200)(order, world.truth),
        recall_at(0.02)(order, world.truth), average_precision(order, world.truth),
        calibration_error(chance, world.truth),
    )  # fmt: skip


def ours(world: Seen, model: Model, question: Question) -> Scores:
    """The figures of a model; what abstains stands last and states no chance."""
    signals = spoken(world, model)
    bits, thin = logodds(signals, model.weights[question]), saved(world)
    chance, kept = probability(bits), ~thin
    figures = judge(world, chance, np.where(thin, -99.0, bits))
    return (*figures[:4], calibration_error(chance[kept], world.truth[kept]))


def honest(world: Seen, model: Model, question: Question) -> float:
    """For which share of ten tenths of the list the stated interval holds.

    It holds where the mean interval meets the 90 % interval of the share of yes found there.
    """
    found = estimate(world.view, spoken(world, model), model.weights[question])
    chance, kept = probability(found.bits), ~saved(world)
    parts = np.array_split(np.flatnonzero(kept)[np.argsort(chance[kept], kind="stable")], 10)
    low, high = probability(found.low), probability(found.high)
    held = []
    for part in parts:
        true = share_between(int(world.truth[part].sum()), len(part))
        held.append(low[part].mean() <= true.high and true.low <= high[part].mean())
    return float(np.mean(held))


def removed(world: Seen, model: Model, question: Question) -> dict[str, float]:
    """What average precision loses when each cue or measure adds nothing."""
    signals = spoken(world, model)
    whole = average_precision(logodds(signals, model.weights[question]), world.truth)
    return {
        name: whole - average_precision(
            logodds(signals, model.without(name).weights[question]), world.truth)
        for name in model.weights[question].named
    }  # fmt: skip


def ways(taught: Taught, judged: Seen, labelled: np.ndarray) -> dict[str, Scores]:
    """The other ways to rank, from the same labels."""
    told = taught.world.truth[labelled]
    return {
        "TF-IDF logistic regression on single ads":
            judge(judged, rivals.single_ads(taught.world, labelled, told, judged)),
        "gradient boosting on profile features":
            judge(judged, rivals.boosting(taught.world, labelled, told, judged)),
    }  # fmt: skip


def one_seed(trial: Trial) -> Result:
    """Everything that is measured with one seed."""
    worlds = [trial.make(trial.seed + more, size)
              for more, size in zip((0, 1000), trial.sizes, strict=True)]  # fmt: skip
    figures: dict[str, dict[str, Scores]] = {}
    last = registry_model()
    for question in worlds[0]:
        taught, judged = Taught(worlds[0][question], question), worlds[1][question]
        whole = question == "trafficking"
        done = work(taught, trial.steps if whole else trial.steps[-1:], trial.seed)
        mine = {f"Vigie, {step} labels": ours(judged, model, question)
                for step, model in done.models.items()}  # fmt: skip
        name = f"Vigie, {trial.steps[-1]} labels"
        alone = {"the registry alone": ours(judged, registry_model(), question)}
        figures[question] = {name: mine[name]} | alone | ways(taught, judged, done.labelled)
        if whole:
            last = done.models[trial.steps[-1]]
            figures["learning"] = alone | mine
            figures["wrong"] = {"none wrong": mine[name]} | _wrong(
                trial, taught, judged, done.labelled
            )
            figures["asking"] = {
                f"{ASKED} labels, {how}": ours(
                    judged, asking(taught, ASKED, trial.seed, proposed=how != "at random"), question
                )
                for how in ("at random", "by `vigie triage next`")
            }
        print(f"{trial.seed} {question}: {mine[name][0]:.2f} of the first 50", file=sys.stderr,
              flush=True)  # fmt: skip
    judged = worlds[1]["trafficking"]
    return Result(figures, removed(judged, last, "trafficking"), float(saved(judged).mean()),
                  honest(judged, last, "trafficking"))  # fmt: skip


def _wrong(trial: Trial, taught: Taught, judged: Seen, labelled: np.ndarray) -> dict[str, Scores]:
    """What is learned where a tenth and three tenths of the labels are turned round."""
    random = np.random.default_rng(trial.seed)
    found = {}
    for share in (0.1, 0.3):
        said = taught.world.truth ^ (random.random(len(taught.world.truth)) < share)
        model = taught.fit(random.permutation(labelled), said)
        found[f"{share:.0%} wrong"] = ours(judged, model, taught.question)
    return found
