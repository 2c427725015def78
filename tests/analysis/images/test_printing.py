import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from vigie.analysis.images import Limits, Refusal, print_image
from vigie.analysis.images.thumbnails import thumbnail_of
from vigie.records import ImagePrint

Make = Callable[..., Image.Image]
Save = Callable[..., bytes]
LIMITS = Limits()
HEIC = (Path(__file__).parent / "small.heic").read_bytes()


def printed(data: bytes) -> ImagePrint:
    made = print_image(data, LIMITS)
    assert isinstance(made, ImagePrint), made
    return made


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    made = print_image(data, limits)
    assert isinstance(made, Refusal), made
    assert made.detail
    return made.reason


def apart(left: ImagePrint, right: ImagePrint) -> int:
    return (int(left.pdq, 16) ^ int(right.pdq, 16)).bit_count()


def test_a_print_holds_the_hashes_of_the_file_and_of_what_is_seen(
    picture: Make, saved: Save
) -> None:
    data = saved(picture(1), "PNG")
    made = printed(data)
    assert made.image_id == made.sha256 == hashlib.sha256(data).hexdigest()
    assert made.md5 == hashlib.md5(data).hexdigest()
    assert made.sha1 == hashlib.sha1(data).hexdigest()
    assert (made.width, made.height, made.media_type) == (320, 240, "image/png")
    assert len(made.pdq) == 64
    assert made.quality > 50


def test_pdq_equals_pdqhash_on_the_decoded_picture(picture: Make, saved: Save) -> None:
    pdqhash = pytest.importorskip("pdqhash", reason="pdqhash is not built here (no C++ compiler)")
    image = picture(2, 500, 300)
    bits, quality = pdqhash.compute(np.asarray(image))
    made = printed(saved(image, "PNG"))
    assert (made.pdq, made.quality) == (np.packbits(bits).tobytes().hex(), quality)


@pytest.mark.parametrize(
    ("kind", "options", "media_type"),
    [
        ("JPEG", {"quality": 80}, "image/jpeg"),
        ("WEBP", {"quality": 80}, "image/webp"),
        ("AVIF", {"quality": 80}, "image/avif"),
        ("GIF", {}, "image/gif"),
        ("BMP", {}, "image/bmp"),
        ("TIFF", {}, "image/tiff"),
    ],
)
def test_every_format_gives_nearly_the_same_hash(
    picture: Make, saved: Save, kind: str, options: dict[str, object], media_type: str
) -> None:
    image = picture(3)
    made = printed(saved(image, kind, **options))
    assert made.media_type == media_type
    assert apart(made, printed(saved(image, "PNG"))) <= 31


def test_heic_is_read() -> None:
    made = printed(HEIC)
    assert (made.width, made.height, made.media_type) == (128, 96, "image/heic")
    assert made.quality > 0


def test_an_animation_is_its_first_frame(picture: Make, saved: Save) -> None:
    first, second = picture(4), picture(5)
    moving = saved(first, "GIF", save_all=True, append_images=[second])
    assert apart(printed(moving), printed(saved(first, "GIF"))) <= 8


def test_cmyk_is_the_same_picture(picture: Make, saved: Save) -> None:
    image = picture(6)
    assert apart(printed(saved(image.convert("CMYK"), "JPEG")), printed(saved(image, "PNG"))) <= 31


def test_sixteen_bits_are_brought_to_eight(picture: Make, saved: Save) -> None:
    grey = np.asarray(picture(7).convert("L"))
    deep = Image.fromarray(grey.astype(np.uint16) * 257)
    assert apart(printed(saved(deep, "PNG")), printed(saved(Image.fromarray(grey), "PNG"))) <= 4


def test_transparency_lies_on_white(picture: Make, saved: Save) -> None:
    image = picture(8).convert("RGBA")
    clear = Image.new("L", image.size, 255)
    clear.paste(0, (0, 0, 120, 120))
    flat = image.convert("RGB")
    flat.paste("white", (0, 0, 120, 120))
    image.putalpha(clear)
    assert printed(saved(image, "PNG")).pdq == printed(saved(flat, "PNG")).pdq


def test_a_picture_is_turned_as_its_exif_says(picture: Make, saved: Save) -> None:
    image = picture(9)
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = printed(saved(image, "PNG", exif=exif))
    upright = printed(saved(image.transpose(Image.Transpose.ROTATE_270), "PNG"))
    assert (sideways.width, sideways.height) == (240, 320)
    assert sideways.pdq == upright.pdq


def test_a_dot_has_no_pdq(saved: Save) -> None:
    made = printed(saved(Image.new("RGB", (1, 1)), "PNG"))
    assert (made.pdq, made.quality) == ("", 0)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds a handful of bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "size", [(50_000, 10), (10, 50_000), (15_000, 15_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_picture_too_large_is_refused_by_its_header(size: tuple[int, int]) -> None:
    assert refused(png_header(*size)) == "picture_too_many_pixels"


def test_a_picture_that_holds_less_than_its_header_claims_is_refused() -> None:
    assert refused(png_header(400, 400)) in ("picture_truncated", "picture_broken")


def test_too_many_bytes_are_refused_unread() -> None:
    assert refused(b"x" * 11, Limits(bytes=10)) == "picture_too_many_bytes"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"])
def test_a_truncated_picture_is_refused(picture: Make, saved: Save, kind: str) -> None:
    data = saved(picture(10), kind)
    assert refused(data[: len(data) // 2]).startswith("picture_")


@pytest.mark.parametrize("cut", [9, 100, 400, 800])
def test_a_truncated_heic_is_refused(cut: int) -> None:
    assert refused(HEIC[:cut]).startswith("picture_")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "picture_empty"),
        (b"<html><body>not found</body></html>", "picture_unknown_format"),
        (b"%PDF-1.7\n", "picture_unknown_format"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "picture_unknown_format"),
        (b"\0" * 1000, "picture_unknown_format"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, reason: str) -> None:
    assert refused(data) == reason


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_bytes_never_raise(picture: Make, saved: Save, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIC", "AVIF"]))
    whole = HEIC if kind == "HEIC" else saved(picture(11, 64, 48), kind)
    damaged = bytearray(whole)
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)
    ):
        damaged[at] = byte
    made = print_image(bytes(damaged[: data.draw(st.integers(0, len(whole)))]), LIMITS)
    assert isinstance(made, ImagePrint | Refusal)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((1, 1), (1, 1)),
        ((100, 60), (100, 60)),
        ((480, 360), (160, 120)),
        ((512, 342), (160, 107)),
        ((3, 4000), (1, 160)),
        ((2000, 1), (160, 1)),
    ],
)
def test_a_thumbnail_fits_160_pixels(size: tuple[int, int], kept: tuple[int, int]) -> None:
    grey = np.full(size[::-1], 90, dtype=np.uint8)
    image = Image.open(io.BytesIO(thumbnail_of(grey)))
    assert (image.format, image.mode, image.size) == ("JPEG", "L", kept)
    assert abs(int(np.asarray(image)[0, 0]) - 90) <= 2


def test_a_thumbnail_keeps_halves_and_loses_stripes() -> None:
    grey = np.zeros((300, 400), dtype=np.uint8)
    grey[:, 200:] = 200
    grey[::20] += 50  # eight pixels apart once it is small
    seen = np.asarray(Image.open(io.BytesIO(thumbnail_of(grey)))).astype(np.int64)
    assert seen[:, 120:].mean() - seen[:, :40].mean() > 180
    assert np.ptp(seen[20:100, 20:50]) < 10
