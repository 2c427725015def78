"""Held-out labels: each is judged by a model that saw earlier labels of other parties alone."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from vigie.analysis.triage.grouping import Flags, Ints, count, distinct, ints
from vigie.analysis.triage.learning.labels import Labels
from vigie.analysis.triage.signals.network import links_between
from vigie.analysis.triage.view import UNKNOWN, View

BLOCKS = 5
LINKED_BITS = 0.0
# What more parties than this hold says nothing of who is who.
COMMON = 20


def groups_of(view: View, labels: Labels) -> Ints:
    """A number for each label: labels of parties that may be one share it.

    Two profiles may be one where a link between them is likelier than not, or where they share a
    telephone number, a text or a picture that few hold; directly or by way of others.
    """
    left, right, bits = links_between(view)
    phones, (rows, pictures, _) = view.mentions["phone"], view.pictures
    texts = np.flatnonzero(view.template != UNKNOWN)
    pairs = [np.stack([left[bits > LINKED_BITS], right[bits > LINKED_BITS]], axis=1)]
    for holders, held in (
        (phones.row, phones.code), (texts, view.template[texts]), (rows, pictures),
    ):  # fmt: skip
        pairs.append(_sharing(view, holders, held))
    ends = np.concatenate(pairs)
    graph = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), [view.profiles] * 2)
    return ints(connected_components(graph, directed=False)[1][labels.profile])


def _sharing(view: View, rows: Ints, codes: Ints) -> Ints:
    """Pairs of profiles that hold one thing: each holder with the first."""
    thing, profile = distinct(codes, view.profile[rows])
    holders = count(thing, int(thing.max(initial=-1)) + 1)
    kept = (holders[thing] > 1) & (holders[thing] <= COMMON)
    thing, profile = thing[kept], profile[kept]
    _, first, place = np.unique(thing, return_index=True, return_inverse=True)
    return np.stack([profile[first][place], profile], axis=1)


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
