"""A picture's bytes become the print that is kept of it."""

import hashlib

from vigie.analysis.images import pdq
from vigie.analysis.images.decoding import Limits, Picture, Refusal, decode
from vigie.records import ImagePrint


def print_image(data: bytes, limits: Limits) -> ImagePrint | Refusal:
    """The picture's hashes (MD5, SHA-1, SHA-256, PDQ with its quality) and size, or the refusal.

    Width, height and PDQ are of the picture as it is seen: turned as its EXIF orientation says.
    PDQ is empty where a side is under 5 pixels. Never raises for what the bytes hold; time and
    memory are bounded by the worker process that calls it.
    """
    picture = decode(data, limits)
    if isinstance(picture, Refusal):
        return picture
    return print_of(data, picture)


def print_of(data: bytes, picture: Picture) -> ImagePrint:
    """The print of a picture that is decoded already."""
    seen = pdq.spectrum(picture.pixels)
    hashed, quality = (pdq.bits(seen[0]).tobytes().hex(), seen[1]) if seen else ("", 0)
    height, width = picture.pixels.shape[:2]
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
        media_type=picture.media_type,
    )
