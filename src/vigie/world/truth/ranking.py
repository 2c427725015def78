"""How good a ranking and its probabilities are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence


def profile_labels(
    members: Mapping[str, Iterable[str]], labels: Mapping[str, bool]
) -> dict[str, bool]:
    """What is true of each profile: what is true of most of its ads (half is not most)."""
    found = {}
    for profile, ads in members.items():
        counts = Counter(labels[ad] for ad in ads if ad in labels)
        found[profile] = counts[True] > counts[False]
    return found


def precision_at(ranked: Sequence[str], labels: Mapping[str, bool], first: int) -> float:
    """The share of the first so many that are truly positive (of all, where there are fewer)."""
    top = ranked[:first]
    return sum(labels[item] for item in top) / len(top) if top else 0.0


def recall_at(ranked: Sequence[str], labels: Mapping[str, bool], first: int) -> float:
    """The share of all positives that stand among the first so many; 1 where there are none."""
    positives = sum(labels.values())
    return sum(labels[item] for item in ranked[:first]) / positives if positives else 1.0


def calibration_error(
    probabilities: Sequence[float], outcomes: Sequence[bool], bins: int = 10
) -> float:
    """The expected calibration error over bins of equal width, 0 to 1 (Naeini 2015)."""
    sums: dict[int, list[float]] = {}
    for probability, outcome in zip(probabilities, outcomes, strict=True):
        cell = sums.setdefault(min(bins - 1, int(probability * bins)), [0.0, 0.0])
        cell[0] += probability
        cell[1] += outcome
    gaps = sum(abs(stated - seen) for stated, seen in sums.values())
    return gaps / len(probabilities) if probabilities else 0.0
