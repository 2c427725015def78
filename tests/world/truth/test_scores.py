"""Scores against the truth, beside counting by hand."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.records import Problem
from vigie.world.build import Order, build_world
from vigie.world.truth import (
    calibration_error,
    pairwise,
    precision_at,
    profile_labels,
    read_truth,
    recall_at,
    score_mentions,
)

groupings = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3))


@given(groupings, groupings)
def test_pairwise_is_what_counting_pairs_gives(found: dict[str, int], true: dict[str, int]) -> None:
    def together(groups: dict[str, int]) -> set[tuple[str, str]]:
        pairs = combinations(sorted(true), 2)
        return {(a, b) for a, b in pairs if a in groups and b in groups and groups[a] == groups[b]}

    agreement = pairwise(found, true)
    assert agreement.right == len(together(found) & together(true))
    assert agreement.put_together == len(together(found))
    assert agreement.truly_together == len(together(true))


def test_a_perfect_grouping_scores_one_and_one_heap_scores_its_share() -> None:
    true = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert pairwise({"a": 9, "b": 9, "c": 8, "d": 8}, true).f1 == 1.0
    heap = pairwise(dict.fromkeys("abcd", 0), true)
    assert (heap.precision, heap.recall) == (2 / 6, 1.0)
    assert pairwise({}, true).recall == 0.0


def test_ranks_and_calibration() -> None:
    labels = {"p": True, "q": False, "r": True, "s": False}
    ranked = ["p", "q", "r", "s"]
    assert precision_at(ranked, labels, 2) == 0.5
    assert recall_at(ranked, labels, 2) == 0.5
    assert precision_at(ranked, labels, 99) == 0.5
    assert calibration_error([0.5, 0.5], [True, False]) == 0.0
    assert calibration_error([0.9, 0.9], [False, False]) == pytest.approx(0.9)


def test_a_profile_is_what_most_of_its_ads_are() -> None:
    labels = {"a": True, "b": True, "c": False, "d": False}
    members = {"P1": ["a", "b", "c"], "P2": ["a", "c"], "P3": ["d", "unknown"]}
    assert profile_labels(members, labels) == {"P1": True, "P2": False, "P3": False}


def mention(kind: str, value: str, trick: str = "", **detail: str) -> dict[str, object]:
    return {"kind": kind, "value": value, "trick": trick, "detail": detail}


def test_mentions_are_compared_in_their_normal_form() -> None:
    meant = [
        mention("url", "https://www.a.example/x"),
        mention("name", "Élise"),
        mention("place", "Paris", city="Paris", country="FR"),
        mention("date", "2024-03-12"),
        mention("phone", "+12125550100", "circled"),
    ]
    found = [
        mention("url", "http://a.example/x/"),
        mention("name", "elise"),
        mention("place", "Paris, TX, US", city="Paris", country="US"),
        mention("date", "--03-12"),
        mention("phone", "+12125550100"),
        mention("phone", "+12125550199"),
    ]
    scores = score_mentions([(found, meant)])
    assert scores["url"].f1 == scores["name"].f1 == scores["date"].f1 == 1.0
    assert (scores["place"].extra, scores["place"].missed) == (1, 1)
    assert scores["phone"].precision == 0.5
    only_hidden = score_mentions([(found, meant)], hidden=True)
    assert only_hidden["phone"].right == 1
    assert "url" not in only_hidden


def test_the_truth_of_a_world_scores_itself_perfectly(tmp_path: Path) -> None:
    build_world(Order(ads=150, images=9), tmp_path)
    truth = read_truth(tmp_path)
    assert len(truth.party) == 150
    assert pairwise(truth.party, truth.party).f1 == 1.0
    scores = score_mentions((mentions, mentions) for _, mentions in truth.mentions())
    assert scores
    assert all(counts.f1 == 1.0 for counts in scores.values())
    assert {picture["ad_id"] for picture in truth.pictures()} <= set(truth.party)
    assert len(list(truth.cast())) == len(set(truth.party.values()))


def test_a_folder_without_truth_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no truth"):
        read_truth(tmp_path)
