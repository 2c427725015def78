"""Entries of a band are sorted, however uneven their keys."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.analysis.texts.bands import FEW, _order

WIDE = st.integers(0, (1 << 64) - 1)


@given(st.lists(st.one_of(WIDE, st.integers(0, 9)), max_size=3 * FEW))
def test_any_entries_are_sorted(values: list[int]) -> None:
    entries = np.array(values, np.uint64)
    _order(entries)
    assert entries.tolist() == sorted(values)


@pytest.mark.parametrize("crowd", [0, FEW - 1, FEW, 5_000])
def test_a_bucket_of_many_texts_is_sorted_too(crowd: int) -> None:
    spread = np.random.default_rng(5).integers(0, 1 << 63, 20_000, np.uint64)
    crowded = np.uint64(9 << 50) + np.arange(crowd, dtype=np.uint64)[::-1]
    entries = np.concatenate([spread, crowded])
    expected = np.sort(entries)
    _order(entries)
    assert (entries == expected).all()
