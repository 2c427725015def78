"""Measure how many pairs of unrelated pictures reach a score: what `rates.csv` keeps.

    python -m benchmarks.picture_rates [--drawn 1300] [--groups 3 12 30 100] [--asked 22] [--write]

On the packages that are tuned on, never on those that are reported: photographs altered in 34 ways
against all others, and groups of templates of several sizes against one another, for a screen that
few pictures share is harder to tell from a photograph than one that many do. Between measured rows
rates are interpolated; beyond the third highest score the slope before it goes on. What is
measured may only make claims more cautious than what was assumed before (`ASSUMED`).
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

import vigie.analysis.images as room
from benchmarks.photographs import TUNED, drawn, packages, scenes
from benchmarks.picture_sets import template_files
from benchmarks.picture_ways import ALL, Draw, encoded
from vigie.analysis.images.claims import may_be_one, may_be_scene
from vigie.analysis.images.gathered import (
    Query,
    Reference,
    as_query,
    as_reference,
    collection,
)
from vigie.analysis.images.matching import alike
from vigie.analysis.images.verifying import gathered_evidence

SEED = 1
FLOOR = 1e-12
Scores = dict[str, list[float]]
Curve = Sequence[tuple[float, float]]
"""Rows of a score and the rate of unrelated pairs that reach it."""
ASSUMED: dict[str, Curve] = {
    "hash": ((184, 3.8e-5), (225, 1e-9), (256, 1e-12)),
    "places": ((0, 1e-3), (2, 2e-5), (5, 1e-6), (15, 1e-9), (40, 1e-12)),
    "scene": ((0, 1e-3), (12, 1e-6), (40, 1e-9), (80, 1e-12)),
}


def queries(asked: int, panels: int) -> Iterator[tuple[int, Query]]:
    """Altered photographs of the tuned packages, with the number of the scene."""
    others = tuple(drawn(SEED * 1000 + 1, panels))
    held = list(scenes(packages(TUNED), np.random.default_rng(SEED)))[:asked]
    for row, image in enumerate(held):
        for number, (name, way) in enumerate(ALL.items()):
            draw = Draw(np.random.default_rng((SEED, row, number)), others)
            query = as_query(encoded(way(image, draw), name))
            if isinstance(query, Query):
                yield row, query


def gathered_references(count: int) -> list[Reference]:
    """The tuned packages' scenes, then drawn ones."""
    images = [*scenes(packages(TUNED), np.random.default_rng(SEED)), *drawn(SEED * 1000, count)]
    made = (as_reference(encoded(one, "")) for one in images)
    return [one for one in made if isinstance(one, Reference)]


def unrelated(
    references: list[Reference], asked: Iterator[tuple[int, Query]]
) -> tuple[Scores, int]:
    """The scores that unrelated pairs reach, by stage, and how many pairs there were."""
    against = collection(references)
    found: Scores = {"hash": [], "places": [], "scene": []}
    pairs = 0
    names = {one.image_id: row for row, one in enumerate(against.prints)}
    for truth, query in asked:
        pairs += len(references)
        for like in alike(query.look, against.prints, within=96):
            if names[like.image_id] != truth:
                found["hash"].append(256.0 - like.distance)
        for one in gathered_evidence(against.local, query.features):
            if truth in against.members[one.picture]:
                continue
            if may_be_one(one, len(against.local)):
                found["places"].append(one.close.score)
            elif may_be_scene(one):
                found["scene"].append(one.loose.score)
    return found, pairs


def curve(stage: str, scores: list[float], pairs: int) -> Curve:
    """Rows (score, rate): measured down to the third highest, then by the slope before it; never
    less cautious than what was assumed."""
    ranked = sorted(scores, reverse=True)
    ranks = [rank for rank in (1000, 300, 100, 30, 10, 3) if rank <= len(ranked)]
    rows = [(ranked[rank - 1], rank / pairs) for rank in ranks] or [(0.0, 3 / pairs)]
    first, last = rows[0], rows[-1]
    fall = (np.log10(first[1]) - np.log10(last[1])) / max(last[0] - first[0], 1e-9)
    if len(rows) < 2 or not np.isfinite(fall) or fall <= 0:
        fall = 1.0
    wanted = last[0] + (np.log10(last[1]) - np.log10(FLOOR)) / fall
    return cautious([*rows, (float(wanted), FLOOR)], ASSUMED[stage])


def cautious(found: Curve, assumed: Curve) -> Curve:
    """At each rate of either curve the higher of their scores."""
    wanted = sorted({rate for _, rate in (*found, *assumed)}, reverse=True)
    scores = np.maximum(*(_scores(one, wanted) for one in (found, assumed)))
    return list(zip(np.maximum.accumulate(scores).tolist(), wanted, strict=True))


def _scores(rows: Curve, wanted: list[float]) -> npt.NDArray[np.float64]:
    rarer = sorted((-np.log10(rate), score) for score, rate in rows)
    at, scores = zip(*rarer, strict=True)
    found: npt.NDArray[np.float64] = np.interp(-np.log10(wanted), at, scores)
    return found


def main() -> None:
    """Measure, print, and keep the table where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--drawn", type=int, default=1300)
    parser.add_argument("--groups", type=int, nargs="+", default=[3, 12, 30, 100])
    parser.add_argument("--asked", type=int, default=22)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    with threadpool_limits(1):
        total, pairs = measured(given)
    lines = [
        "# How many unrelated pairs reach a score: `python -m benchmarks.picture_rates`,",
        f"# {pairs:,} pairs of the packages tuned on, {given.drawn} drawn scenes (seed {SEED}) and",
        f"# templates in groups of {given.groups}. hash: 256 less the bits apart.",
        "stage,score,rate",
    ]
    for stage, scores in total.items():
        told(f"{stage}: {len(scores):,} scores, the highest {sorted(scores)[-5:]}")
        lines += [f"{stage},{score:.6g},{rate:.4g}" for score, rate in curve(stage, scores, pairs)]
    print("\n".join(lines))
    if given.write:
        place = Path(room.__file__).parent / "rates.csv"
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured(given: argparse.Namespace) -> tuple[Scores, int]:
    """The scores of all settings together, and the pairs."""
    plain = gathered_references(given.drawn)
    told(f"{len(plain):,} references")
    total, pairs = unrelated(plain, queries(given.asked, 24))
    told(f"{pairs:,} pairs of photographs")
    others = [as_query(one) for one in template_files(SEED + 50, 60)]
    asked = [(-1, one) for one in others if isinstance(one, Query)]
    few = plain[: len(plain) - given.drawn + 60]
    for group in given.groups:
        posted = [as_reference(one) for one in template_files(SEED, group)]
        known = [one for one in posted if isinstance(one, Reference)]
        found, more = unrelated([*few, *known], iter(asked))
        pairs += more
        told(f"{more:,} pairs with {group} templates")
        for stage, scores in found.items():
            total[stage] += scores
    return total, pairs


def told(what: str) -> None:
    """Say how far it is, and after how many seconds of this process's time."""
    print(f"# {time.process_time():7.0f} s  {what}", flush=True)


if __name__ == "__main__":
    main()
