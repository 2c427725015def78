from collections.abc import Callable
from importlib.resources import files

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.analysis.images.screens import in_a_screen
from vigie.analysis.images.comparing import Comparison, compare
from vigie.analysis.images.decoding import Refusal

Save = Callable[..., bytes]


def photograph(name: str) -> Image.Image:
    """A public-domain photograph that comes with the package."""
    with (files("vigie.world") / "photographs" / f"{name}.jpg").open("rb") as stream:
        return Image.open(stream).convert("RGB")


def cropped(image: Image.Image, part: float) -> Image.Image:
    wide, high = image.size
    x, y = int(wide * (1 - part**0.5) / 2), int(high * (1 - part**0.5) / 2)
    return image.crop((x, y, wide - x, high - y))


@pytest.fixture
def compared(saved: Save) -> Callable[[Image.Image, Image.Image], Comparison]:
    def run(first: Image.Image, second: Image.Image) -> Comparison:
        result = compare((saved(first, "PNG"), saved(second, "PNG")))
        assert isinstance(result, Comparison)
        return result

    return run


Compare = Callable[[Image.Image, Image.Image], Comparison]


@pytest.mark.parametrize("name", ["coffee", "brick"])
@pytest.mark.parametrize(
    "alter",
    [
        lambda image: cropped(image, 0.25),
        lambda image: ImageOps.mirror(cropped(image, 0.5)),
        lambda image: image.rotate(20),
        in_a_screen,
    ],
    ids=["a quarter", "half, mirrored", "turned by 20 degrees", "in a screen"],
)
def test_an_altered_photograph_is_known_again(
    compared: Compare, name: str, alter: Callable[[Image.Image], Image.Image]
) -> None:
    found = compared(alter(photograph(name)), photograph(name))
    assert found.how == "same photograph altered"
    assert found.points >= 30


def test_two_photographs_in_the_same_screen_are_not_one(compared: Compare) -> None:
    found = compared(in_a_screen(photograph("brick")), in_a_screen(photograph("coffee")))
    assert found.points > 30
    assert found.how == ""


def test_different_photographs_are_not_one(compared: Compare) -> None:
    assert compared(photograph("chelsea"), photograph("rocket")).how == ""


def test_the_same_file_and_the_same_photograph_are_told_apart(
    compared: Compare, saved: Save
) -> None:
    image = photograph("coffee")
    assert compared(image, image).how == "same file"
    smaller = compare((saved(image, "PNG"), saved(image, "JPEG", quality=70)))
    assert isinstance(smaller, Comparison)
    assert smaller.how == "same photograph"


def test_the_proof_is_a_picture_of_both(compared: Compare) -> None:
    found = compared(cropped(photograph("coffee"), 0.5), photograph("coffee"))
    drawn = cv2.imdecode(np.frombuffer(found.proof, np.uint8), cv2.IMREAD_COLOR)
    assert drawn is not None
    assert drawn.shape[0] == 480
    assert drawn.shape[1] > 1000


def test_what_cannot_be_read_is_refused(saved: Save) -> None:
    assert isinstance(compare((b"", saved(photograph("coffee"), "PNG"))), Refusal)


def test_a_flat_picture_has_no_places(compared: Compare) -> None:
    found = compared(Image.new("RGB", (300, 200)), photograph("coffee"))
    assert (found.how, found.points, found.proof) == ("", 0, b"")
