"""Each way of altering a photograph, on few pictures: it is found, first, and nothing else is."""

import dataclasses
import io
from collections.abc import Callable
from importlib.resources import files

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from tests.analysis.images.screens import in_a_screen
from vigie.analysis.images.gathered import (
    Collection,
    Found,
    Reference,
    as_query,
    as_reference,
    collection,
    found_among,
)
from vigie.analysis.images.localindex import arrays_of, fill, local_index, shapes
from vigie.world.scenery import draw_scene

NAMES = ("brick", "chelsea", "clock", "coffee", "coins", "grass", "gravel", "hubble", "rocket")
Way = Callable[[Image.Image], Image.Image]


def photograph(name: str) -> Image.Image:
    with (files("vigie.world") / "photographs" / f"{name}.jpg").open("rb") as stream:
        return Image.open(stream).convert("RGB")


def encoded(image: Image.Image, quality: int = 80) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def reference(image: Image.Image) -> Reference:
    made = as_reference(encoded(image, 90))
    assert isinstance(made, Reference)
    return made


def asked(image: Image.Image, against: Collection) -> list[Found]:
    query = as_query(encoded(image))
    assert not hasattr(query, "reason")
    return found_among(query, against)


@pytest.fixture(scope="module")
def gathered() -> Collection:
    """The photographs, and scenes that nobody took."""
    images = [photograph(name) for name in NAMES] + [draw_scene(31, k, 0) for k in range(6)]
    return collection([reference(one) for one in images])


def cropped(image: Image.Image, part: float) -> Image.Image:
    wide, high = int(image.width * part**0.5), int(image.height * part**0.5)
    left, top = (image.width - wide) // 3, (image.height - high) // 2
    return image.crop((left, top, left + wide, top + high))


def disc(image: Image.Image) -> Image.Image:
    image = image.copy()
    across = image.width // 4
    ImageDraw.Draw(image).ellipse((10, 10, 10 + across, 10 + across), fill="yellow")
    return image


def collage(image: Image.Image) -> Image.Image:
    page = Image.new("RGB", (800, 800), "white")
    for place in range(4):
        panel = image if place == 2 else draw_scene(77, place, 0)
        page.paste(ImageOps.fit(panel, (400, 400)), (place % 2 * 400, place // 2 * 400))
    return page


def aslant(image: Image.Image) -> Image.Image:
    wide, high = image.size
    corners = (-40, -20, -10, high + 60, wide + 30, high + 10, wide + 10, -50)
    return image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)


WAYS: dict[str, Way] = {
    "re-encoded": lambda image: Image.open(io.BytesIO(encoded(image, 25))),
    "halved": lambda image: image.reduce(2),
    "half of it": lambda image: cropped(image, 0.5),
    "a quarter": lambda image: cropped(image, 0.25),
    "mirrored": ImageOps.mirror,
    "turned": lambda image: image.rotate(17, expand=True),
    "framed": lambda image: ImageOps.expand(image, 40, "navy"),
    "with a disc": disc,
    "darker, grey": lambda image: ImageEnhance.Brightness(image.convert("L")).enhance(0.6),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(1.5)),
    "in a collage": collage,
    "aslant": aslant,
    "all at once": lambda image: disc(ImageOps.mirror(cropped(image, 0.6))).rotate(4),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["coffee", "brick"])
def test_an_altered_photograph_is_found_and_nothing_else(
    gathered: Collection, name: str, way: str
) -> None:
    found = asked(WAYS[way](photograph(name)).convert("RGB"), gathered)
    assert [NAMES[one.reference] for one in found] == [name]
    assert found[0].how.startswith("same photograph")
    assert found[0].rate <= 1e-6


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (300, 200), "white"),
        Image.new("RGB", (1, 1)),
        Image.new("RGB", (6, 900), "red"),
        draw_scene(99, 3, 0),
        Image.fromarray(np.random.default_rng(0).integers(0, 256, (256, 256, 3), np.uint8)),
        Image.fromarray((np.indices((256, 256)).sum(axis=0) // 32 % 2 * 255).astype(np.uint8)),
    ],
    ids=["blank", "a pixel", "a line", "another scene", "noise", "checkers"],
)
def test_what_is_not_there_is_not_found(gathered: Collection, image: Image.Image) -> None:
    assert asked(image.convert("RGB"), gathered) == []


def test_copies_stand_under_one_and_all_are_found() -> None:
    copies = [photograph("coffee"), photograph("coffee").reduce(2), photograph("brick")]
    against = collection([reference(one) for one in copies])
    assert against.members == ((0, 1), (2,))
    found = asked(cropped(photograph("coffee"), 0.4), against)
    assert sorted(one.reference for one in found) == [0, 1]


def test_nothing_is_found_in_nothing() -> None:
    assert asked(photograph("coffee"), collection([])) == []
    assert asked(photograph("coffee"), collection([reference(Image.new("RGB", (9, 9)))])) == []


def test_the_same_pictures_give_the_same_index_and_the_same_answers(gathered: Collection) -> None:
    prints = [reference(photograph(name)).local for name in NAMES]
    wanted = shapes(sum(len(one) for one in prints), len(prints))
    first = local_index(prints)
    zeros = {name: np.zeros(shape, kind) for name, (kind, shape) in wanted.items()}
    second = fill(dataclasses.replace(first, **zeros), lambda: iter(prints))
    for one, other in zip(arrays_of(first), arrays_of(second), strict=True):
        assert np.array_equal(one, other)
    image = cropped(photograph("clock"), 0.5)
    assert asked(image, gathered) == asked(image, gathered)


def test_a_picture_costs_less_than_eight_kilobytes() -> None:
    arrays = local_index([reference(photograph(name)).local for name in NAMES])
    of_cells = arrays.starts.nbytes
    assert sum(one.nbytes for one in arrays_of(arrays)) - of_cells < 8000 * len(NAMES)


def seen_from_another_side(image: Image.Image) -> Image.Image:
    """The picture as a scene of three depths seen from further right: each moves by itself."""
    wide, high = image.size
    other = image.copy()
    for band, shift in enumerate((10, 28, 46)):
        top, bottom = band * high // 3, (band + 1) * high // 3
        other.paste(image.crop((shift, top, wide, bottom)), (0, top))
    return other


def test_another_photograph_of_the_scene_is_never_the_same_photograph(
    gathered: Collection,
) -> None:
    found = asked(seen_from_another_side(photograph("coffee")), gathered)
    assert [NAMES[one.reference] for one in found] == ["coffee"]
    assert found[0].how.startswith("same scene")


def test_pictures_that_share_a_screen_are_not_one_and_its_own_is_found(
    gathered: Collection,
) -> None:
    shots = [in_a_screen(photograph(name)) for name in NAMES[:4]]
    against = collection([reference(one) for one in shots])
    assert asked(in_a_screen(photograph("rocket")), against) == []
    assert [one.reference for one in asked(photograph("coffee"), against)] == [3]
