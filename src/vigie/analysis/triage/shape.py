"""What numbers add in steps: bits above each cut of a number, and for two cuts passed together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.analysis.triage.signals.signal import Signal

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """Bits in steps: every step and every pair of steps is a number that a reader can be shown.

    `numbers` are ids of cues and of measures; `cuts` are theirs, ascending. The steps lie one after
    another, number by number: `bits` is what passing each cut adds. `pairs` are two steps each, and
    `pair_bits` what passing both adds. `centres` is what each number adds on the average; it is
    taken off here and stands in the base rate. `draws` (draws x steps) say how sure `bits` are.
    """

    numbers: tuple[str, ...]
    cuts: tuple[tuple[float, ...], ...]
    bits: Floats
    pairs: tuple[tuple[int, int], ...]
    pair_bits: Floats
    centres: Floats
    draws: Floats

    @property
    def owner(self) -> NDArray[np.int64]:
        """The number (its place) that each step belongs to."""
        return np.repeat(np.arange(len(self.numbers)), [len(cuts) for cuts in self.cuts])

    def parts(self, signals: Mapping[str, Signal]) -> Floats:
        """What each number adds to each profile, profiles x numbers, less its centre.

        What two steps add together is shared equally between their numbers, so that the parts of a
        profile add up to the whole.
        """
        found = [
            _stairs(bits)[np.searchsorted(cuts, signals[name].number)]
            for name, cuts, bits in zip(self.numbers, self.cuts, self._each(self.bits), strict=True)
        ]
        result = np.stack(found, axis=1)
        owner = self.owner
        for (one, other), worth in zip(self.pairs, self.pair_bits.tolist(), strict=True):
            both = 0.5 * worth * (self._passed(signals, one) & self._passed(signals, other))
            result[:, owner[one]] += both
            result[:, owner[other]] += both
        return np.asarray(result - self.centres)

    def strayed(self, signals: Mapping[str, Signal], part: slice) -> Floats:
        """How far each draw lies from the steps' sum, profiles x draws, for a run of profiles."""
        size = len(next(iter(signals.values())).strength[part])
        total = np.zeros((size, len(self.draws)), np.float32)
        apart = (self.draws - self.bits).T.astype(np.float32)
        for name, cuts, moved in zip(self.numbers, self.cuts, self._each(apart), strict=True):
            place = np.searchsorted(cuts, signals[name].number[part])
            total += np.concatenate([np.zeros((1, moved.shape[1]), np.float32),
                                     np.cumsum(moved, axis=0)])[place]  # fmt: skip
        return total.astype(np.float64)

    def _each(self, flat: NDArray[Any]) -> list[NDArray[Any]]:
        ends = np.cumsum([len(cuts) for cuts in self.cuts])
        return np.split(flat, ends[:-1])

    def _passed(self, signals: Mapping[str, Signal], step: int) -> NDArray[np.bool_]:
        owner = self.owner
        first = int(np.searchsorted(owner, owner[step]))
        return np.asarray(signals[self.numbers[owner[step]]].number
                          > self.cuts[owner[step]][step - first])  # fmt: skip

    def told(self, step: int) -> str:
        """A step in words: the number and its cut."""
        owner = self.owner
        first = int(np.searchsorted(owner, owner[step]))
        return f"{self.numbers[owner[step]]} over {self.cuts[owner[step]][step - first]:g}"

    def without(self, name: str) -> "Shape":
        """The same steps with one number adding nothing, alone or in a pair."""
        if name not in self.numbers:
            return self
        gone = self.owner == self.numbers.index(name)
        kept = np.array([not (gone[one] or gone[other]) for one, other in self.pairs], bool)
        centres = self.centres.copy()
        centres[self.numbers.index(name)] = 0.0
        return replace(
            self, bits=np.where(gone, 0.0, self.bits), pair_bits=self.pair_bits * kept,
            centres=centres, draws=np.where(gone, 0.0, self.draws),
        )  # fmt: skip

    def to_plain(self) -> dict[str, Any]:
        """The steps in plain numbers."""
        return {
            "numbers": list(self.numbers),
            "cuts": [list(cuts) for cuts in self.cuts],
            "bits": self.bits.tolist(),
            "pairs": [[*pair, worth] for pair, worth in
                      zip(self.pairs, self.pair_bits.tolist(), strict=True)],
            "centres": self.centres.tolist(),
            "draws": self.draws.tolist(),
        }  # fmt: skip

    @classmethod
    def from_plain(cls, content: Mapping[str, Any]) -> "Shape":
        """The steps that `to_plain` wrote."""
        pairs = content["pairs"]
        shape = cls(
            tuple(content["numbers"]), tuple(tuple(map(float, cuts)) for cuts in content["cuts"]),
            np.array(content["bits"], np.float64), tuple((int(a), int(b)) for a, b, _ in pairs),
            np.array([worth for _, _, worth in pairs], np.float64),
            np.array(content["centres"], np.float64), np.array(content["draws"], np.float64),
        )  # fmt: skip
        steps = len(shape.owner)
        if len(shape.bits) != steps or shape.draws.shape[1] != steps or any(
            not 0 <= step < steps for pair in shape.pairs for step in pair
        ):  # fmt: skip
            raise ValueError("steps")
        return shape


def _stairs(bits: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(bits)])
