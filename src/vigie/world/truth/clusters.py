"""How well clusters agree with the truth, over all pairs of ads without looking at any pair."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs counted: put together rightly, put together at all, truly together."""

    right: int
    put_together: int
    truly_together: int

    @property
    def precision(self) -> float:
        """The share of pairs put together that belong together; 1 where none was."""
        return self.right / self.put_together if self.put_together else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs that belong together which were put together; 1 where none do."""
        return self.right / self.truly_together if self.truly_together else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.put_together + self.truly_together
        return 2 * self.right / total if total else 1.0


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def pairwise(found: Mapping[str, Hashable], true: Mapping[str, Hashable]) -> Agreement:
    """Agreement of two ways of grouping the same ads, each a map from ad to group.

    Only ads in the truth count; one that was not grouped at all stands alone. Counted from the
    sizes of groups and of their overlaps, so that a million ads take a second.
    """
    placed = {ad: found.get(ad, ("alone", ad)) for ad in true}
    return Agreement(
        right=_pairs(Counter((placed[ad], party) for ad, party in true.items()).values()),
        put_together=_pairs(Counter(placed.values()).values()),
        truly_together=_pairs(Counter(true.values()).values()),
    )
