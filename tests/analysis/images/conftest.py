"""Pictures made from a seed: soft shapes and texture, so that hashes have something to hold."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageFilter


@pytest.fixture(scope="session")
def picture() -> Callable[..., Image.Image]:
    """`picture(seed, width, height)`: blurred blocks and noise, the same for the same seed."""

    def make(seed: int, width: int = 320, height: int = 240) -> Image.Image:
        rng = np.random.default_rng(seed)
        coarse = Image.fromarray(rng.integers(0, 256, (6, 8, 3), dtype=np.uint8))
        fine = Image.fromarray(rng.integers(0, 256, (30, 40, 3), dtype=np.uint8))
        smooth = coarse.resize((width, height), Image.Resampling.BICUBIC)
        detail = fine.resize((width, height), Image.Resampling.NEAREST)
        return Image.blend(smooth, detail, 0.25).filter(ImageFilter.GaussianBlur(0.6))

    return make


@pytest.fixture(scope="session")
def saved() -> Callable[..., bytes]:
    """`saved(image, kind, **options)`: the picture's bytes in a file format."""

    def make(image: Image.Image, kind: str, **options: object) -> bytes:
        buffer = io.BytesIO()
        image.save(buffer, kind, **options)
        return buffer.getvalue()

    return make
