from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from vigie.analysis.images import pdq

Make = Callable[..., Image.Image]


def hashed(image: Image.Image) -> np.ndarray:
    seen = pdq.spectrum(np.asarray(image.convert("RGB")))
    assert seen is not None
    return np.unpackbits(pdq.bits(seen[0]))


def test_the_hash_survives_scaling_and_recompression(picture: Make) -> None:
    image = picture(1, 640, 480)
    assert (hashed(image) != hashed(image.resize((200, 150)))).sum() <= pdq.MATCH


def test_other_pictures_are_far(picture: Make) -> None:
    assert (hashed(picture(1)) != hashed(picture(2))).sum() > 80


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [
        ("rotated_90", Image.Transpose.ROTATE_90),
        ("rotated_180", Image.Transpose.ROTATE_180),
        ("rotated_270", Image.Transpose.ROTATE_270),
        ("flipped_vertically", Image.Transpose.FLIP_TOP_BOTTOM),
        ("flipped_horizontally", Image.Transpose.FLIP_LEFT_RIGHT),
        ("transposed", Image.Transpose.TRANSPOSE),
        ("transposed_across", Image.Transpose.TRANSVERSE),
    ],
)
def test_each_orientation_is_the_hash_of_the_turned_picture(
    picture: Make, orientation: str, turn: Image.Transpose
) -> None:
    image = picture(3, 512, 384)
    seen = pdq.spectrum(np.asarray(image))
    assert seen is not None
    expected = np.unpackbits(pdq.eight(seen[0])[pdq.ORIENTATIONS.index(orientation)])
    assert (expected != hashed(image.transpose(turn))).sum() <= pdq.MATCH


def test_a_side_under_five_pixels_has_no_hash() -> None:
    assert pdq.spectrum(np.zeros((4, 100, 3), dtype=np.uint8)) is None


def test_a_flat_picture_has_no_quality() -> None:
    seen = pdq.spectrum(np.full((100, 100, 3), 200, dtype=np.uint8))
    assert seen is not None
    assert seen[1] == 0


# Where pdqhash can be built, every bit is compared with it.


@settings(max_examples=150, deadline=None)
@given(
    rows=st.integers(5, 400),
    columns=st.integers(5, 400),
    block=st.integers(1, 40),
    seed=st.integers(0, 2**32 - 1),
)
def test_bits_and_quality_equal_those_of_pdqhash(
    rows: int, columns: int, block: int, seed: int
) -> None:
    pdqhash = pytest.importorskip("pdqhash", reason="pdqhash is not built here (no C++ compiler)")
    rng = np.random.default_rng(seed)
    shape = (rows // block + 1, columns // block + 1, 3)
    blocks = np.kron(rng.integers(0, 256, shape), np.ones((block, block, 1)))[:rows, :columns]
    noisy = np.clip(blocks + rng.normal(0, 5, blocks.shape), 0, 255)
    pixels = np.ascontiguousarray(noisy.astype(np.uint8))
    ours, (bits, quality) = pdq.spectrum(pixels), pdqhash.compute(pixels)
    assert ours is not None
    assert np.unpackbits(pdq.bits(ours[0])).tolist() == bits.tolist()
    assert ours[1] == quality
    if (rows, columns) != (64, 64):  # where pdqhash itself takes two ways
        eight, _ = pdqhash.compute_dihedral(pixels)
        assert np.unpackbits(pdq.eight(ours[0]), axis=1).tolist() == [one.tolist() for one in eight]


@pytest.mark.parametrize("size", [(64, 64), (64, 65), (1, 9), (128, 64), (1024, 1024), (1300, 700)])
def test_sizes_at_the_edges_equal_pdqhash(picture: Make, size: tuple[int, int]) -> None:
    pdqhash = pytest.importorskip("pdqhash", reason="pdqhash is not built here (no C++ compiler)")
    pixels = np.asarray(picture(5).resize(size))
    ours, (bits, quality) = pdq.spectrum(pixels), pdqhash.compute(pixels)
    if ours is None:
        assert (bits.sum(), quality) == (0, 0)
        return
    assert np.unpackbits(pdq.bits(ours[0])).tolist() == bits.tolist()
    assert ours[1] == quality
