"""One national day, from file to ranked profiles: seconds by stage, peak memory, and how right.

    python benchmarks/day.py [--ads 150000] [--images 20000] [--seed 77] [--write]

The ads come from the synthetic world. Beside Vigie, in the same run and on the same mentions: what
an analyst gets who joins all ads that share a telephone number (connected components). Quality is
the pairwise F1 of the ads put together against the world's truth. `--write` keeps the table in
docs/benchmarks/day.md.
"""

import argparse
import threading
from collections.abc import Hashable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import numpy as np
import psutil
import pyarrow.compute as pc

from vigie.analysis.linking.components import flatten, join
from vigie.lake import Lake, Run
from vigie.lake.sources import Settings
from vigie.pipeline import Options, ingest, run
from vigie.world.build import Order, build_world
from vigie.world.truth import Agreement, pairwise, read_truth

CALL = "python benchmarks/day.py --ads {0.ads} --images {0.images} --seed {0.seed}"
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "day.md"


class Stopwatch:
    """A watcher that keeps how long each stage took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.notes: dict[str, str] = {}
        self._began: dict[str, float] = {}

    def start(self, stage: str, total: int | None = None) -> None:  # noqa: ARG002 (the protocol's)
        """Note when a stage begins."""
        self._began[stage] = monotonic()

    def advance(self, stage: str, done: int = 1) -> None:
        """Let it pass."""

    def finish(self, stage: str, note: str = "") -> None:
        """Note how long it took and what came of it."""
        self.seconds[stage] = monotonic() - self._began[stage]
        self.notes[stage] = note
        print(f"{stage:<14} {self.seconds[stage]:8.1f} s   {note}", flush=True)


class Memory:
    """The highest memory of this process and its workers together, in bytes (proportional set)."""

    def __init__(self) -> None:
        self.peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._ended.wait(0.5):
            self.peak = max(self.peak, sum(map(_held, [me, *me.children(recursive=True)])))


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def phones_alone(made: Run) -> Mapping[str, Hashable]:
    """The party of each ad where all ads that share a number are one party."""
    ads = made.table("members", ["ad_id"])["ad_id"].combine_chunks()
    mentions = made.table("mentions", ["ad_id", "kind", "value"])
    phones = mentions.filter(pc.equal(mentions["kind"], "phone"))
    rows = pc.index_in(phones["ad_id"], value_set=ads).to_numpy().astype(np.int32)
    numbers = pc.rank(phones["value"], tiebreaker="dense").to_numpy()
    order = np.argsort(numbers, kind="stable")
    same = numbers[order][1:] == numbers[order][:-1]
    group = np.arange(len(ads), dtype=np.int32)
    join(group, rows[order][:-1][same], rows[order][1:][same])
    flatten(group)
    return dict(zip(ads.to_pylist(), group.tolist(), strict=True))


def main() -> None:
    """Run the day and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=150_000)
    parser.add_argument("--images", "--pictures", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        print(table(asked, Path(folder)))


def table(asked: argparse.Namespace, folder: Path) -> str:
    """Build the world, run the day, and say what it took."""
    watch = Stopwatch()
    build_world(Order(ads=asked.ads, seed=asked.seed, images=asked.images), folder / "w", watch)
    watch.seconds.clear()
    lake = Lake(folder / "lake")
    with Memory() as memory:
        began = monotonic()
        ingest(lake, [folder / "w" / "ads.jsonl"], Settings(), watch)
        made = run(lake, Options(), watch)
        total = monotonic() - began
    truth = read_truth(folder / "w").party
    members = made.table("members", ["ad_id", "profile_id"])
    ids = members["ad_id"].to_pylist()
    ours = pairwise(dict(zip(ids, members["profile_id"].to_pylist(), strict=True)), truth)
    beside = pairwise(phones_alone(made), truth)
    text = _written(asked, (watch, total, memory.peak), (ours, beside))
    if asked.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, "utf-8")
    return text


def _written(
    asked: argparse.Namespace,
    cost: tuple[Stopwatch, float, int],
    right: tuple[Agreement, Agreement],
) -> str:
    watch, total, peak = cost
    ours, beside = right
    lines = [
        f"# One day: {asked.ads:,} ads, {asked.images:,} pictures",
        "",
        f"`{CALL.format(asked)}` on {psutil.cpu_count()} processors.",
        "",
        "| stage | seconds | what came of it |",
        "|---|---|---|",
        *(f"| {name} | {took:.1f} | {watch.notes[name]} |" for name, took in watch.seconds.items()),
        f"| **file to profiles** | **{total:.1f}** | {asked.ads / total:,.0f} ads a second |",
        "",
        f"Peak memory of all processes together: {peak / 1e9:.2f} GB.",
        "",
        "| who is behind which ad | precision | recall | F1 |",
        "|---|---|---|---|",
        _row("Vigie", ours),
        _row("every ad that shares a number", beside),
        "",
        f"F1 ratio: {ours.f1 / beside.f1:.1f}." if beside.f1 else "",
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, one: Agreement) -> str:
    return f"| {name} | {one.precision:.4f} | {one.recall:.4f} | {one.f1:.4f} |"


if __name__ == "__main__":
    main()
