"""The part of the model card that shows what numbers add, step by step and two by two."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from vigie.analysis.triage.learning.plots import bars
from vigie.analysis.triage.shape import Shape

MOST = 40
SMALLEST = 0.05
STEPS = (
    "What the steps of each number add at the most (bar) and at the least (mark), in bits. A "
    "measure's are told beside the usual profile's; a cue's beside its absence."
)
PAIRS = (
    "{} of {} pairs, the weightiest first: what passing both cuts adds beside what each adds. In a "
    "profile's reasons it is shared equally by the two."
)


def stepped(shape: Shape) -> Iterator[tuple[str, Any]]:
    """A plot of how far each number moves the log-odds, every step, and the weightiest pairs."""
    ends = np.cumsum([len(cuts) for cuts in shape.cuts])
    stairs = [np.concatenate([[0.0], np.cumsum(bits)]) for bits in np.split(shape.bits, ends[:-1])]
    stairs = [stair - centre for stair, centre in zip(stairs, shape.centres, strict=True)]
    reach = [(name, float(stair.max()), float(stair.min()))
             for name, stair in zip(shape.numbers, stairs, strict=True)]  # fmt: skip
    reach.sort(key=lambda row: (-(row[1] - row[2]), row[0]))
    yield "h3", "Numbers in steps"
    yield "p", STEPS
    yield "plot", bars("Bits of each number's steps", reach[:MOST])
    yield (
        "table",
        [["number", "bits from each cut on"]]
        + [
            [name, _told(cuts, stair)]
            for name, cuts, stair in zip(shape.numbers, shape.cuts, stairs, strict=True)
            if np.ptp(stair) >= SMALLEST
        ],
    )
    yield from _pairs(shape)


def _told(cuts: tuple[float, ...], stair: np.ndarray) -> str:
    """The bits below the first cut, then over each."""
    pieces = [f"{stair[0]:+.2f}"] if abs(stair[0]) >= 0.005 else []
    last = stair[0]
    for cut, bits in zip(cuts, stair[1:], strict=True):
        if abs(bits - last) >= 0.005:
            pieces.append(f"over {cut:g}: {bits:+.2f}")
            last = bits
    return "; ".join(pieces)


def _pairs(shape: Shape) -> Iterator[tuple[str, Any]]:
    worth = shape.pair_bits.tolist()
    order = sorted(range(len(worth)), key=lambda place: (-abs(worth[place]), place))
    shown = [place for place in order if abs(worth[place]) >= SMALLEST][:MOST]
    if not shown:
        return
    yield "h3", "Numbers two by two"
    yield "p", PAIRS.format(len(shown), len(worth))
    yield "table", [["one", "other", "bits"]] + [
        [shape.told(shape.pairs[place][0]), shape.told(shape.pairs[place][1]),
         f"{worth[place]:+.2f}"]
        for place in shown
    ]  # fmt: skip
