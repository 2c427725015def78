"""JPEGs hashed from a part of their size say what they say in full."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from vigie.analysis.images import Limits, Refusal, pdq, print_image
from vigie.analysis.images.decoding import Picture, decode, decode_for_hash
from vigie.analysis.images.reduced import Reduced, samples_of_reduced, step_for
from vigie.records import ImagePrint

Make = Callable[..., Image.Image]
Save = Callable[..., bytes]
LIMITS = Limits()
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What a camera did to the picture that EXIF's orientation undoes."""


def drift(data: bytes) -> int:
    """Bits between the hash of the reduced picture and that of the whole one."""
    whole = decode(data, LIMITS)
    made = print_image(data, LIMITS)
    assert isinstance(whole, Picture)
    assert isinstance(made, ImagePrint)
    seen = pdq.spectrum(whole.pixels)
    assert seen
    exact = int.from_bytes(pdq.bits(seen[0]).tobytes())
    return (int(made.pdq, 16) ^ exact).bit_count()


def step_of(data: bytes) -> int:
    seen = decode_for_hash(data, LIMITS)
    return seen.step if isinstance(seen, Reduced) else 1


@pytest.mark.parametrize("size", [(1000, 1000), (1224, 817), (843, 1533), (430, 471), (2050, 1611)])
def test_a_reduced_jpeg_drifts_by_a_bit_or_two(
    picture: Make, saved: Save, size: tuple[int, int]
) -> None:
    drifts = []
    for seed in range(12):
        data = saved(picture(seed, *size), "JPEG", quality=50 + 3 * seed)
        assert step_of(data) == step_for(*size) > 1
        drifts.append(drift(data))
    assert np.mean(drifts) <= 2
    assert max(drifts) <= 8


def test_a_small_jpeg_is_hashed_in_full(picture: Make, saved: Save) -> None:
    data = saved(picture(1, 500, 399), "JPEG", quality=60)
    assert step_of(data) == 1
    assert drift(data) == 0


@pytest.mark.parametrize("orientation", list(TURNS))
def test_every_orientation_of_exif_is_set_upright(
    picture: Make, saved: Save, orientation: int
) -> None:
    upright = picture(3, 843, 810)
    turn = TURNS[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(turn) if turn is not None else upright
    data = saved(stored, "JPEG", quality=90, exif=exif)
    made, plain = print_image(data, LIMITS), print_image(saved(upright, "PNG"), LIMITS)
    assert isinstance(made, ImagePrint)
    assert isinstance(plain, ImagePrint)
    assert (made.width, made.height) == (843, 810)
    assert step_of(data) == 4
    assert (int(made.pdq, 16) ^ int(plain.pdq, 16)).bit_count() <= 8
    assert abs(made.quality - plain.quality) <= 3


def test_the_upright_plane_is_the_picture_as_it_is_seen(picture: Make, saved: Save) -> None:
    upright = picture(4, 1200, 800)
    small = np.asarray(upright.convert("L").resize((300, 200), Image.Resampling.BOX))
    for orientation, turn in TURNS.items():
        exif = Image.Exif()
        exif[0x0112] = orientation
        stored = upright.transpose(turn) if turn is not None else upright
        seen = decode_for_hash(saved(stored, "JPEG", quality=95, exif=exif), LIMITS)
        assert isinstance(seen, Reduced)
        assert np.abs(seen.upright.astype(int) - small).mean() < 3


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_cmyk_jpegs_keep_their_hash(picture: Make, saved: Save, mode: str) -> None:
    assert drift(saved(picture(5, 900, 700).convert(mode), "JPEG", quality=80)) <= 8


def test_a_progressive_jpeg_keeps_its_hash(picture: Make, saved: Save) -> None:
    assert drift(saved(picture(6, 900, 700), "JPEG", quality=80, progressive=True)) <= 8


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_large_jpeg_that_ends_early_is_refused(picture: Make, saved: Save, part: float) -> None:
    data = saved(picture(7, 1000, 1000), "JPEG", quality=80)
    made = print_image(data[: int(part * len(data))], LIMITS)
    assert isinstance(made, Refusal)
    assert made.reason == "picture_truncated"


@pytest.mark.parametrize(("side", "step"), [(641, 2), (1000, 4), (1303, 8)])
def test_an_even_picture_gives_even_samples(side: int, step: int) -> None:
    """The matrices spread no more and no less than they are given, to the very edges."""
    plane = np.full((-(-side // step), -(-side // step)), 200, dtype=np.uint8)
    samples = samples_of_reduced(Reduced(plane, step, side, side, 1, "image/jpeg"))
    assert np.allclose(samples, 200, atol=0.01)


def test_damaged_large_jpegs_never_raise(picture: Make, saved: Save) -> None:
    rng = np.random.default_rng(8)
    whole = saved(picture(8, 700, 660), "JPEG", quality=70)
    for _ in range(60):
        damaged = bytearray(whole)
        for at in rng.integers(0, len(whole), 5):
            damaged[at] = rng.integers(0, 256)
        assert isinstance(print_image(bytes(damaged), LIMITS), ImagePrint | Refusal)


def test_the_label_says_nothing_of_the_kind(picture: Make) -> None:
    sink = io.BytesIO()
    picture(9, 700, 660).save(sink, "PNG")
    made = print_image(sink.getvalue(), LIMITS)
    assert isinstance(made, ImagePrint)
    assert made.media_type == "image/png"
