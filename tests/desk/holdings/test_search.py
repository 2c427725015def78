"""Searching: a number however it is typed, a beginning, words with and without their accents."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.holdings.lakes import ad, lake_with, phone
from vigie.desk.holdings import queries
from vigie.desk.holdings.actions import publish, search
from vigie.ledger.queries import entries_by
from vigie.records import Mention
from vigie.records.progress import Silence

pytestmark = pytest.mark.django_db
WHO = "operator:tests"
ADS = [
    ad(1, "New in the city, été à Lyon, relaxation"),
    ad(2, "Relaxation in Manchester", title="Welcome"),
    ad(3, "Ask for the desk"),
    ad(4, "The word relaxation, relaxation, relaxation"),
]
MENTIONS = {
    "board/1": [phone("+12025550143"), Mention("handle", "rosa_lyon", "@rosa_lyon", 0, 10, 0.8)],
    "board/2": [phone("+447700900123"), Mention("email", "desk@example.org", "x", 0, 1)],
    "board/3": [phone("+33639980011"), phone("+12025550199")],
}


@pytest.fixture(autouse=True)
def _published(tmp_path: Path) -> None:
    lake, _ = lake_with(tmp_path, ADS, MENTIONS)
    publish(lake, by=WHO, watcher=Silence())


def found(text: str) -> list[str]:
    return [hit.ad_id for hit in queries.find(text)]


@pytest.mark.parametrize(
    ("typed", "ad_id"),
    [
        ("+12025550143", "board/1"),
        ("(202) 555-0143", "board/1"),
        ("202.555.0143", "board/1"),
        ("1 202 555 0143", "board/1"),
        ("0012025550143", "board/1"),
        ("07700 900123", "board/2"),
        ("+44 7700 900123", "board/2"),
        ("011 44 7700 900123", "board/2"),
        ("06 39 98 00 11", "board/3"),
        ("555-0143", "board/1"),
        ("٢٠٢٥٥٥٠١٤٣", "board/1"),
    ],
)
def test_a_number_is_found_however_it_is_typed(typed: str, ad_id: str) -> None:
    assert found(typed) == [ad_id]


def test_the_beginning_of_a_number_finds_all_that_begin_so() -> None:
    assert set(found("+1202555")) == {"board/1", "board/3"}


@pytest.mark.parametrize("typed", ["rosa_lyon", "@Rosa_Lyon", "rosa_", "@ros"])
def test_a_handle_whole_or_begun(typed: str) -> None:
    assert found(typed)[0] == "board/1"


def test_the_whole_value_stands_above_its_beginning_and_that_above_words() -> None:
    assert queries.find("desk@example.org")[0].why == "exact"
    hits = queries.find("desk")
    assert [(hit.ad_id, hit.why) for hit in hits] == [("board/2", "prefix"), ("board/3", "text")]


@pytest.mark.parametrize("typed", ["ete", "ÉTÉ", "été lyon", '"ete a lyon"'])
def test_words_are_compared_without_accents(typed: str) -> None:
    assert found(typed) == ["board/1"]


@pytest.mark.parametrize("typed", ["manchestre", "Manchster", "manchesterr"])
def test_words_spelt_alike_are_found(typed: str) -> None:
    assert [(hit.ad_id, hit.why) for hit in queries.find(typed)] == [("board/2", "alike")]


def test_more_of_the_word_stands_higher() -> None:
    assert found("relaxation")[0] == "board/4"


def test_a_hit_says_whose_it_is_and_where_that_stands() -> None:
    hit = queries.find("manchester")[0]
    assert (hit.profile_id, hit.rank, hit.title) == ("P000000000001", 2, "Welcome")


def test_a_search_is_written_in_the_ledger() -> None:
    search("relaxation", by=WHO, purpose="training")
    entry = entries_by(WHO).last()
    assert entry is not None
    assert (entry.verb, entry.purpose) == ("search.made", "training")
    assert entry.detail == {"text": "relaxation", "hits": 3}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=40) | st.text("'\"\\:|&!()<>*@+-%_ a0", max_size=30))
def test_nothing_typed_is_an_error(typed: str) -> None:
    found(typed)
