"""Photographs that nobody took: light, haze and things on a table, drawn from a scene's number.

Everything is reckoned in whole numbers (Pillow's own 8-bit operations), so that one scene gives the
same pixels on every machine. Two views of a scene show the same things from a little further left
or nearer by: the same scene, never the same photograph.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import shake_128

from PIL import Image, ImageChops, ImageDraw

from vigie.world.dice import Dice

SIZES = ((480, 360), (360, 480), (420, 420), (512, 342), (342, 512), (560, 420), (400, 300))
BICUBIC = Image.Resampling.BICUBIC


@cache
def _within(low: int, high: int) -> bytes:
    """A table that brings every byte between two values."""
    return bytes(low + value * (high - low) // 255 for value in range(256))


class _Bytes:
    """An endless supply of bytes named by a word."""

    def __init__(self, name: str) -> None:
        self._name, self._count = name, 0

    def take(self, count: int) -> bytes:
        """The next bytes."""
        self._count += 1
        return shake_128(f"{self._name}/{self._count}".encode()).digest(count)


def _patch(source: _Bytes, grid: tuple[int, int], size: tuple[int, int]) -> Image.Image:
    """Colours that flow into one another."""
    tint = source.take(grid[0] * grid[1] * 3)
    grey = source.take(grid[0] * grid[1])
    mixed = bytes([(2 * shade + 3 * grey[at // 3]) // 5 for at, shade in enumerate(tint)])
    small = Image.frombytes("RGB", grid, mixed)
    return small.resize(size, Image.Resampling.BILINEAR)


def _shade(source: _Bytes, grid: tuple[int, int], depth: int) -> Image.Image:
    """A small picture of light and dark patches, so far from the middle."""
    values = source.take(grid[0] * grid[1]).translate(_within(128 - depth, 128 + depth))
    return Image.frombytes("L", grid, values)


def _haze(image: Image.Image, source: _Bytes) -> Image.Image:
    """The image under patches of light and shade, coarse ones and fine ones."""
    coarse = _shade(source, (9, 7), 64).resize((62, 46), BICUBIC)
    middling = _shade(source, (31, 23), 40).resize((62, 46), BICUBIC)
    broad = ImageChops.overlay(coarse, middling).resize(image.size, BICUBIC)
    fine = _shade(source, (101, 79), 26).resize(image.size, BICUBIC)
    shade = ImageChops.overlay(broad, fine)
    return ImageChops.overlay(image, Image.merge("RGB", (shade, shade, shade)))


def _boxes(dice: Dice, size: tuple[int, int], view: int) -> Iterator[tuple[int, int, int, int]]:
    """Where the things stand: left, top, width and height; nearer ones move more between views."""
    width, height = size
    turn = (0, 46, -52, 90)[view % 4]
    for near in range(dice.between(7, 16)):
        wide, high = dice.between(width // 14, width // 3), dice.between(height // 14, height // 3)
        left, top = dice.between(-wide // 2, width - wide // 2), dice.between(0, height - high // 2)
        grown = 100 + view * 9
        yield left + turn * (near + 4) // 12, top, wide * grown // 100, high * grown // 100


def _mask(kind: int, size: tuple[int, int], dice: Dice) -> Image.Image:
    """The outline of a thing."""
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    wide, high = size
    if kind == 0:
        draw.ellipse((0, 0, wide - 1, high - 1), fill=255)
    elif kind == 1:
        draw.rounded_rectangle((0, 0, wide - 1, high - 1), radius=min(size) // 6, fill=255)
    elif kind == 2:
        draw.polygon([(wide // 2, 0), (wide - 1, high - 1), (0, high - 1)], fill=255)
    else:
        corners = [(dice.below(wide), dice.below(high)) for _ in range(5)]
        draw.polygon(corners, fill=255)
    return mask


def _marks(image: Image.Image, dice: Dice, view: int) -> None:
    """Thin lines and specks, as on cloth, wood or a window."""
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for _ in range(dice.between(4, 26)):
        x, y = dice.below(width) + view * 5, dice.below(height)
        long, colour = dice.between(6, width // 3), tuple(dice.between(30, 190) for _ in range(3))
        draw.line(
            (x, y, x + long, y + dice.between(-40, 40)), fill=colour, width=dice.between(1, 3)
        )


def draw_scene(seed: int, scene: int, view: int) -> Image.Image:
    """The scene of this number, seen in this way; RGB, 300 to 560 pixels a side."""
    dice, source = Dice(seed, "scene", scene), _Bytes(f"{seed}/scene/{scene}")
    size = dice.pick(SIZES)
    wide, high = size[0] * 5 // 4, size[1] * 5 // 4
    left, top = (size[0] // 4 * view) % (wide - size[0] + 1), size[1] // 9 * (view % 2)
    image = _patch(source, (2, 3), (wide, high)).crop((left, top, left + size[0], top + size[1]))
    for left, top, wide, high in _boxes(dice, size, view):
        thing = _patch(source, (2, 2), (wide, high))
        image.paste(thing, (left, top), _mask(dice.below(4), (wide, high), dice))
    _marks(image, dice, view)
    return _haze(image, source if not view else _Bytes(f"{seed}/scene/{scene}/{view}"))
