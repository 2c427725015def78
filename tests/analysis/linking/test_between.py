"""Two ads compared, whatever joins them: a run's own evidence, and what lies below it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.analysis.linking.market import Market
from vigie.analysis.linking import Parameters, link
from vigie.analysis.linking.between import Two, between
from vigie.engines import LocalEngine

EAST, WEST = "Boston, MA", "Reno, NV"
LEARNED = Parameters(learn=False)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEngine]:
    with LocalEngine(tmp_path_factory.mktemp("scratch")) as engine:
        yield engine


@pytest.fixture(scope="module")
def market() -> Market:
    found = Market()
    for n in range(12):
        found.post(f"n{n:02}", phone=f"+120255501{n:02}", name=["bea", "eva"][n % 2], age=25 + n)
    found.post("a1", phone="+12125550101", name="anna", age=24, day=1, place=EAST)
    found.post("a2", phone="+12125550101", name="anna", age=25, day=4, place=EAST)
    found.post("z1", phone="+12125550103", name="zoe", age=51, day=4, place=WEST)
    found.post("empty")
    return found


def told(engine: LocalEngine, market: Market, left: str, right: str) -> dict[str, Any]:
    two = Two(f"site/{left}", f"site/{right}", None)
    found = between(engine, market.tables(), two, LEARNED)
    assert found is not None
    row: dict[str, Any] = found.to_pylist()[0]
    return row


def propositions(row: dict[str, Any]) -> dict[str, float]:
    return {one["proposition"]: one["bits"] for one in row["evidence"]}


def test_a_linked_pair_has_the_evidence_of_its_link(engine: LocalEngine, market: Market) -> None:
    linked = link(engine, market.tables(), LEARNED).links.whole().to_pylist()
    (kept,) = (row for row in linked if (row["left"], row["right"]) == ("site/a1", "site/a2"))
    row = told(engine, market, "a1", "a2")
    assert row == kept


def test_what_speaks_against_is_listed_though_nothing_is_shared(
    engine: LocalEngine, market: Market
) -> None:
    row = told(engine, market, "a2", "z1")
    found = propositions(row)
    assert {"phones_differ", "names_differ", "ages_conflict"} <= found.keys()
    assert all(found[name] < 0 for name in ("phones_differ", "names_differ", "ages_conflict"))
    assert row["bits"] < -9
    assert row["probability"] < 0.01


def test_the_sides_follow_the_question(engine: LocalEngine, market: Market) -> None:
    one, other = told(engine, market, "a2", "z1"), told(engine, market, "z1", "a2")
    ages = [
        json.loads(
            next(e["detail"] for e in row["evidence"] if e["proposition"] == "ages_conflict")
        )
        for row in (one, other)
    ]
    assert (ages[0]["left_oldest"], ages[0]["right_youngest"]) == (25, 51)
    assert (ages[1]["left_youngest"], ages[1]["right_oldest"]) == (51, 25)
    assert one["bits"] == other["bits"]


def test_an_ad_that_says_nothing_leaves_only_the_beginning(
    engine: LocalEngine, market: Market
) -> None:
    row = told(engine, market, "a1", "empty")
    assert propositions(row).keys() <= {"same_hours", "hours_differ"}


def test_an_unknown_ad_and_one_account_have_nothing_between(
    engine: LocalEngine, market: Market
) -> None:
    tables = market.tables()
    assert between(engine, tables, Two("site/a1", "site/none", None), LEARNED) is None
    assert between(engine, tables, Two("site/a1", "site/a1", None), LEARNED) is None
