"""Components by joins alone are the components."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.engines import LocalEngine
from vigie.engines.stars import edges_of, smallest, stars

Pairs = list[tuple[int, int]]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEngine]:
    with LocalEngine(tmp_path_factory.mktemp("spill")) as opened:
        yield opened


def by_joins(engine: LocalEngine, pairs: Pairs, nodes: int) -> tuple[list[int], int]:
    """What the joins find, and how many rounds they took."""
    rounds = 0

    def ask(name: str, edges: pa.Table) -> pa.Table:
        nonlocal rounds
        rounds += name == "large_star"
        return engine.query(name, {"edges": edges}, {})

    def left(edges: pa.Table) -> int:
        return int(engine.query("not_yet_stars", {"edges": edges}, {})["edges"][0].as_py())

    ends = np.array(pairs, np.int32).reshape(-1, 2)
    found: list[int] = smallest(stars(edges_of(*ends.T), ask, left), nodes).tolist()
    return found, rounds


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40))
@settings(max_examples=40, deadline=None)
def test_joins_find_what_a_union_finds(engine: LocalEngine, pairs: Pairs) -> None:
    ends = np.array(pairs, np.int32).reshape(-1, 2)
    assert by_joins(engine, pairs, 30)[0] == engine.components(ends[:, 0], ends[:, 1], 30).tolist()


def test_a_long_chain_takes_few_rounds(engine: LocalEngine) -> None:
    order = np.random.default_rng(1).permutation(300).tolist()
    found, rounds = by_joins(engine, list(pairwise(order)), 300)
    assert found == [0] * 300
    assert rounds <= 12


def test_no_pairs_leave_everybody_alone(engine: LocalEngine) -> None:
    assert by_joins(engine, [], 3) == ([0, 1, 2], 0)
    assert by_joins(engine, [(2, 2)], 3) == ([0, 1, 2], 0)
