"""What pictures share that show different things: screens of applications, stickers, captions."""

import colorsys
import re

import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

Rng = np.random.Generator
_WORDS = re.findall(
    r"\w+",
    "today open new city centre weekend offer visit garden hotel market street north south river "
    "bridge station morning evening book online quick friendly service prices call ahead parking",
)
_CARD_LINES = 3


def _line(rng: Rng, words: int) -> str:
    return " ".join(str(rng.choice(_WORDS)) for _ in range(words))


def _colour(rng: Rng) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(rng.uniform(), rng.uniform(0.5, 1), rng.uniform(0.5, 1))
    return int(red * 255), int(green * 255), int(blue * 255)


def in_a_screen(image: Image.Image, application: int, rng: Rng) -> Image.Image:
    """A photograph in one of a few applications' screens; only the hour and the counts differ."""
    own = np.random.default_rng((71, application))
    dark = bool(application % 2)
    ground, ink = ((18, 18, 20), (235, 235, 235)) if dark else ((250, 250, 250), (25, 25, 25))
    fitted = ImageOps.contain(image, (1080, 1200), Image.Resampling.BICUBIC)
    page = Image.new("RGB", (1080, 2160), ground)
    top = 300 + int(own.integers(80))
    page.paste(fitted, ((1080 - fitted.width) // 2, top))
    draw = ImageDraw.Draw(page)
    hour = f"{rng.integers(1, 13)}:{rng.integers(60):02d}"
    draw.text((40, 20), hour, fill=ink, font=ImageFont.load_default(36))
    _bar(draw, own, 110, ink)
    below = top + fitted.height + 30
    _bar(draw, own, below, ink)
    count = f"{rng.integers(2, 9999)} likes"
    draw.text((40, below + 110), count, fill=ink, font=ImageFont.load_default(40))
    y = below + 190
    while y < 1960:
        _comment(draw, own, y, ink)
        y += 130
    draw.rectangle((0, 2030, 1080, 2160), fill=_colour(own))
    _bar(draw, own, 2050, (255, 255, 255))
    return page


def _bar(draw: ImageDraw.ImageDraw, own: Rng, y: int, ink: tuple[int, int, int]) -> None:
    """A row of symbols and a title."""
    for place in range(5):
        x = 40 + place * 205
        _symbol(draw, own, (x, y, x + 76, y + 76), ink)
        if place % 2:
            draw.text((x + 90, y + 15), _line(own, 1), fill=ink, font=ImageFont.load_default(34))


def _symbol(
    draw: ImageDraw.ImageDraw, own: Rng, box: tuple[int, int, int, int], ink: tuple[int, int, int]
) -> None:
    left, top, right, bottom = box
    kind = int(own.integers(4))
    if kind == 0:
        draw.ellipse(box, outline=ink, width=6)
        draw.line((left + 20, top + 38, right - 20, top + 38), fill=ink, width=6)
    elif kind == 1:
        draw.polygon([(left, bottom), ((left + right) // 2, top), (right, bottom)], fill=ink)
    elif kind == 2:
        draw.rectangle(box, outline=ink, width=6)
        draw.ellipse((left + 22, top + 22, right - 22, bottom - 22), fill=ink)
    else:
        for step in range(3):
            draw.line((left, top + 14 + 24 * step, right, top + 14 + 24 * step), fill=ink, width=8)


def _comment(draw: ImageDraw.ImageDraw, own: Rng, y: int, ink: tuple[int, int, int]) -> None:
    draw.ellipse((40, y, 120, y + 80), fill=_colour(own))
    draw.text((150, y), _line(own, 2), fill=ink, font=ImageFont.load_default(32))
    draw.text((150, y + 42), _line(own, 7), fill=ink, font=ImageFont.load_default(30))


def lettered(image: Image.Image, rng: Rng, lines: int) -> Image.Image:
    """Lines of text across a photograph, each of its own size, colour and place."""
    image = image.copy()
    draw = ImageDraw.Draw(image)
    for _ in range(lines):
        size = max(16, int(image.width * rng.uniform(0.06, 0.12)))
        at = rng.uniform(0, image.width * 0.3), rng.uniform(0, max(1, image.height - size * 1.3))
        draw.text(
            at,
            _line(rng, int(rng.integers(2, 5))),
            fill=_colour(rng),
            font=ImageFont.load_default(size),
            stroke_width=int(rng.integers(0, 4)),
            stroke_fill="black",
        )
    return image


def put_sticker(image: Image.Image, kind: int, part: float, rng: Rng) -> Image.Image:
    """One of a few stickers over such a part of the width, somewhere, a little turned."""
    across = max(24, round(image.width * part))
    badge = _badge(kind).resize((across, across), Image.Resampling.LANCZOS)
    badge = badge.rotate(float(rng.uniform(-20, 20)), Image.Resampling.BICUBIC, expand=True)
    image = image.copy()
    at = (
        int(rng.integers(max(1, image.width - badge.width))),
        int(rng.integers(max(1, image.height - badge.height))),
    )
    image.paste(badge, at, badge)
    return image


def _badge(kind: int) -> Image.Image:
    own = np.random.default_rng((72, kind))
    badge = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    draw = ImageDraw.Draw(badge)
    draw.ellipse((4, 4, 296, 296), fill=(*_colour(own), 255), outline="white", width=10)
    for _ in range(5):
        x, y, size = own.integers(60, 200), own.integers(60, 200), own.integers(20, 60)
        draw.regular_polygon(
            (float(x), float(y), float(size)), int(own.integers(3, 9)), fill=(*_colour(own), 255)
        )
    draw.text(
        (60, 118), _line(own, 1).upper(), fill="white", font=ImageFont.load_default(52),
        stroke_width=3, stroke_fill="black",
    )  # fmt: skip
    return badge


def card(image: Image.Image, kind: int, rng: Rng) -> Image.Image:
    """A photograph on a white card, with one of a few captions in large letters."""
    own = np.random.default_rng((73, kind))
    wide = image.width
    size = max(18, wide // 14)
    page = Image.new("RGB", (wide, image.height + size * 2 * (_CARD_LINES + 1)), "white")
    draw = ImageDraw.Draw(page)
    for line in range(_CARD_LINES):
        at = (size // 2, size // 2 + round(size * 1.4) * line)
        draw.text(at, _line(own, 4), fill=_colour(own), font=ImageFont.load_default(size))
    page.paste(image, (0, size * (_CARD_LINES + 2)))
    number = f"{rng.integers(10, 99)} {_line(own, 2)}"
    at = (size, page.height - round(size * 1.6))
    draw.text(at, number, fill=_colour(own), font=ImageFont.load_default(size))
    return page


def templates(images: list[Image.Image], rng: Rng) -> list[Image.Image]:
    """Each photograph in one of three decorations that many of the others share."""
    made = []
    for place, image in enumerate(images):
        if place % 3 == 0:
            made.append(in_a_screen(image, 7, rng))
        elif place % 3 == 1:
            made.append(put_sticker(image, 7, float(rng.uniform(0.3, 0.45)), rng))
        else:
            made.append(card(image, 7, rng))
    return made
