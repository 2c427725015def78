"""Posters of fictional adults beside profiles."""

from datetime import date
from typing import Any

import pytest

from vigie.analysis.triage.posters import Gallery, Poster, candidates, read_poster
from vigie.analysis.triage.scoring import view_of
from vigie.records import Reject

ROW = {"name": "Zora Vane", "age": "31", "missing_since": "2025-01-01", "missing_from": "Lyon, FR"}
POSTER = Poster("zora", "Zora Vane", 31.0, date(2025, 1, 1), "Lyon, FR", pdq="f" * 64)
NEAR = "f" * 60 + "0fff"  # 4 bits away
FAR = "0" * 64


def look(scene: Any, parties: dict[str, Any], poster: Poster = POSTER) -> list[Any]:
    prints = {"near": NEAR, "far": FAR}
    view = view_of(scene(parties).tables())
    return candidates(poster, view, Gallery(view, prints))


CROWD = {f"Q{n:02}": [{"name": "ana", "day": 5, "place": "Nice, FR"}] for n in range(40)}


def test_a_row_is_read_and_a_bad_one_is_a_reject() -> None:
    found = read_poster(ROW, "f", 2)
    assert isinstance(found, Poster)
    assert (found.name, found.age, found.missing_since) == ("Zora Vane", 31.0, date(2025, 1, 1))
    for change, reason in (
        ({"name": ""}, "poster_without_name"), ({"missing_since": "last week"}, "poster_date"),
        ({"age": "young"}, "poster_age"),
    ):  # fmt: skip
        bad = read_poster(ROW | change, "f", 2)
        assert isinstance(bad, Reject)
        assert bad.reason == reason
    open_age = read_poster(ROW | {"age": ""}, "f", 2)
    assert isinstance(open_age, Poster)
    assert open_age.age is None


def test_the_same_picture_is_a_candidate_whatever_the_name(scene: Any) -> None:
    found = look(
        scene, CROWD | {"P1": [{"images": ("near",), "day": 5}], "P2": [{"images": ("far",)}]}
    )
    assert [each.profile_id for each in found] == ["P1"]
    assert "+14.0 a picture 4 of 256 bits from the poster's" in found[0].reasons


def test_a_rare_name_with_place_and_age_is_one_and_a_name_alone_is_not(scene: Any) -> None:
    told = {"name": "zora", "day": 400, "place": "Lyon, FR", "age": 32}
    alone = {"name": "ana", "day": 5, "place": "Lyon, FR", "age": 31}
    found = look(scene, CROWD | {"P1": [told, told], "P2": [alone]})
    assert [each.profile_id for each in found] == ["P1"]
    assert any("which 1 of 42 parties advertise" in reason for reason in found[0].reasons)
    common = Poster("ana", "Ana Vale", 31.0, date(2025, 1, 1), "Brest, FR")
    assert look(scene, CROWD, common) == []


def test_what_speaks_against_is_told_and_counts(scene: Any) -> None:
    late = [{"name": "zora", "day": 30, "place": "Lyon, FR", "age": 31}]
    later = Poster("zora", "Zora Vane", 31.0, date(2025, 12, 1), "Lyon, FR")
    other_age = [{"name": "zora", "day": 30, "place": "Lyon, FR", "age": 50}]
    bits = [
        (each[0].bits if each else 0.0)
        for each in (
            look(scene, CROWD | {"P1": late}), look(scene, CROWD | {"P1": late}, later),
            look(scene, CROWD | {"P1": other_age}),
        )
    ]  # fmt: skip
    assert bits[0] > bits[1]
    assert bits[0] > bits[2]


def test_the_order_of_equals_is_that_of_their_ids(scene: Any) -> None:
    twins = {name: [{"images": ("near",), "day": 5}] for name in ("P2", "P1", "P3")}
    assert [each.profile_id for each in look(scene, CROWD | twins)] == ["P1", "P2", "P3"]


@pytest.mark.parametrize("pdq", ["", "zz", "f" * 63])
def test_a_poster_without_a_hash_is_compared_by_the_rest(scene: Any, pdq: str) -> None:
    bare = Poster("zora", "Zora Vane", None, date(2025, 1, 1), "", pdq=pdq)
    assert look(scene, CROWD | {"P1": [{"images": ("near",), "day": 5}]}, bare) == []
