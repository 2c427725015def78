import numpy as np
import pytest

from vigie.analysis.images import hashindex
from vigie.analysis.images.hashindex import HashIndex, index_of

faiss = pytest.importorskip("faiss")


def scattered(size: int) -> np.ndarray:
    """Random hashes, a third of them near others."""
    rng = np.random.default_rng(size)
    bits = np.unpackbits(rng.integers(0, 256, (size, 32), dtype=np.uint8), axis=1)
    for row in range(0, size - 1, 3):
        bits[row] = bits[row + 1]
        bits[row, rng.choice(256, rng.integers(0, 40), replace=False)] ^= 1
    return np.packbits(bits, axis=1)


def expected(hashes: np.ndarray, query: np.ndarray, within: int) -> list[tuple[int, int]]:
    """What faiss's exhaustive search finds."""
    flat = faiss.IndexBinaryFlat(256)
    flat.add(hashes)
    _, distances, rows = flat.range_search(query.reshape(1, 32), within + 1)
    return sorted((int(distance), int(row)) for distance, row in zip(distances, rows, strict=True))


def found(index: HashIndex, query: np.ndarray, within: int) -> list[tuple[int, int]]:
    numbers, distances = index.search(query, within)
    return [(int(bits), int(row)) for row, bits in zip(numbers, distances, strict=True)]


@pytest.mark.parametrize(
    ("many", "within"), [(10_000, 0), (10_000, 15), (10_000, 22), (10_000, 31), (10, 31)]
)
def test_nothing_is_missed_that_an_exhaustive_search_finds(
    many: int, within: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashindex, "_MANY", many)
    hashes = scattered(1500)
    index = index_of(hashes)
    for query in hashes[:120]:
        assert found(index, query, within) == expected(hashes, query, within)


@pytest.mark.parametrize("many", [10_000, 10])
def test_a_pair_that_fills_every_slot_to_its_share_but_one_is_found(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashindex, "_MANY", many)
    bounds = hashindex.slots_for(1500)
    slots = len(bounds) - 1
    share = [32 // slots + (slot < 32 % slots) for slot in range(slots)]
    rng = np.random.default_rng(many)
    bits = rng.integers(0, 2, (1500, 256), dtype=np.uint8)
    for row in range(0, 1500, 2):
        bits[row + 1] = bits[row]
        for slot in range(slots):
            most = share[slot] - (slot == row // 2 % slots)
            wide = range(bounds[slot], bounds[slot + 1])
            bits[row + 1, rng.choice(wide, most, replace=False)] ^= 1
    hashes = np.packbits(bits, axis=1, bitorder="little")
    index = index_of(hashes)
    for row in range(0, 4 * slots, 2):
        assert found(index, hashes[row], 31) == [(0, row), (31, row + 1)]
        assert found(index, hashes[row], 30) == [(0, row)]


def test_an_added_hash_is_found_at_once_and_after_merging() -> None:
    hashes = scattered(1200)
    index = index_of(hashes[:100])
    for number, one in enumerate(hashes[100:], start=100):
        assert index.add(one) == number
    merged = index.merged()
    assert (index.tail, merged.tail, len(index), len(merged)) == (1100, 0, 1200, 1200)
    for query in hashes[::50]:
        assert found(index, query, 31) == found(merged, query, 31) == expected(hashes, query, 31)


def test_more_copies_than_a_first_look_holds_are_all_found() -> None:
    index = index_of(np.repeat(scattered(1), 5000, axis=0))
    assert len(index.search(scattered(1)[0])[0]) == 5000


def test_an_empty_index_finds_nothing() -> None:
    index = index_of(np.empty((0, 32), dtype=np.uint8))
    assert found(index, scattered(1)[0], 31) == []


def test_more_bits_than_the_search_is_exact_for_are_refused() -> None:
    with pytest.raises(ValueError, match="exact for 0 to 31"):
        index_of(scattered(2)).search(scattered(2)[0], 32)
