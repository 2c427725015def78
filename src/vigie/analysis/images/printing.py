"""A picture's bytes become the print that is kept of it."""

import hashlib
from dataclasses import dataclass

import numpy as np

from vigie.analysis.images import pdq
from vigie.analysis.images.decoding import (
    Limits,
    Picture,
    Refusal,
    decode,
    decode_for_hash,
    decode_luma,
)
from vigie.analysis.images.features import KEPT, features_of
from vigie.analysis.images.localprints import LocalPrint, local_print
from vigie.analysis.images.rectangles import QUALITY, rectangles, views_of_parts
from vigie.analysis.images.reduced import Reduced, samples_of_reduced
from vigie.analysis.images.thumbnails import thumbnail_of
from vigie.records import ImagePrint, ImageViews

Spectrum = tuple[pdq.Plane, int]


@dataclass(frozen=True, slots=True)
class _Light:
    """A picture's luma and its greys, upright, each [rows, columns]: all that is looked at."""

    luma: pdq.Plane | pdq.Grey
    grey: pdq.Grey


@dataclass(frozen=True, slots=True)
class Printed:
    """What is made of a picture when it is met: its print, its views, and perhaps a thumbnail."""

    print: ImagePrint
    views: ImageViews
    thumbnail: bytes = b""


def print_image(data: bytes, limits: Limits) -> ImagePrint | Refusal:
    """The picture's hashes (MD5, SHA-1, SHA-256, PDQ with its quality) and size, or the refusal.

    Width, height and PDQ are of the picture as it is seen: turned as its EXIF orientation says.
    PDQ is empty where a side is under 5 pixels. That of a large JPEG is read from a part of its
    size (see `reduced`). Never raises for what the bytes hold; time and memory are bounded by the
    worker process that calls it.
    """
    seen = decode_for_hash(data, limits)
    if isinstance(seen, Refusal):
        return seen
    return _print(data, seen, _spectrum(seen, _light(seen)))


def print_whole(data: bytes, limits: Limits, *, thumbnail: bool) -> Printed | Refusal:
    """As `print_image`, with the hashes of every way of looking at the picture.

    The luma of a large JPEG is decoded in full only where its reduced form shows a content
    rectangle.
    """
    seen = decode_for_hash(data, limits)
    if isinstance(seen, Refusal):
        return seen
    light = _light(seen)
    spectrum = _spectrum(seen, light)
    made = _print(data, seen, spectrum)
    hashes = [*_whole(spectrum), *_parts(data, seen, light, limits)]
    kept = thumbnail_of(light.grey) if thumbnail else b""
    return Printed(made, ImageViews(made.image_id, tuple(hashes)), kept)


def print_local(data: bytes, limits: Limits) -> LocalPrint | Refusal:
    """The local print of a picture's bytes, or why there is none; never raises."""
    picture = decode(data, limits)
    if isinstance(picture, Refusal):
        return picture
    return local_print(features_of(picture.pixels, KEPT))


def print_of(data: bytes, picture: Picture) -> ImagePrint:
    """The print of a picture that is decoded in full already."""
    return _print(data, picture, _spectrum(picture, _light(picture)))


def _light(seen: Picture | Reduced) -> _Light:
    if isinstance(seen, Reduced):
        return _Light(upright := seen.upright, upright)
    return _Light(*pdq.planes(np.ascontiguousarray(seen.pixels)))


def _spectrum(seen: Picture | Reduced, light: _Light) -> Spectrum | None:
    if isinstance(seen, Reduced):
        return pdq.spectrum_of(samples_of_reduced(seen))
    return pdq.spectrum_of_luma(np.asarray(light.luma, dtype=np.float32))


def _whole(spectrum: Spectrum | None) -> list[str]:
    """The hashes of the whole in eight orientations; none where they would say too little."""
    if spectrum is None or spectrum[1] < QUALITY:
        return []
    return [one.tobytes().hex() for one in pdq.eight(spectrum[0])]


def _parts(data: bytes, seen: Picture | Reduced, light: _Light, limits: Limits) -> list[str]:
    """The hashes of the content rectangles in eight orientations, of the picture at full size."""
    found = rectangles(light.grey)
    if found and isinstance(seen, Reduced):
        whole = decode_luma(data, limits)
        if isinstance(whole, Refusal):
            return []
        light = _light(whole)
        found = rectangles(light.grey)
    return [one.hash.tobytes().hex() for one in views_of_parts(light.luma, found)]


def _print(data: bytes, seen: Picture | Reduced, spectrum: Spectrum | None) -> ImagePrint:
    hashed, quality = (pdq.bits(spectrum[0]).tobytes().hex(), spectrum[1]) if spectrum else ("", 0)
    width, height = seen.size
    sha256 = hashlib.sha256(data).hexdigest()
    return ImagePrint(
        image_id=sha256,
        md5=hashlib.md5(data, usedforsecurity=False).hexdigest(),
        sha1=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        sha256=sha256,
        pdq=hashed,
        quality=quality,
        width=width,
        height=height,
        media_type=seen.media_type,
    )
