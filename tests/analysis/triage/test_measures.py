"""Each measure on a party whose numbers can be counted by hand."""

from typing import Any

import pytest

from vigie.analysis.triage.scoring import signals_of, view_of
from vigie.analysis.triage.signals.measures import LISTED, MEASURES, measured

ADS = [
    {"name": "ana", "age": 31, "phone": "+3319900001", "place": "Lyon, FR", "day": 0, "hour": 3,
     "email": "a@mail.example", "height": 160, "rate": 100, "images": ["one", "two"],
     "template": "T1", "hidden": ("phone",)},
    {"name": "bea", "age": 25, "phone": "+3319900002", "place": "Metz, FR", "day": 10, "hour": 14,
     "handle": "bea_1", "height": 170, "rate": 120, "images": ["two"], "template": "T1"},
    {"name": "ana", "age": 31, "phone": "+3319900001", "place": "Lyon, FR", "day": 30, "hour": 14,
     "url": "ana.example", "template": "T2"},
    {"place": "Lyon, FR", "day": 60, "hour": 14, "template": "T3"},
]  # fmt: skip
EXPECTED = {
    "ads_in_all": 4, "days_advertised": 60.458333, "names_in_all": 2, "numbers_in_all": 2,
    "cities_in_all": 2, "addresses_in_all": 1, "handles_in_all": 1, "heights_in_all": 2,
    "ages_in_all": 2, "highest_age": 31, "lowest_age": 25, "mean_age": 29, "prices_in_all": 2,
    "price_share": 100,
    "pictures_in_all": 2, "hidden_numbers": 1, "ads_a_month": 1.984838,
    "cities_a_month": 0.49621, "moves_a_hundred": 50, "texts_a_hundred": 75, "hours_of_day": 2,
    "night_share": 25, "longest_silence": 30, "website_share": 25, "phone_share": 75,
}  # fmt: skip


def test_every_measure_has_an_example() -> None:
    assert set(EXPECTED) == set(MEASURES)
    assert len(LISTED) == len(MEASURES)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_measure_is_what_can_be_counted_by_hand(scene: Any, name: str) -> None:
    found = measured(view_of(scene({"A": ADS}).tables()))[name]
    assert found.number[0] == pytest.approx(EXPECTED[name], abs=1e-5)
    assert not found.strength.any()
    assert found.rows.all()


def test_a_party_of_which_nothing_is_known_has_numbers_all_the_same(scene: Any) -> None:
    found = measured(view_of(scene({"A": [{"text": "Hello.", "place": ""}]}).tables()))
    assert found["highest_age"].number.tolist() == [0.0]
    assert found["ads_in_all"].number.tolist() == [1.0]


def test_a_price_is_told_beside_those_of_all_parties(scene: Any) -> None:
    parties = {f"P{place:02}": [{"rate": 100}] for place in range(11)} | {"Q": [{"rate": 40}]}
    found = measured(view_of(scene(parties).tables()))["price_share"]
    assert found.number.tolist() == [100.0] * 11 + [40.0]


def test_a_cues_value_counts_only_where_the_cue_holds(scene: Any) -> None:
    """Steps never give bits to a sentence that is not true."""
    parties = {"A": [{"day": day} for day in range(40)], "B": [{"day": day} for day in range(2)]}
    few = signals_of(view_of(scene(parties).tables()))["few_ads"]
    assert few.value is not None
    assert few.value.tolist() == [40, 2]
    assert few.number.tolist() == [0.0, 2.0]
