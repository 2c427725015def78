"""Templates of near-duplicate texts: how fast, in how much memory, how right; and beside whom.

    python -m benchmarks.texts [--ads 1000000] [--large 4000000] [--write]

Texts come from `made_texts.py` with seeds that nothing was tuned on (tuned: 1 to 3). Each figure is
of a process of its own: from Parquet batches on disk to the table of templates, two threads, the
machine code compiled beforehand. Beside Vigie at 1e5, in the same run and on the same texts: rensa
and datasketch (group `peers`), given word pairs with numbers masked as we use them, their own
MinHash and LSH, their own estimate to verify candidates, and components over what was verified.
F1 is over pairs of texts. `--write` keeps the table in docs/benchmarks/texts.md.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.made_texts import Maker, Setting
from benchmarks.text_peers import RUNS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "texts.md"
SEEDS = (101, 102, 103, 104, 105)
BATCH = 50_000
HEAD = """# Templates of near-duplicate texts

`python -m benchmarks.texts --ads {ads} --large {large}` on {cores} cores. Speed is texts a second
by the clock, and by processor time (all threads added up), which other programs disturb less;
`load` is the machine's when the figure was taken, 1 or 2 of it ours.

"""
FOOT = """
InfoShield (Lee and others, ICDE 2021) publishes 8 hours for 4 million documents; it also fits each
template's slots, which Vigie does when a screen asks.

Usual: up to 9 % of the words of a template's texts are changed, phrases dropped, added and moved;
harsh: up to 18 %. The peers run at the setting of several that gave each its best F1; neither can
set a site's footer aside.
"""
SETTINGS = {"usual": Setting(), "harsh": Setting(heaviest=0.3)}


def write_ads(folder: Path, count: int, seed: int, setting: Setting) -> None:
    """Write batches of ads and, beside them, the number of each one's template."""
    texts, truth = [], np.empty(count, np.int64)
    for i, (text, template) in enumerate(Maker(seed, setting).texts(count)):
        texts.append(text)
        truth[i] = template
        if len(texts) == BATCH or i + 1 == count:
            first = i + 1 - len(texts)
            table = pa.table(
                {
                    "ad_id": [f"made/{n:09}" for n in range(first, i + 1)],
                    "version": ["0" * 32] * len(texts),
                    "title": [""] * len(texts),
                    "text": texts,
                }
            )
            pq.write_table(table, folder / f"{first:09}.parquet", compression="zstd")
            texts = []
    np.save(folder / "truth.npy", truth)


def measured(run: str, count: int, seed: int, setting: str = "usual") -> dict[str, float]:
    """Run one way of grouping in a process of its own over texts made for it."""
    with TemporaryDirectory() as folder:
        write_ads(Path(folder), count, seed, SETTINGS[setting])
        call = [sys.executable, "-m", "benchmarks.texts", "--only", run, "--folder", folder]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    found["load"] = os.getloadavg()[0]
    told = " ".join(f"{name} {value:,.4g}" for name, value in found.items())
    print(f"{run:<11} {count:>9,} seed {seed} {setting}: {told}", flush=True)
    return found


def only(run: str, folder: Path) -> None:
    """Group the texts of a folder one way and print the figures as JSON."""
    import resource  # noqa: PLC0415 (there is none on Windows, where the rest still runs)

    RUNS[run].warm()
    began, cpu = time.monotonic(), time.process_time()
    found = RUNS[run].group(sorted(folder.glob("*.parquet")))
    seconds, used = time.monotonic() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    f1, precision, recall = agreement(found, np.load(folder / "truth.npy"))
    figures = {"texts": len(found), "seconds": seconds, "cpu": used, "gb": peak}
    print(json.dumps(figures | {"f1": f1, "precision": precision, "recall": recall}))


def agreement(found: np.ndarray, truth: np.ndarray) -> tuple[float, float, float]:
    """Give F1, precision and recall over all pairs of texts put together."""

    def pairs(labels: np.ndarray) -> float:
        counts = np.unique(labels, return_counts=True)[1].astype(np.float64)
        return float((counts * (counts - 1) / 2).sum())

    _, left = np.unique(found, return_inverse=True)
    both = pairs(left.astype(np.int64) * (int(truth.max()) + 1) + truth)
    precision, recall = both / max(pairs(found), 1), both / max(pairs(truth), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def row(name: str, figures: dict[str, float]) -> str:
    """One line of the table."""
    speed, lone = (figures["texts"] / figures[kind] for kind in ("seconds", "cpu"))
    return (
        f"| {name} | {figures['texts']:,} | {figures['seconds']:.1f} | {speed:,.0f} | {lone:,.0f} "
        f"| {figures['gb']:.2f} | {figures['f1']:.4f} | {figures['precision']:.4f} "
        f"| {figures['recall']:.4f} | {figures['load']:.0f} |"
    )


def main() -> None:
    """Run what was asked for, print the table, keep it if told to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--ads", type=int, default=1_000_000)
    asked.add_argument("--small", type=int, default=100_000)
    asked.add_argument("--large", type=int, default=0)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--only", choices=sorted(RUNS))
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    if given.ads <= given.small:
        asked.error("--ads must be more than --small, or growth cannot be told")
    if given.only:
        only(given.only, given.folder)
        return
    page = report(given, measured)
    print(page)
    if given.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")


def report(given: argparse.Namespace, measure: Callable[..., dict[str, float]]) -> str:
    """Measure everything and give the page."""
    small = measure("vigie", given.small, SEEDS[0])
    peers = {name: measure(name, given.small, SEEDS[0]) for name in RUNS if name != "vigie"}
    again = [measure("vigie", given.ads, seed) for seed in SEEDS]
    harsh = measure("vigie", given.ads, SEEDS[0], "harsh")
    worst = min(again, key=lambda figures: figures["f1"])
    exponent, lone = (
        math.log(again[0][kind] / small[kind]) / math.log(given.ads / given.small)
        for kind in ("seconds", "cpu")
    )
    rows = [row("Vigie", small), *(row(name, figures) for name, figures in peers.items())]
    rows += [row(f"Vigie, seed {seed}", f) for seed, f in zip(SEEDS, again, strict=True)]
    rows.append(row("Vigie, harsh", harsh))
    if given.large:
        rows.append(row("Vigie", measure("vigie", given.large, SEEDS[0])))
    times = "; ".join(
        f"{figures['seconds'] / small['seconds']:.1f} times {name} "
        f"({figures['cpu'] / small['cpu']:.1f} in processor time)"
        for name, figures in peers.items()
    )
    lines = [
        "| | texts | s | texts/s | texts/processor s | GB | F1 | precision | recall | load |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        *rows,
        "",
        f"Speed at {given.small:,} texts: {times}.",
        f"Worst F1 of five seeds at {given.ads:,}: {worst['f1']:.4f}.",
        f"Growth exponent from {given.small:,}: {exponent:.2f} by the clock, {lone:.2f} in",
        "processor time.",
    ]
    head = HEAD.format(ads=given.ads, large=given.large, cores=os.cpu_count())
    return head + "\n".join(lines) + "\n" + FOOT


if __name__ == "__main__":
    main()
