"""Pictures as a telephone shows them."""

import numpy as np
from PIL import Image, ImageDraw, ImageOps


def in_a_screen(image: Image.Image) -> Image.Image:
    """The picture between bars of made-up words, the same around every picture."""
    rng = np.random.default_rng(0)
    shot = Image.new("RGB", (480, 900), "white")
    shot.paste(ImageOps.contain(image, (480, 500)), (0, 140))
    draw = ImageDraw.Draw(shot)
    for y in (*range(10, 130, 24), *range(660, 880, 24)):
        x = 10
        while x < 440:
            width = int(rng.integers(8, 60))
            colour = tuple(int(one) for one in rng.integers(0, 200, 3))
            draw.rectangle((x, y, x + width, y + 12), fill=colour)
            x += width + 8
    return shot
