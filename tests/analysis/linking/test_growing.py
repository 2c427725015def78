"""What new ads change is what linking everything at once gives, and nothing else changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.analysis.linking.market import Market
from vigie.analysis.linking import Known, Parameters, grow, known_tables, link, read_known
from vigie.engines import LocalEngine

Tables = dict[str, pa.Table]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEngine]:
    spill: Path = tmp_path_factory.mktemp("spill")
    with LocalEngine(spill) as opened:
        yield opened


def some_market(seed: int, ads: int = 160) -> Market:
    """Parties of some ads each, an agency's number, texts that go round, numbers passed on."""
    random = np.random.default_rng(seed)
    market = Market()
    for n in range(ads):
        party = int(random.integers(0, 40))
        number = 99 if random.random() < 0.15 else party * 2 + int(random.integers(0, 2))
        market.post(
            f"ad{int(random.integers(0, 10_000)):05}-{n:03}",
            phone=f"+1212555{number:04}",
            email=f"m{party}@mail.example" if random.random() < 0.4 else f"own{n}@mail.example",
            template=f"t{int(random.integers(0, 12))}" if random.random() < 0.4 else "",
            pictures=[f"p{party}-{int(random.integers(0, 3))}"] if random.random() < 0.5 else [],
            name=["anna", "bea", "cleo", "dora"][party % 4],
            age=20 + party % 25,
            place=["Boston, MA", "Austin, TX", "Reno, NV"][party % 3],
            day=int(random.integers(0, 150)),
        )
    return market


def only(tables: Tables, ads: list[str]) -> Tables:
    wanted = pa.array(ads, pa.string())
    return {
        name: table.filter(pc.is_in(table["ad_id"], value_set=wanted))
        for name, table in tables.items()
    }


def pairs(known: Known) -> dict[tuple[str, str], float]:
    rows = known.weighed().to_pylist()
    return {(row["left"], row["right"]): row["bits"] for row in rows}


def accounts(known: Known) -> dict[str, str]:
    return {row["ad_id"]: row["account"] for row in known.account_table().to_pylist()}


@pytest.mark.parametrize("seed", range(6))
def test_batches_give_what_everything_at_once_gives(engine: LocalEngine, seed: int) -> None:
    tables = some_market(seed).tables()
    ads = tables["ads"]["ad_id"].to_pylist()
    first = link(engine, only(tables, ads[:140]), Parameters())
    known = first.known
    for begin in (140, 147, 154):
        known = grow(engine, known, only(tables, ads[begin : begin + 7]), Parameters()).known
    at_once = link(engine, tables, Parameters(), first.model).known
    ours, theirs = pairs(known), pairs(at_once)
    both = ours.keys() & theirs.keys()
    assert len(both) >= 0.98 * len(ours.keys() | theirs.keys())
    assert sum(abs(ours[pair] - theirs[pair]) < 0.002 for pair in both) >= 0.98 * len(both)
    assert accounts(known) == accounts(at_once)


def test_what_new_ads_do_not_reach_stays_as_it_was(engine: LocalEngine) -> None:
    tables = some_market(7).tables()
    known = link(engine, tables, Parameters()).known
    market = Market()
    lone = market.post("new1", phone="+12025550111", email="one@mail.example", name="zita")
    other = market.post("new2", phone="+12025550111", email="one@mail.example", name="zita")
    grown = grow(engine, known, market.tables(), Parameters())
    assert set(grown.touched.to_pylist()) == {lone, other}
    before, after = pairs(known), pairs(grown.known)
    assert {pair: bits for pair, bits in after.items() if pair in before} == before
    assert after.keys() - before.keys() == {(lone, other)}


def test_nothing_new_changes_nothing(engine: LocalEngine) -> None:
    tables = some_market(8).tables()
    known = link(engine, tables, Parameters()).known
    grown = grow(engine, known, only(tables, []), Parameters())
    assert len(grown.touched) == len(grown.links) == 0
    assert pairs(grown.known) == pairs(known)
    assert accounts(grown.known) == accounts(known)


def test_an_ad_that_changed_loses_the_links_that_it_had(engine: LocalEngine) -> None:
    market = some_market(9)
    market.post("x1", phone="+12025550111", email="one@mail.example")
    market.post("x2", phone="+12025550111", email="one@mail.example")
    known = link(engine, market.tables(), Parameters()).known
    assert ("site/x1", "site/x2") in pairs(known)
    later = Market()
    later.post("x2", phone="+12025550122", email="other@mail.example")
    assert ("site/x1", "site/x2") not in pairs(
        grow(engine, known, later.tables(), Parameters()).known
    )


def test_evidence_of_changed_links_is_whole(engine: LocalEngine) -> None:
    tables = some_market(10).tables()
    ads = tables["ads"]["ad_id"].to_pylist()
    known = link(engine, only(tables, ads[:150]), Parameters()).known
    grown = grow(engine, known, only(tables, ads[150:]), Parameters())
    rows = grown.links.whole().to_pylist()
    assert rows
    for row in rows:
        total = sum(one["bits"] for one in row["evidence"]) + known.model["prior"][0]
        assert total == pytest.approx(row["bits"], abs=0.02)
        assert row["left"] < row["right"]


def test_what_is_known_comes_back_from_its_tables(engine: LocalEngine) -> None:
    tables = some_market(11).tables()
    ads = tables["ads"]["ad_id"].to_pylist()
    known = link(engine, only(tables, ads[:150]), Parameters()).known
    read = read_known(known_tables(known))
    new = only(tables, ads[150:])
    ours, theirs = (grow(engine, one, new, Parameters()).known for one in (known, read))
    wrote: Callable[[Known], dict[str, pa.Table]] = known_tables
    assert wrote(ours) == wrote(theirs)
