"""What hubs teach of chance, however large they are and whoever else's they turn out to be."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.market import Habits, Market, holdings, market
from vigie.analysis.linking.hubs import strangers, with_owned_hubs
from vigie.analysis.linking.link import compare
from vigie.analysis.linking.pairing import pairs
from vigie.analysis.linking.parameters import Parameters
from vigie.analysis.linking.propositions import FIELDS
from vigie.engines import LocalEngine

ACCOUNTS = 6_000
NAMES = [field.name for field in FIELDS].index("name")


@pytest.fixture(scope="module")
def plain() -> Market:
    return market(Habits(3, ACCOUNTS))


@pytest.fixture(scope="module")
def grown() -> Market:
    return market(Habits(3, ACCOUNTS, 10.0))


def carried(made: Market) -> set[tuple[int, str, int]]:
    return {
        (int(account), kind, int(number))
        for rows, kind, numbers, _ in made.keys
        for account, number in zip(rows, numbers, strict=True)
    }


def test_a_market_of_larger_hubs_is_the_same_market_with_more_in_each_hub(
    plain: Market, grown: Market
) -> None:
    before, after = carried(plain), carried(grown)
    first = (int(plain.party[-1]) + 1) * 64
    added = after - before
    assert before < after
    assert len(added) > 5 * sum(first <= key < first + 3 for _, _, key in before)
    assert {key for _, _, key in added} == {first, first + 1, first + 2}
    for name in ("party", "day", "name", "age", "price", "hour"):
        assert np.array_equal(getattr(plain, name), getattr(grown, name))


def test_hubs_ten_times_larger_add_no_pair(plain: Market, grown: Market, tmp_path: Path) -> None:
    with LocalEngine(tmp_path) as engine:
        small, large = (
            compare(engine, holdings(made, Parameters()), Parameters()) for made in (plain, grown)
        )
    assert np.array_equal(small.pairs.left, large.pairs.left)
    assert np.array_equal(small.pairs.right, large.pairs.right)


def test_pairs_of_a_hub_that_one_party_shares_are_no_strangers(
    plain: Market, tmp_path: Path
) -> None:
    with LocalEngine(tmp_path) as engine:
        held = with_owned_hubs(engine, holdings(plain, Parameters()))
        codes = strangers(engine, held, pairs(engine, held))
    named = codes[codes[:, NAMES] > 0, NAMES]
    assert len(named) > 300
    assert np.mean(named < 4) < 0.03, "names of strangers agree as often as of one party"
