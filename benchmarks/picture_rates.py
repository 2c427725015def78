"""Measure how many pairs of unrelated pictures reach a score: what `rates.csv` keeps.

    python -m benchmarks.picture_rates [--drawn 400] [--groups 3 12 30 100] [--asked 30] [--write]

On the packages that are tuned on, never on those that are reported: photographs altered in 34 ways
against all others, and groups of templates of several sizes against one another, for a screen that
few pictures share is harder to tell from a photograph than one that many do. Between measured rows
rates are interpolated; beyond the third highest score the slope before it goes on.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
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


def gathered_references(count: int, templates: int) -> list[Reference]:
    """The tuned packages' scenes, then drawn ones, then templates."""
    images = [*scenes(packages(TUNED), np.random.default_rng(SEED)), *drawn(SEED * 1000, count)]
    files = [encoded(one, "") for one in images] + list(template_files(SEED, templates))
    made = (as_reference(one) for one in files)
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


def curve(scores: list[float], pairs: int) -> list[tuple[float, float]]:
    """Rows (score, rate): measured down to the third highest, then by the slope before it."""
    ranked = sorted(scores, reverse=True)
    ranks = [rank for rank in (1000, 300, 100, 30, 10, 3) if rank <= len(ranked)]
    rows = [(ranked[rank - 1], rank / pairs) for rank in ranks] or [(0.0, 3 / pairs)]
    first, last = rows[0], rows[-1]
    fall = (np.log10(first[1]) - np.log10(last[1])) / max(last[0] - first[0], 1e-9)
    if len(rows) < 2 or not np.isfinite(fall) or fall <= 0:
        fall = 1.0
    wanted = last[0] + (np.log10(last[1]) - np.log10(FLOOR)) / fall
    return [*rows, (float(wanted), FLOOR)]


def main() -> None:
    """Measure, print, and keep the table where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--drawn", type=int, default=400)
    parser.add_argument("--groups", type=int, nargs="+", default=[3, 12, 30, 100])
    parser.add_argument("--asked", type=int, default=30)
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
        lines += [f"{stage},{score:.6g},{rate:.4g}" for score, rate in curve(scores, pairs)]
    print("\n".join(lines))
    if given.write:
        place = Path(room.__file__).parent / "rates.csv"
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured(given: argparse.Namespace) -> tuple[Scores, int]:
    """The scores of all settings together, and the pairs."""
    plain = gathered_references(given.drawn, 0)
    total, pairs = unrelated(plain, queries(given.asked, 24))
    for group in given.groups:
        posted = gathered_references(60, group)
        others = [as_query(one) for one in template_files(SEED + 50, 60)]
        found, more = unrelated(posted, ((-1, one) for one in others if isinstance(one, Query)))
        pairs += more
        for stage, scores in found.items():
            total[stage] += scores
    return total, pairs


if __name__ == "__main__":
    main()
