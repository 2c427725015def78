"""How well profiles are ranked, beside other ways, on worlds that nobody looked at while tuning.

    python -m benchmarks.triage            the tables on the screen (about fifteen minutes)
    python -m benchmarks.triage --quick    one seed, small worlds: whether it runs
    python -m benchmarks.triage --write    the tables into docs/benchmarks/triage.md as well

Worlds: `vigie.world` (seeds 101 to 105 are taught on, 1101 to 1105 judged) and `benchmarks.habits`,
whose people have other habits. The word lists and the registry's bits were settled on other seeds
(1 to 5), and the worlds' parameters and word lists were not read. Profiles are the true parties, so
that triage is judged and not linking.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks import crowd, habits, rivals, worlds
from benchmarks.rivals import Seen
from vigie.analysis.triage import Model, TriageTables, registry_model, triage
from vigie.analysis.triage.abstaining import abstentions
from vigie.analysis.triage.learning import Label, fit, propose, resolve
from vigie.analysis.triage.learning.fitting import Terms
from vigie.analysis.triage.learning.measures import (
    average_precision,
    calibration_error,
    precision_at,
    recall_at,
    share_between,
)
from vigie.analysis.triage.scoring import estimate, measure, probability, strengths, view_of
from vigie.analysis.triage.signals import Signal
from vigie.records import Problem

QUESTION: Final = "trafficking"
SEEDS = (101, 102, 103, 104, 105)
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "triage.md"
START = date(2026, 1, 1)
COLUMNS = ("first 50", "first 200", "recall at 2 %", "average precision", "calibration error")
Scores = tuple[float, ...]


@dataclass(frozen=True)
class Size:
    """How large the worlds are, and which seeds are run."""

    seeds: Sequence[int] = SEEDS
    taught: int = 25_000
    judged: int = 60_000
    parties: int = 4_000
    crowd: int = 1_000_000
    labels: Sequence[int] = (50, 200, 1000)


def seen(tables: TriageTables, truth: dict[str, bool]) -> Seen:
    """A world as every contestant sees it."""
    view = view_of(tables)
    signals, _ = measure(view, registry_model())
    return Seen(view, signals, np.array([truth[name] for name in view.profile_ids.to_pylist()]))


def of_world(seed: int, ads: int) -> Seen:
    """A world of `vigie.world`."""
    with tempfile.TemporaryDirectory() as folder:
        world = worlds.build(Path(folder), seed, ads)
    return seen(world.tables, dict(world.truth[QUESTION]))


def of_habits(seed: int, parties: int) -> Seen:
    """A world of other habits."""
    world = habits.build(seed, parties)
    return seen(world.tables, dict(world.truth))


@dataclass(frozen=True)
class Work:
    """The models of an agency after so many labels, and the rows that it labelled."""

    models: dict[int, Model]
    labelled: np.ndarray


def work(taught: Seen, steps: Sequence[int], seed: int) -> Work:
    """An agency that labels as it works: at each step a third from the top of its list, a third of
    what `vigie triage next` proposes, a third at random."""
    random = np.random.default_rng(seed)
    thin = np.asarray(abstentions(taught.view, taught.signals).to_pylist(), dtype=object) != ""
    have = np.zeros(taught.view.profiles, bool)
    order: list[int] = []
    model = registry_model()
    models: dict[int, Model] = {}
    for step in _batches(steps):
        signals = _signals(taught, model)
        bits = estimate(taught.view, signals, model.weights[QUESTION]).bits
        third = (step - len(order)) // 3
        _take(order, have, np.argsort(-np.where(have | thin, -99.0, bits), kind="stable")[:third])
        proposed = propose(signals, model.weights[QUESTION], have | thin, third)
        _take(order, have, [place for place, _ in proposed])
        _take(order, have, random.permutation(np.flatnonzero(~have))[: step - len(order)])
        model = _fit(taught, random.permutation(order), taught.truth)
        models[step] = model
    return Work({step: models[step] for step in steps}, np.array(order))


def _batches(steps: Sequence[int]) -> list[int]:
    """The steps, with others between so that no batch is over 400 labels."""
    found: list[int] = []
    for step in steps:
        while found and step - found[-1] > 400:
            found.append(found[-1] + 400)
        found.append(step)
    return list(dict.fromkeys(found))


def _take(order: list[int], have: np.ndarray, places: Sequence[int] | np.ndarray) -> None:
    fresh = [int(place) for place in places if not have[place]]
    order += fresh
    have[fresh] = True


def _fit(taught: Seen, rows: np.ndarray, said: np.ndarray) -> Model:
    """The model fitted to what was said of some rows, ten a day; the registry's own where the
    labels are too few or the fit is refused."""
    names = taught.view.profile_ids.to_pylist()
    labels = [
        Label(names[row], QUESTION, bool(said[row]), START + timedelta(days=day // 10), "a")
        for day, row in enumerate(rows.tolist())
    ]
    try:
        return fit(taught.view, {QUESTION: resolve(labels, QUESTION, taught.view)}, Terms()).model
    except Problem:
        return registry_model()


def _signals(world: Seen, model: Model) -> dict[str, Signal]:
    text = {"wording": model.text.signal(world.view)} if model.text else {}
    return world.signals | text


def judge(world: Seen, chance: np.ndarray, first: np.ndarray | None = None) -> Scores:
    """The figures of a ranking by `first` (by the chance itself without it)."""
    order = chance if first is None else first
    return (
        precision_at(50)(order, world.truth), precision_at(200)(order, world.truth),
        recall_at(0.02)(order, world.truth), average_precision(order, world.truth),
        calibration_error(chance, world.truth),
    )  # fmt: skip


def ours(world: Seen, model: Model) -> tuple[Scores, float, float]:
    """The figures of a model, the share that abstains, and how often its intervals hold.

    An interval holds for a tenth of the list where the mean interval meets the 90 % interval of
    the share of yes that was found there.
    """
    signals = _signals(world, model)
    found = estimate(world.view, signals, model.weights[QUESTION])
    thin = np.asarray(abstentions(world.view, signals).to_pylist(), dtype=object) != ""
    chance, kept = probability(found.bits), ~thin
    figures = judge(world, chance, np.where(thin, -99.0, found.bits))
    honest = calibration_error(chance[kept], world.truth[kept])
    parts = np.array_split(np.flatnonzero(kept)[np.argsort(chance[kept], kind="stable")], 10)
    low, high = probability(found.low), probability(found.high)
    held = []
    for part in parts:
        true = share_between(int(world.truth[part].sum()), len(part))
        held.append(low[part].mean() <= true.high and true.low <= high[part].mean())
    return (*figures[:4], honest), float(thin.mean()), float(np.mean(held))


def removed(world: Seen, model: Model) -> dict[str, float]:
    """What average precision loses when each cue counts for nothing."""
    signals, weights = _signals(world, model), model.weights[QUESTION]
    matrix = strengths(signals, weights.cues).astype(np.float64)
    whole = average_precision(matrix @ weights.bits, world.truth)
    return {
        cue: whole - average_precision(matrix @ np.where(np.arange(len(weights.bits)) == place, 0.0,
                                                         weights.bits), world.truth)
        for place, cue in enumerate(weights.cues)
    }  # fmt: skip


def table(found: Sequence[dict[str, Scores]]) -> str:
    """A Markdown table: each way's mean over the seeds, and the lowest and highest."""
    lines = [f"| | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    for name in found[0]:
        columns = np.array([scores[name] for scores in found]).T
        cells = [f"{c.mean():.3f} ({c.min():.2f} to {c.max():.2f})" for c in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Result:
    """What one seed gave: the figures of each way by table, what cues are worth, two shares."""

    figures: dict[str, dict[str, Scores]]
    worth: dict[str, float]
    thin: float
    held: float


def one_seed(make: Callable[[int, int], Seen], seed: int, sizes: tuple[int, int],
             steps: Sequence[int]) -> Result:  # fmt: skip
    """Everything that is measured with one seed."""
    taught, judged = make(seed, sizes[0]), make(seed + 1000, sizes[1])
    done = work(taught, steps, seed)
    last, name = done.models[steps[-1]], f"Vigie, {steps[-1]} labels"
    scores, thin, held = ours(judged, last)
    alone = ours(judged, registry_model())[0]
    told = taught.truth[done.labelled]
    ways = {
        name: scores, "the registry alone": alone,
        "TF-IDF logistic regression on single ads":
            judge(judged, rivals.single_ads(taught, done.labelled, told, judged)),
        "gradient boosting on profile features":
            judge(judged, rivals.boosting(taught, done.labelled, told, judged)),
    }  # fmt: skip
    curve = {"the registry alone": alone} | {
        f"{step} labels": ours(judged, model)[0] for step, model in done.models.items()
    }
    random = np.random.default_rng(seed)
    wrong = {"none wrong": scores}
    for share in (0.1, 0.3):
        said = taught.truth ^ (random.random(len(taught.truth)) < share)
        model = _fit(taught, random.permutation(done.labelled), said)
        wrong[f"{share:.0%} wrong"] = ours(judged, model)[0]
    print(f"{make.__name__} {seed}: {scores[0]:.2f} of the first 50", file=sys.stderr, flush=True)
    figures = {"ways": ways, "curve": curve, "wrong": wrong}
    return Result(figures, removed(judged, last), thin, held)


def compare(make: Callable[[int, int], Seen], sizes: tuple[int, int], size: Size) -> str:
    """All tables of one kind of world; two seeds at a time."""
    with ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(one_seed, make, seed, sizes, size.labels) for seed in size.seeds]
        results = [job.result() for job in jobs]
    cues = results[0].worth
    mean = {cue: float(np.mean([each.worth[cue] for each in results])) for cue in cues}
    worth = sorted(((lost, cue) for cue, lost in mean.items()), reverse=True)
    gone = "".join(f"| `{cue}` | {lost:+.4f} |\n" for lost, cue in worth if abs(lost) >= 0.0005)
    return (
        table([result.figures["ways"] for result in results])
        + f"\nAbstained: {np.mean([result.thin for result in results]):.1%}. Tenths of the list "
        "where the stated interval meets the 90 % interval of what was found: "
        f"{np.mean([result.held for result in results]):.0%}.\n\n"
        f"Learning:\n\n{table([result.figures['curve'] for result in results])}\n"
        f"Wrong labels:\n\n{table([result.figures['wrong'] for result in results])}\n"
        "What average precision loses when a cue is removed (cues not listed: under 0.0005):\n\n"
        f"| cue | lost |\n|---|---|\n{gone}"
    )


def speed(ads: int) -> str:
    """The seconds to rank and explain the profiles of so many ads, on this machine."""
    triage(crowd.crowd(1000), registry_model(), datetime(2030, 1, 1, tzinfo=UTC))
    tables = crowd.crowd(ads)
    began = time.monotonic()
    found = triage(tables, registry_model(), datetime(2030, 1, 1, tzinfo=UTC))
    took = time.monotonic() - began
    return (
        f"{ads:,} ads of {found.num_rows:,} profiles, with {tables.mentions.num_rows:,} mentions "
        f"and {tables.links.num_rows:,} links: ranked and explained in {took:.0f} s on one core.\n"
    )


def main() -> None:
    """Run, print, and write if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    size = Size((101,), 6000, 8000, 1000, 50_000, (50, 200)) if asked.quick else Size()
    text = (
        "# Triage\n\nMade by `python -m benchmarks.triage --write`. Each figure is the mean over "
        f"{len(size.seeds)} seeds (lowest to highest). Every way is given the same labels, of "
        "another world of the same kind, and judged on all profiles of a world that it has not "
        "seen.\n\n"
        f"{(__doc__ or '').split('Worlds: ')[1]}\n"
        f"## Speed\n\n{speed(size.crowd)}\n"
        f"## Worlds of `vigie.world`\n\n{compare(of_world, (size.taught, size.judged), size)}\n"
        "## Worlds of other habits\n\n"
        f"{compare(of_habits, (size.parties, size.parties), size)}"
    )
    print(text)
    if asked.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
