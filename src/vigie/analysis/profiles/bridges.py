"""What holds a profile together, and what would split it."""

from collections.abc import Iterable
from dataclasses import dataclass

Bridge = tuple[str, str, float | None]
"""Two ads and the bits between them; None where a person put them together."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sets of ads that remain when a bridge is taken away."""

    ads: tuple[str, ...]


def split_at(bridge: Bridge, bridges: Iterable[Bridge]) -> tuple[Side, Side]:
    """The two sides of a bridge: of the side of its left ad first.

    `bridges` are all bridges of one profile: a tree, so that each is the only way across.
    """
    near: dict[str, list[str]] = {bridge[0]: [], bridge[1]: []}
    for left, right, _ in bridges:
        if (left, right) != bridge[:2]:
            near.setdefault(left, []).append(right)
            near.setdefault(right, []).append(left)
    return _reached(bridge[0], near), _reached(bridge[1], near)


def _reached(start: str, near: dict[str, list[str]]) -> Side:
    found, edge = {start}, [start]
    while edge:
        edge = [ad for one in edge for ad in near[one] if ad not in found]
        found.update(edge)
    return Side(tuple(sorted(found)))


def path(left: str, right: str, bridges: Iterable[Bridge]) -> list[Bridge]:
    """The bridges between two ads, in order: the chain whose weakest member is as strong as any
    chain between them can be (the maximum spanning path). Empty where there is none."""
    near: dict[str, list[tuple[str, Bridge]]] = {}
    for bridge in bridges:
        near.setdefault(bridge[0], []).append((bridge[1], bridge))
        near.setdefault(bridge[1], []).append((bridge[0], bridge))
    came: dict[str, tuple[str, Bridge] | None] = {left: None}
    edge = [left]
    while edge and right not in came:
        step = [(ad, one, bridge) for one in edge for ad, bridge in near.get(one, [])]
        edge = []
        for ad, one, bridge in step:
            if ad not in came:
                came[ad] = (one, bridge)
                edge.append(ad)
    chain: list[Bridge] = []
    at: str = right
    while (step_back := came.get(at)) is not None:
        at, bridge = step_back
        chain.append(bridge)
    return chain[::-1]
