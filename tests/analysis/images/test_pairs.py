import numpy as np
import pytest

from vigie.analysis.images import near_pairs


def scattered(seed: int, size: int) -> np.ndarray:
    """Hashes of which every third is another with 0 to 40 bits turned."""
    rng = np.random.default_rng(seed)
    hashes = np.unpackbits(rng.integers(0, 256, (size, 32), dtype=np.uint8), axis=1)
    for i in range(0, size - 1, 3):
        hashes[i] = hashes[i + 1]
        hashes[i, rng.choice(256, rng.integers(0, 41), replace=False)] ^= 1
    return np.packbits(hashes, axis=1)[rng.permutation(size)]


def compared_all_with_all(hashes: np.ndarray, within: int) -> list[tuple[int, int, int]]:
    bits = np.unpackbits(hashes, axis=1).astype(np.int32)
    apart = bits @ (1 - bits).T
    apart = apart + apart.T
    left, right = np.nonzero(np.triu(apart <= within, 1))
    return [(int(i), int(j), int(apart[i, j])) for i, j in zip(left, right, strict=True)]


@pytest.mark.parametrize("within", [0, 1, 16, 31])
def test_every_pair_is_found_and_no_other(within: int) -> None:
    hashes = scattered(7, 900)
    pairs, distances = near_pairs(hashes, within)
    found = [(int(i), int(j), int(d)) for (i, j), d in zip(pairs, distances, strict=True)]
    assert found == compared_all_with_all(hashes, within)
    assert found or within == 0


def test_equal_rows_are_pairs_at_no_distance() -> None:
    hashes = np.repeat(scattered(8, 3), 4, axis=0)
    pairs, distances = near_pairs(hashes, 0)
    expected = [(i, j) for i in range(12) for j in range(i + 1, 12) if i // 4 == j // 4]
    assert [tuple(pair) for pair in pairs.tolist()] == expected
    assert not distances.any()


def test_the_order_of_rows_changes_nothing_but_their_numbers() -> None:
    hashes = scattered(9, 300)
    order = np.random.default_rng(0).permutation(300)
    pairs, distances = near_pairs(hashes)
    turned, turned_distances = near_pairs(hashes[order])
    back = np.sort(order[turned], axis=1)
    assert sorted(zip(back.tolist(), turned_distances.tolist(), strict=True)) == list(
        zip(pairs.tolist(), distances.tolist(), strict=True)
    )


@pytest.mark.parametrize("size", [0, 1])
def test_nothing_has_no_pairs(size: int) -> None:
    pairs, distances = near_pairs(np.zeros((size, 32), dtype=np.uint8))
    assert pairs.shape == (0, 2)
    assert distances.shape == (0,)


def test_more_bits_than_the_search_is_exact_for_are_refused() -> None:
    with pytest.raises(ValueError, match="exact for 0 to 31"):
        near_pairs(np.zeros((2, 32), dtype=np.uint8), 32)
