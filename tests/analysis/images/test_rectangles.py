from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from vigie.analysis.images import pdq
from vigie.analysis.images.rectangles import MOST, rectangles, views

Make = Callable[..., Image.Image]


def nearest(query: Image.Image, original: Image.Image) -> int:
    """The smallest distance between a view of the query and the original's one hash."""
    kept = pdq.spectrum(np.asarray(original))
    assert kept is not None
    held = np.unpackbits(pdq.bits(kept[0]))
    return min(int((np.unpackbits(one.hash) != held).sum()) for one in views(np.asarray(query)))


def screen(image: Image.Image) -> Image.Image:
    """The picture as a phone shows it: bars, a title and two lines of text."""
    wide = image.resize((360, 270))
    shot = Image.new("RGB", (360, 640), "white")
    shot.paste(wide, (0, 120))
    draw = ImageDraw.Draw(shot)
    for y in (20, 60, 430, 470, 520):
        draw.rectangle((20, y, 180, y + 12), fill=(60, 60, 60))
    return shot


def collage(images: list[Image.Image], side: int) -> Image.Image:
    """A square of pictures."""
    sheet = Image.new("RGB", (side * 240, side * 180))
    for place, image in enumerate(images):
        sheet.paste(image.resize((240, 180)), (place % side * 240, place // side * 180))
    return sheet


def test_a_mirrored_picture_is_found(picture: Make) -> None:
    assert nearest(ImageOps.mirror(picture(1)), picture(1)) <= pdq.MATCH


@pytest.mark.parametrize("colour", ["white", "black", (200, 30, 30)])
def test_a_picture_in_a_border_is_found(picture: Make, colour: object) -> None:
    framed = ImageOps.expand(picture(2), (60, 20, 60, 45), colour)  # type: ignore[arg-type]  # Pillow takes names
    assert nearest(framed, picture(2)) <= pdq.MATCH


def test_a_picture_in_a_screenshot_is_found(picture: Make) -> None:
    assert nearest(screen(picture(3)), picture(3)) <= pdq.MATCH


@pytest.mark.parametrize("side", [2, 3])
def test_a_picture_in_a_collage_is_found(picture: Make, side: int) -> None:
    sheet = collage([picture(10 + place) for place in range(side * side)], side)
    found = sum(nearest(sheet, picture(10 + place)) <= pdq.MATCH for place in range(side * side))
    assert found >= side * side - side


def test_the_whole_picture_upright_comes_first(picture: Make) -> None:
    first = views(np.asarray(picture(4)))[0]
    assert first.orientation == "upright"
    assert (first.rectangle.bottom, first.rectangle.right) == (240, 320)


@pytest.mark.parametrize("size", [(1, 1), (5, 400), (400, 5), (30, 30)])
def test_small_and_flat_pictures_have_few_rectangles(size: tuple[int, int]) -> None:
    pixels = np.zeros((*size, 3), dtype=np.uint8)
    assert len(rectangles(pdq.planes(pixels)[1])) <= MOST
    assert len(views(pixels)) in (0, 8)
