"""A picture's bytes become pixels, within bounds; whatever cannot be read is refused by name."""

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from vigie.analysis.images.pdq import Pixels
from vigie.analysis.images.reduced import Reduced, step_for

pi_heif.register_heif_opener()

Seen = TypeVar("Seen")

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "BMP", "TIFF")
_ORIENTATION = 0x0112
_DECODER_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a picture may be: its file in bytes, its longer side and its area in pixels."""

    bytes: int = 40_000_000
    side: int = 20_000
    pixels: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a picture was not read.

    `reason` is `picture_empty`, `picture_too_many_bytes`, `picture_unknown_format`,
    `picture_too_many_pixels`, `picture_truncated` or `picture_broken`; `detail` is the sentence a
    person reads.
    """

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: RGB bytes of shape (rows, columns, 3), and what kind of file it was."""

    pixels: Pixels
    media_type: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]


def decode(data: bytes, limits: Limits) -> Picture | Refusal:
    """The first frame, upright as its EXIF says, on white where transparent; or the refusal.

    The size is read from the header and checked before a pixel is decoded. The name and the label
    of a file count for nothing: its format is found in its bytes.
    """
    return _decoded(data, limits, _whole)


def decode_for_hash(data: bytes, limits: Limits) -> Picture | Reduced | Refusal:
    """As `decode`; but of a large JPEG the luma alone, at a part of its size, in a fifth of the
    time. A JPEG is large whose shorter side has 400 pixels.
    """
    return _decoded(data, limits, _reduced)


def decode_luma(data: bytes, limits: Limits) -> Picture | Reduced | Refusal:
    """The luma of a large JPEG at its full size (`step` 1), else the whole picture."""
    return _decoded(data, limits, _full_luma)


def _decoded(data: bytes, limits: Limits, seen: Callable[[Image.Image], Seen]) -> Seen | Refusal:
    if not data:
        return Refusal("picture_empty", "the file is empty")
    if len(data) > limits.bytes:
        return Refusal(
            "picture_too_many_bytes", f"{len(data):,} bytes; at most {limits.bytes:,} are read"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _open(data, limits, seen)


def _open(data: bytes, limits: Limits, seen: Callable[[Image.Image], Seen]) -> Seen | Refusal:
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        return Refusal("picture_too_many_pixels", f"more than {limits.pixels:,} pixels")
    except UnidentifiedImageError:
        return Refusal("picture_unknown_format", "no picture format that is read here")
    except _DECODER_ERRORS as error:
        return Refusal("picture_broken", f"the header cannot be read: {_said(error)}")
    with image:
        width, height = image.size
        if max(width, height) > limits.side or width * height > limits.pixels:
            return Refusal(
                "picture_too_many_pixels",
                f"{width:,} by {height:,} pixels; at most {limits.side:,} a side "
                f"and {limits.pixels:,} in all are decoded",
            )
        return _load(image, seen)


def _load(image: Image.Image, seen: Callable[[Image.Image], Seen]) -> Seen | Refusal:
    try:
        return seen(image)
    except _DECODER_ERRORS as error:
        said = _said(error)
        if "truncated" in said.lower() or isinstance(error, EOFError):
            return Refusal("picture_truncated", f"the file ends before its picture: {said}")
        return Refusal("picture_broken", f"the picture cannot be decoded: {said}")


def _media_type(image: Image.Image) -> str:
    named = str(getattr(image, "custom_mimetype", None) or Image.MIME.get(image.format or "", ""))
    return named or "application/octet-stream"


def _whole(image: Image.Image) -> Picture:
    media_type = _media_type(image)
    image.load()
    return Picture(_pixels(image), media_type)


def _reduced(image: Image.Image) -> Picture | Reduced:
    return _luma(image, step_for(*image.size))


def _full_luma(image: Image.Image) -> Picture | Reduced:
    return _luma(image, 1)


def _luma(image: Image.Image, step: int) -> Picture | Reduced:
    width, height = image.size
    if (
        step_for(width, height) == 1
        or image.format not in ("JPEG", "MPO")
        or image.mode not in ("RGB", "L")
    ):
        return _whole(image)
    orientation = image.getexif().get(_ORIENTATION, 1)
    image.draft("L", (width // step, height // step))
    image.load()
    blocks = -(-width // step), -(-height // step)
    if image.mode != "L" or image.size != blocks:
        raise ValueError(f"{image.mode} of {image.size} came where L of {blocks} was asked for")
    known = orientation if orientation in range(1, 9) else 1
    return Reduced(np.asarray(image), step, width, height, known, _media_type(image))


def _pixels(image: Image.Image) -> Pixels:
    turned = image.getexif().get(_ORIENTATION, 1) != 1
    upright = ImageOps.exif_transpose(image) if turned else image
    if upright.mode.startswith(("I", "F")):
        return _deep(upright)
    if upright.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in upright.info:
        coloured = upright.convert("RGBA")
        ground = Image.new("RGBA", coloured.size, "white")
        upright = Image.alpha_composite(ground, coloured)
    return np.asarray(upright if upright.mode == "RGB" else upright.convert("RGB"))


def _deep(image: Image.Image) -> Pixels:
    """Grey of 16 bits (or more) brought to 8: the high byte, not Pillow's clipping at 255."""
    values = np.asarray(image).astype(np.float64)
    top = 65535.0 if values.max(initial=0) > 255 else 255.0
    grey = np.clip(values * (255.0 / top), 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
