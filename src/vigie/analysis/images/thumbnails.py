"""Thumbnails that a person may keep: small, grey and blurred."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

LONGER_SIDE, BLUR, MEDIA_TYPE = 160, 4, "image/jpeg"


def thumbnail_of(plane: npt.NDArray[np.uint8]) -> bytes:
    """A JPEG of at most 160 pixels a side, grey, blurred over 4 pixels, without any metadata.

    Enough to tell a logo from a room, too little to know a person by. From luma bytes (rows,
    columns) or RGB bytes (rows, columns, 3).
    """
    image = Image.fromarray(plane).convert("L")
    image.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.BOX)
    sink = io.BytesIO()
    blurred = image.filter(ImageFilter.GaussianBlur(BLUR))
    blurred.save(sink, "JPEG", quality=40, optimize=True)
    return sink.getvalue()
