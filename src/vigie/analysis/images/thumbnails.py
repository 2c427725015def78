"""Thumbnails that a person may keep: small, grey and blurred."""

from typing import Any

import cv2
import numpy.typing as npt

from vigie.analysis.images.pdq import Grey

LONGER_SIDE, MEDIA_TYPE = 160, "image/jpeg"
_BOXES = (9, 11)
"""The widths of two means, one after the other: a blur with a deviation of 4 pixels."""
_WRITTEN = (cv2.IMWRITE_JPEG_QUALITY, 40)


def thumbnail_of(grey: Grey) -> bytes:
    """A JPEG of at most 160 pixels a side, grey, blurred over 4 pixels, without any metadata.

    Enough to tell a logo from a room, too little to know a person by. From levels of grey (rows,
    columns), which are halved until they are near the size, then drawn at it.
    """
    small: npt.NDArray[Any] = grey
    while max(small.shape) >= 2 * LONGER_SIDE and min(small.shape) > 1:
        half = small.shape[1] // 2, small.shape[0] // 2
        small = cv2.resize(small, half, interpolation=cv2.INTER_AREA)
    factor = min(1.0, LONGER_SIDE / max(small.shape))
    size = max(1, round(small.shape[1] * factor)), max(1, round(small.shape[0] * factor))
    small = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR)
    for width in _BOXES:
        small = cv2.blur(small, (width, width), borderType=cv2.BORDER_REPLICATE)
    return cv2.imencode(".jpg", small, _WRITTEN)[1].tobytes()
