"""How well profiles are ranked, beside other ways, on worlds that nobody looked at while tuning.

    python -m benchmarks.triage            the tables on the screen (five minutes on two cores)
    python -m benchmarks.triage --quick    one seed, small worlds: whether it runs
    python -m benchmarks.triage --write    the tables into docs/benchmarks/triage.md as well

Worlds: `vigie.world` (seeds 101 to 105 are taught on, 1101 to 1105 judged) and `benchmarks.habits`,
whose people have other habits. The word lists, the registry's bits and the ways of learning were
settled on other seeds (1 to 5, 11 to 16, 1001 to 1003, 1011 to 1016, 2001 to 2003). The parameters
of `vigie.world` were not read until all was settled (decision 0069); `benchmarks.habits` lies in
this repository and was. Profiles are the true parties, so that triage is judged and not linking.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks import crowd, habits, worlds
from benchmarks.rivals import Seen, Terms
from benchmarks.trial import COLUMNS, Make, Result, Scores, Trial, one_seed
from vigie.analysis.triage import TriageTables, registry_model, triage
from vigie.analysis.triage.scoring import measure, view_of
from vigie.analysis.triage.signals.measures import measured
from vigie.records.finding import Question

SEEDS = (101, 102, 103, 104, 105)
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "triage.md"
TABLES = {
    "learning": "Learning, by labels:",
    "wrong": "Wrong labels, of the most:",
    "asking": "Which profiles to label (after the same first fifty):",
}


@dataclass(frozen=True)
class Size:
    """How large the worlds are, and which seeds are run."""

    seeds: Sequence[int] = SEEDS
    taught: int = 25_000
    judged: int = 60_000
    parties: int = 4_000
    crowd: int = 1_000_000
    labels: Sequence[int] = (50, 200, 1000)


def seen(tables: TriageTables, truth: dict[Question, dict[str, bool]]) -> dict[Question, Seen]:
    """A world as every contestant sees it, for each question."""
    view = view_of(tables)
    signals = measure(view, registry_model())[0] | measured(view)
    names, terms = view.profile_ids.to_pylist(), Terms(view)
    return {
        question: Seen(view, signals, np.array([answers[name] for name in names]), terms)
        for question, answers in truth.items()
    }


def of_world(seed: int, ads: int) -> dict[Question, Seen]:
    """A world of `vigie.world`."""
    with tempfile.TemporaryDirectory() as folder:
        world = worlds.build(Path(folder), seed, ads)
    return seen(world.tables, {"trafficking": dict(world.truth["trafficking"]),
                               "minor": dict(world.truth["minor"])})  # fmt: skip


def of_habits(seed: int, parties: int) -> dict[Question, Seen]:
    """A world of other habits, of which the second question is not asked."""
    world = habits.build(seed, parties)
    return seen(world.tables, {"trafficking": dict(world.truth)})


def table(found: Sequence[dict[str, Scores]]) -> str:
    """A Markdown table: each way's mean over the seeds, and the lowest and highest."""
    lines = [f"| | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    for name in found[0]:
        columns = np.array([scores[name] for scores in found]).T
        cells = [f"{c.mean():.3f} ({c.min():.2f} to {c.max():.2f})" for c in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def every(size: Size) -> tuple[list[Result], list[Result]]:
    """What each seed gave on either kind of world, two at a time, the slow ones first."""
    kinds: list[tuple[Make, tuple[int, int]]] = [
        (of_world, (size.taught, size.judged)), (of_habits, (size.parties, size.parties)),
    ]  # fmt: skip
    trials = [Trial(make, seed, sizes, size.labels) for make, sizes in kinds for seed in size.seeds]
    found = []
    with ProcessPoolExecutor(2, initializer=_one_thread) as pool:
        for trial, result in zip(trials, pool.map(one_seed, trials), strict=True):
            _tell(trial, result)
            found.append(result)
    return found[: len(size.seeds)], found[len(size.seeds) :]


def _tell(trial: Trial, result: Result) -> None:
    """A line a way, as soon as a seed is done."""
    for part, rows in result.figures.items():
        for name, scores in rows.items():
            cells = "  ".join(f"{score:.3f}" for score in scores)
            print(f"{trial.make.__name__} {trial.seed} {part:<12} {cells}  {name}", flush=True)


def compare(results: Sequence[Result]) -> str:
    """All tables of one kind of world."""
    first = results[0].figures
    text = (
        table([result.figures["trafficking"] for result in results])
        + f"\nAbstained: {np.mean([result.thin for result in results]):.1%}. Tenths of the list "
        "where the stated interval meets the 90 % interval of what was found: "
        f"{np.mean([result.held for result in results]):.0%}.\n"
    )
    for name, title in TABLES.items():
        text += f"\n{title}\n\n{table([result.figures[name] for result in results])}"
    if "minor" in first:
        text += (
            "\nThe second question, whether a minor is concerned (of one profile in about "
            "160, so that no first fifty can hold more than some forty):\n\n"
            + table([result.figures["minor"] for result in results])
        )
    return text + _worth(results)


def _one_thread() -> None:
    threadpool_limits(1)


def _worth(results: Sequence[Result]) -> str:
    names = dict.fromkeys(name for result in results for name in result.worth)
    mean = {name: float(np.mean([each.worth.get(name, 0.0) for each in results])) for name in names}
    worth = sorted(((lost, name) for name, lost in mean.items()), reverse=True)
    rows = "".join(f"| `{name}` | {lost:+.4f} |\n" for lost, name in worth if abs(lost) >= 0.0005)
    return (
        "\nWhat average precision loses when a cue or a measure is removed (not listed: under "
        f"0.0005):\n\n| removed | lost |\n|---|---|\n{rows}"
    )


def speed(ads: int) -> str:
    """The seconds to rank and explain the profiles of so many ads, on this machine."""
    triage(crowd.crowd(1000), registry_model(), datetime(2030, 1, 1, tzinfo=UTC))
    tables = crowd.crowd(ads)
    began, spent = time.monotonic(), time.process_time()
    found = triage(tables, registry_model(), datetime(2030, 1, 1, tzinfo=UTC))
    took, used = time.monotonic() - began, time.process_time() - spent
    return (
        f"{ads:,} ads of {found.num_rows:,} profiles, with {tables.mentions.num_rows:,} mentions "
        f"and {tables.links.num_rows:,} links: ranked and explained in {took:.0f} s ({used:.0f} s "
        "of CPU).\n"
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
    ours, others = every(size)
    text = (
        "# Triage\n\nMade by `python -m benchmarks.triage --write`. Each figure is the mean over "
        f"{len(size.seeds)} seeds (lowest to highest). Every way is given the same labels, of "
        "another world of the same kind, and judged on all profiles of a world that it has not "
        "seen.\n\n"
        f"{(__doc__ or '').split('Worlds: ')[1]}\n"
        f"## Speed\n\n{speed(size.crowd)}\n"
        f"## Worlds of `vigie.world`\n\n{compare(ours)}\n"
        "## Worlds of other habits\n\n"
        f"{compare(others)}"
    )
    print(text)
    if asked.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
