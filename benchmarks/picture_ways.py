"""Ways in which a photograph is altered before it is posted again: 22 usual ones, twelve harder.

A way takes a picture and a `Draw` and gives the altered picture; `encoded` makes a file of it, and
`QUALITY` names the ways whose file is of another quality than the usual 80 of 100.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from benchmarks.decorations import card, in_a_screen, lettered, put_sticker

BICUBIC = Image.Resampling.BICUBIC


@dataclass(frozen=True, slots=True)
class Draw:
    """Where chance comes from, and other photographs (for a collage's other panels)."""

    rng: np.random.Generator
    others: tuple[Image.Image, ...]

    def between(self, low: float, high: float) -> float:
        """A number between the two."""
        return float(self.rng.uniform(low, high))

    def whole(self, below: int) -> int:
        """A whole number from 0 up to, and without, this one."""
        return int(self.rng.integers(max(1, below)))

    def other(self) -> Image.Image:
        """Another photograph."""
        return self.others[self.whole(len(self.others))]


Way = Callable[[Image.Image, Draw], Image.Image]


def unchanged(image: Image.Image, draw: Draw) -> Image.Image:  # noqa: ARG001 (a Way's shape)
    """Only the file is another."""
    return image


def resized(factor: float) -> Way:
    """Scaled by a factor."""

    def way(image: Image.Image, draw: Draw) -> Image.Image:  # noqa: ARG001 (a Way's shape)
        return image.resize((round(image.width * factor), round(image.height * factor)), BICUBIC)

    return way


def thumbnail(image: Image.Image, draw: Draw) -> Image.Image:  # noqa: ARG001 (a Way's shape)
    """Its longer side brought to 160 pixels."""
    return ImageOps.contain(image, (160, 160), BICUBIC)


def inner(image: Image.Image, draw: Draw) -> Image.Image:  # noqa: ARG001 (a Way's shape)
    """The middle, six tenths of each side."""
    wide, high = round(image.width * 0.6), round(image.height * 0.6)
    left, top = (image.width - wide) // 2, (image.height - high) // 2
    return image.crop((left, top, left + wide, top + high))


def cropped(part: float) -> Way:
    """A part of the area is kept, of the same shape, somewhere."""

    def way(image: Image.Image, draw: Draw) -> Image.Image:
        wide, high = round(image.width * part**0.5), round(image.height * part**0.5)
        left, top = draw.whole(image.width - wide + 1), draw.whole(image.height - high + 1)
        return image.crop((left, top, left + wide, top + high))

    return way


def mirrored(image: Image.Image, draw: Draw) -> Image.Image:  # noqa: ARG001 (a Way's shape)
    """Left becomes right."""
    return ImageOps.mirror(image)


def turned(low: float, high: float) -> Way:
    """Turned by some degrees to either side, the corners filled with black."""

    def way(image: Image.Image, draw: Draw) -> Image.Image:
        degrees = draw.between(low, high) * (1 if draw.whole(2) else -1)
        return image.rotate(degrees, BICUBIC, expand=True)

    return way


def quarter_turn(image: Image.Image, draw: Draw) -> Image.Image:  # noqa: ARG001 (a Way's shape)
    """Turned by a right angle."""
    return image.transpose(Image.Transpose.ROTATE_90)


def bordered(image: Image.Image, draw: Draw) -> Image.Image:
    """In an even frame of a twentieth to a sixth of the width."""
    colour = tuple(int(one) for one in draw.rng.integers(0, 256, 3))
    return ImageOps.expand(image, round(image.width * draw.between(0.05, 0.17)), colour)


def letterboxed(image: Image.Image, draw: Draw) -> Image.Image:
    """Black bars above and below."""
    bar = round(image.height * draw.between(0.1, 0.3))
    page = Image.new("RGB", (image.width, image.height + 2 * bar))
    page.paste(image, (0, bar))
    return page


def screenshot(image: Image.Image, draw: Draw) -> Image.Image:
    """As an application on a telephone shows it."""
    return in_a_screen(image, draw.whole(6), draw.rng)


def collage(side: int) -> Way:
    """One panel of a square of photographs."""

    def way(image: Image.Image, draw: Draw) -> Image.Image:
        across, gap = 1080 // side, draw.whole(3) * 6
        page = Image.new("RGB", (side * (across + gap) - gap,) * 2, "white")
        at = draw.whole(side * side)
        for place in range(side * side):
            panel = image if place == at else draw.other()
            fitted = ImageOps.fit(panel, (across, across), BICUBIC)
            page.paste(fitted, (place % side * (across + gap), place // side * (across + gap)))
        return page

    return way


def text(image: Image.Image, draw: Draw) -> Image.Image:
    """Two lines of text across it."""
    return lettered(image, draw.rng, 2)


def sticker(image: Image.Image, draw: Draw) -> Image.Image:
    """A sticker over a sixth to a third of its width."""
    return put_sticker(image, draw.whole(6), draw.between(0.17, 0.33), draw.rng)


def lighter_or_darker(image: Image.Image, draw: Draw) -> Image.Image:
    """Brightness times 0.5 to 0.7, or 1.3 to 1.6."""
    factor = draw.between(0.5, 0.7) if draw.whole(2) else draw.between(1.3, 1.6)
    return ImageEnhance.Brightness(image).enhance(factor)


def contrasted(image: Image.Image, draw: Draw) -> Image.Image:
    """Contrast times 0.5 to 1.8."""
    return ImageEnhance.Contrast(image).enhance(draw.between(0.5, 1.8))


def coloured(image: Image.Image, draw: Draw) -> Image.Image:
    """Colours shifted and strengthened, as a filter does."""
    pixels = np.asarray(image).astype(np.float32) * draw.rng.uniform(0.7, 1.25, 3).astype("f4")
    shifted = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return ImageEnhance.Color(shifted).enhance(draw.between(0.3, 2.0))


def grey(image: Image.Image, draw: Draw) -> Image.Image:  # noqa: ARG001 (a Way's shape)
    """Without colours."""
    return ImageOps.grayscale(image).convert("RGB")


def blurred(image: Image.Image, draw: Draw) -> Image.Image:
    """Blurred by 2 to 3 pixels."""
    return image.filter(ImageFilter.GaussianBlur(draw.between(2, 3)))


def noisy(image: Image.Image, draw: Draw) -> Image.Image:
    """Noise of 15 to 25 levels on every value."""
    noise = draw.rng.normal(0, draw.between(15, 25), (image.height, image.width, 3))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def after(*ways: Way) -> Way:
    """One way after another."""

    def way(image: Image.Image, draw: Draw) -> Image.Image:
        for one in ways:
            image = one(image, draw)
        return image

    return way


def in_perspective(least: float, most: float) -> Way:
    """Seen aslant: each corner moved by so much of the sides, at most."""

    def way(image: Image.Image, draw: Draw) -> Image.Image:
        wide, high = image.size
        corners = np.array(((0, 0), (wide, 0), (wide, high), (0, high)), dtype=np.float32)
        inward = np.array(((1, 1), (-1, 1), (-1, -1), (1, -1)), dtype=np.float32)
        moved = corners + inward * draw.rng.uniform(least, most, (4, 2)) * (wide, high)
        map_ = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
        ground = tuple(int(one) for one in draw.rng.integers(0, 120, 3))
        seen = cv2.warpPerspective(
            np.asarray(image), map_, image.size, flags=cv2.INTER_AREA, borderValue=ground
        )
        return Image.fromarray(np.asarray(seen, dtype=np.uint8))

    return way


def on_a_screen(image: Image.Image, draw: Draw) -> Image.Image:
    """Rows of light and dark as a screen's grid gives them, a reflection, a bluish cast."""
    pixels = np.asarray(image).astype(np.float32)
    rows, columns = np.indices(pixels.shape[:2])
    grid = 1 + 0.07 * np.sin(rows * draw.between(0.8, 1.4) + columns * draw.between(0.05, 0.2))
    x, y = draw.between(0, image.width), draw.between(0, image.height)
    glare = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (0.2 * image.width) ** 2) * 70
    seen = pixels * grid[:, :, None] * np.array((0.86, 0.92, 1.05)) * 0.85 + glare[:, :, None] + 12
    return Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))


def posterised(image: Image.Image, draw: Draw) -> Image.Image:
    """Eight levels a colour, dark towards the edges."""
    rows, columns = np.indices((image.height, image.width))
    far = np.hypot(rows / image.height - 0.5, columns / image.width - 0.5)
    dark = 1 - draw.between(0.5, 0.9) * far[:, :, None]
    pixels = np.asarray(ImageOps.posterize(image, 3)) * dark
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def squeezed(image: Image.Image, draw: Draw) -> Image.Image:
    """One side shrunk to 0.55 to 0.7."""
    factor = draw.between(0.55, 0.7)
    across = (factor, 1.0) if draw.whole(2) else (1.0, factor)
    return image.resize((round(image.width * across[0]), round(image.height * across[1])), BICUBIC)


def carded(image: Image.Image, draw: Draw) -> Image.Image:
    """On a white card with a caption."""
    return card(image, draw.whole(6), draw.rng)


USUAL: dict[str, Way] = {
    "re-encoded at 30": unchanged,
    "as WebP": unchanged,
    "half size": resized(0.5),
    "enlarged by half": resized(1.5),
    "crop 75 %": cropped(0.75),
    "crop 50 %": cropped(0.5),
    "crop 25 %": cropped(0.25),
    "mirror": mirrored,
    "quarter turn": quarter_turn,
    "turned 5 to 20 degrees": turned(5, 20),
    "border": bordered,
    "letterbox": letterboxed,
    "screenshot": screenshot,
    "collage 2x2": collage(2),
    "text": text,
    "sticker": sticker,
    "brightness": lighter_or_darker,
    "contrast": contrasted,
    "colours": coloured,
    "grey": grey,
    "blur and noise": after(blurred, noisy),
    "all combined": after(cropped(0.6), mirrored, coloured, text, bordered, resized(0.7)),
}
HARDER: dict[str, Way] = {
    "collage 3x3": collage(3),
    "mirrored quarter with sticker": after(cropped(0.25), mirrored, sticker),
    "photographed screen": after(screenshot, on_a_screen, in_perspective(0.02, 0.12), blurred),
    "perspective": in_perspective(0.05, 0.25),
    "heavy compression": resized(0.4),
    "two overlays": after(text, sticker, sticker, text),
    "thumbnail of 160 pixels": thumbnail,
    "tilted crop": after(turned(25, 40), inner, cropped(0.5)),
    "squeezed": squeezed,
    "crop in a screenshot": after(cropped(0.5), screenshot, resized(0.7)),
    "posterised crop": after(cropped(0.6), posterised),
    "three hands": after(cropped(0.8), carded, resized(0.6), cropped(0.8), turned(1, 4), noisy),
}
ALL = USUAL | HARDER
QUALITY = {"re-encoded at 30": 30, "as WebP": 50, "all combined": 50, "heavy compression": 8}


def encoded(image: Image.Image, way: str) -> bytes:
    """The file that a picture altered in this way is posted as."""
    stream = io.BytesIO()
    image.save(stream, "WEBP" if way == "as WebP" else "JPEG", quality=QUALITY.get(way, 80))
    return stream.getvalue()
