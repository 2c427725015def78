"""Held-out labels: each is judged by a model that saw earlier labels of other parties alone."""

from collections.abc import Iterator

import numpy as np

from vigie.analysis.triage.grouping import Flags, Ints
from vigie.analysis.triage.learning.labels import Labels
from vigie.analysis.triage.signals.network import links_between
from vigie.analysis.triage.view import View

BLOCKS = 5
LINKED_BITS = 0.0


def groups_of(view: View, labels: Labels) -> Ints:
    """A number for each label: labels of linked profiles share one, so that no fold knows another.

    Two profiles are linked where a link between them is likelier than not, directly or by way of
    others.
    """
    left, right, bits = links_between(view)
    root = np.arange(view.profiles)
    for one, other in zip(left[bits > LINKED_BITS], right[bits > LINKED_BITS], strict=True):
        a, b = _root(root, int(one)), _root(root, int(other))
        root[max(a, b)] = min(a, b)
    return np.array([_root(root, int(profile)) for profile in labels.profile], np.int64)


def _root(root: Ints, place: int) -> int:
    while root[place] != place:
        root[place] = root[root[place]]
        place = int(root[place])
    return place


def forward(labels: Labels, groups: Ints, blocks: int = BLOCKS) -> Iterator[tuple[Flags, Flags]]:
    """What may be learned from and what is judged, block after block in the order of time.

    The labels are cut into blocks of equal size by their dates; each block but the first is judged
    by what came before it. A group that stands on both sides is taken out of what is learned from.
    Labels of the same day are cut by their profile's place.
    """
    order = np.lexsort((labels.profile, labels.day))
    block = np.empty(len(labels), np.int64)
    block[order] = np.arange(len(labels)) * blocks // max(len(labels), 1)
    for number in range(1, blocks):
        judged = block == number
        known = (block < number) & ~np.isin(groups, groups[judged])
        yield known, judged


def spread_out(groups: Ints, parts: int) -> Iterator[tuple[Flags, Flags]]:
    """What may be learned from and what is held out, each group in one part, each part in turn."""
    part = np.unique(groups, return_inverse=True)[1] % parts
    for number in range(parts):
        yield part != number, part == number
