"""What is kept of a picture so that it can be found again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImagePrint:
    """The hashes of one picture: exact ones for the same file, PDQ for the same photograph.

    `image_id` is the SHA-256, or `md5:…`, `sha1:…`, `pdq:…` where the source gave that hash alone.
    `pdq` is 64 hexadecimal digits (256 bits; Meta, 2019), empty where unknown; `quality` is PDQ's
    own, 0 to 100, and under 50 the hash says little. `width` and `height` are in pixels.
    """

    image_id: str
    md5: str = ""
    sha1: str = ""
    sha256: str = ""
    pdq: str = ""
    quality: int = 0
    width: int = 0
    height: int = 0
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class ImageViews:
    """PDQ hashes of every way of looking at a picture, 64 hexadecimal digits each.

    The whole in eight orientations, then each content rectangle (inside borders, a screenshot, a
    collage) in eight; ways that show too little (quality under 50) are left out. A known-hash list
    that comes later is held against these, for the picture itself need not be kept.
    """

    image_id: str
    pdq: tuple[str, ...] = ()
