from importlib.resources import files

import numpy as np
from PIL import Image, ImageOps

from vigie.analysis.images.features import KEPT, Scale, features_of
from vigie.analysis.images.localprints import LocalPrint, local_print
from vigie.analysis.images.relating import decoded, related


def photograph(name: str) -> Image.Image:
    with (files("vigie.world") / "photographs" / f"{name}.jpg").open("rb") as stream:
        return Image.open(stream).convert("RGB")


def kept(image: Image.Image, scale: Scale = KEPT) -> LocalPrint:
    return local_print(features_of(np.asarray(image), scale))


def test_kept_pictures_find_one_another_without_their_files() -> None:
    coffee, clock = photograph("coffee"), photograph("clock")
    wide, high = coffee.size
    prints = [
        kept(coffee),
        kept(clock),
        kept(ImageOps.mirror(coffee.crop((0, 0, wide * 3 // 4, high * 3 // 4)))),
        kept(photograph("rocket")),
        kept(Image.new("RGB", (80, 60))),
    ]
    found = related(prints)
    assert found.altered.tolist() == [[0, 2]]
    assert found.scenes.tolist() == []


def test_nothing_is_related_to_nothing() -> None:
    assert related([]).altered.shape == (0, 2)


def test_a_print_stands_for_descriptors_near_its_own() -> None:
    features = features_of(np.asarray(photograph("coffee")), KEPT)
    again = decoded(local_print(features))
    likeness = (features.descriptors * again.descriptors).sum(axis=1)
    assert np.median(likeness) > 0.9
    assert np.abs(features.points[:, :2] - again.points[:, :2]).max() < 0.002


def test_the_small_setting_keeps_three_kilobytes() -> None:
    small = kept(photograph("coffee"), Scale(side=256, most=100))
    assert len(small) * 28 <= 3000
