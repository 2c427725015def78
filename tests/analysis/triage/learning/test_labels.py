from datetime import date
from typing import Any

import pytest

from vigie.analysis.triage.errors import BadLabels
from vigie.analysis.triage.learning.labels import Label, need, read_label, resolve
from vigie.analysis.triage.scoring import view_of
from vigie.records import Reject

GOOD = {"id": "P1", "outcome": "yes", "date": "2025-03-01", "by": "ana"}
DAY = date(2025, 3, 1)


def test_a_label_is_read() -> None:
    assert read_label(GOOD, "f", 2) == Label("P1", "trafficking", True, DAY, "ana")
    unsure = read_label(GOOD | {"outcome": "UNSURE", "question": "minor"}, "f", 2)
    assert unsure == Label("P1", "minor", None, DAY, "ana")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "label_without_id"),
        ({"question": "age"}, "label_question"),
        ({"outcome": "maybe"}, "label_outcome"),
        ({"by": None}, "label_by_nobody"),
        ({"date": "1.3.2025"}, "label_date"),
        ({"date": None}, "label_date"),
    ],
)
def test_a_bad_label_is_a_reject_with_its_line(change: dict[str, Any], reason: str) -> None:
    found = read_label(GOOD | change, "labels.csv", 7)
    assert isinstance(found, Reject)
    assert (found.file, found.line, found.reason) == ("labels.csv", 7, reason)


def label(name: str, outcome: bool | None, day: int = 1, by: str = "ana") -> Label:
    return Label(name, "trafficking", outcome, date(2025, 3, day), by)


def test_labels_name_profiles_or_their_ads_and_the_last_word_counts(scene: Any) -> None:
    view = view_of(scene({name: [{}] for name in ("P1", "P2", "P3", "P4", "P5")}).tables())
    labels = [
        label("site/P2-000", True, 5),
        label("P1", False, 2), label("P1", True, 3),
        label("P3", True), label("P3", False, by="bea"),
        label("P4", None), label("P9", True),
        label("P5", True, 9), label("P5", True, 4, by="bea"),
        Label("P1", "minor", False, DAY, "ana"),
    ]  # fmt: skip
    found = resolve(reversed(labels), "trafficking", view)
    assert found.profile.tolist() == [0, 1, 4]
    assert found.outcome.tolist() == [True, True, True]
    assert found.left_out == {"unknown_id": 1, "disputed": 1, "unsure": 1}
    assert found.by == ("ana", "bea")


def test_two_words_of_one_person_and_day_that_differ_are_none(scene: Any) -> None:
    view = view_of(scene({"P1": [{}], "P2": [{}]}).tables())
    labels = [label("P1", True), label("site/P1-000", False), label("P2", True), label("P2", True)]
    for told in (labels, labels[::-1]):
        found = resolve(told, "trafficking", view)
        assert found.profile.tolist() == [1]
        assert found.left_out == {"unsure": 1}


def test_too_few_labels_say_how_many_it_takes(scene: Any) -> None:
    view = view_of(scene({"P1": [{}], "P2": [{}]}).tables())
    found = resolve([label("P1", True), label("P2", False)], "trafficking", view)
    with pytest.raises(BadLabels, match=r"2 profiles are labelled \(1 yes, 1 no\).*at least 20"):
        need(found, 20, 3)
