from typing import Any

import numpy as np

from vigie.analysis.triage.learning.folds import forward, groups_of, spread_out
from vigie.analysis.triage.learning.labels import Labels
from vigie.analysis.triage.scoring import view_of


def labels(size: int) -> Labels:
    order = np.random.default_rng(0).permutation(size)
    return Labels(np.arange(size), np.zeros(size, bool), order)


def test_nothing_is_learned_from_the_future_nor_from_the_judged_party() -> None:
    told = labels(100)
    groups = np.arange(100) // 3
    judged_once = np.zeros(100, int)
    for known, judged in forward(told, groups):
        assert told.day[known].max() < told.day[judged].min()
        assert not set(groups[known]) & set(groups[judged])
        judged_once[judged] += 1
    assert judged_once.max() == 1
    assert judged_once.sum() == 80


def test_parts_hold_whole_groups() -> None:
    groups = np.array([5, 5, 7, 9, 9, 9, 11])
    held = [set(groups[part]) for _, part in spread_out(groups, 3)]
    assert sorted(group for part in held for group in part) == [5, 7, 9, 11]


def test_linked_profiles_are_one_group(scene: Any) -> None:
    given = scene(
        {f"P{n}": [{}] for n in range(5)},
        links=[("site/P0-000", "site/P1-000", 1.0), ("site/P1-000", "site/P2-000", 1.0),
               ("site/P3-000", "site/P4-000", -1.0)],
    )  # fmt: skip
    assert groups_of(view_of(given.tables()), labels(5)).tolist() == [0, 0, 0, 1, 2]


def test_profiles_that_share_what_few_hold_are_one_group(scene: Any) -> None:
    few = {"P0": [{"phone": "+33199000101"}], "P1": [{"phone": "+33199000101", "template": "T"}],
           "P2": [{"template": "T", "images": ("p",)}], "P3": [{"images": ("p",)}]}  # fmt: skip
    many = {f"Q{n:02}": [{"template": "copied"}] for n in range(30)}
    groups = groups_of(view_of(scene(few | many).tables()), labels(34)).tolist()
    assert len(set(groups[:4])) == 1
    assert len(set(groups[4:])) == 30
