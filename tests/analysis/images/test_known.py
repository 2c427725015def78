"""Pictures that a known-hash list names."""

import hashlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageOps

from vigie.analysis.images import Limits, pdq
from vigie.analysis.images.known import Entry, Listed, entry_of, ways_of
from vigie.analysis.images.printing import Printed, print_whole
from vigie.records import ImagePrint

Make = Callable[..., Image.Image]
Save = Callable[..., bytes]


def printed(data: bytes) -> Printed:
    made = print_whole(data, Limits(), thumbnail=False)
    assert isinstance(made, Printed)
    return made


def named(listed: Listed, *seen: Printed) -> list[tuple[str, int]]:
    hits = listed.hits([one.print for one in seen], [one.views.pdq for one in seen])
    return [(hit.kind, hit.distance) for hit in hits]


def test_a_file_is_known_by_any_of_its_exact_hashes(picture: Make, saved: Save) -> None:
    data = saved(picture(1), "PNG")
    seen = printed(data)
    for kind in ("md5", "sha1", "sha256"):
        digits = hashlib.new(kind, data, usedforsecurity=False).hexdigest()
        assert named(Listed([Entry(kind, digits)]), seen) == [(kind, 0)]
    assert named(Listed([Entry("md5", "0" * 31 + "1")]), seen) == []


ALTERED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "smaller": lambda image: image.resize((240, 180)),
    "mirrored": ImageOps.mirror,
    "turned": lambda image: image.transpose(Image.Transpose.ROTATE_90),
    "upside down": ImageOps.flip,
    "framed": lambda image: ImageOps.expand(image, (40, 25, 10, 90), "black"),
    "mirrored in a frame": lambda image: ImageOps.expand(ImageOps.mirror(image), 60, "white"),
}


@pytest.mark.parametrize("way", ALTERED)
@pytest.mark.parametrize("size", [(320, 240), (1200, 900)])
def test_a_photograph_is_known_however_it_is_turned_or_framed(
    picture: Make, saved: Save, way: str, size: tuple[int, int]
) -> None:
    known = printed(saved(picture(2, *size), "PNG")).print
    listed = Listed([Entry("pdq", known.pdq)])
    altered = printed(saved(ALTERED[way](picture(2, *size)), "JPEG", quality=80))
    ((kind, distance),) = named(listed, altered)
    assert kind == "pdq"
    assert distance <= 31
    assert named(listed, printed(saved(ALTERED[way](picture(3, *size)), "JPEG"))) == []


def test_an_exact_hit_is_told_before_a_near_one(picture: Make, saved: Save) -> None:
    seen = printed(saved(picture(4), "PNG"))
    listed = Listed([Entry("pdq", seen.print.pdq), Entry("sha1", seen.print.sha1)])
    assert named(listed, seen) == [("sha1", 0)]


def test_a_blank_picture_is_held_against_no_pdq(picture: Make, saved: Save) -> None:
    blank = printed(saved(Image.new("RGB", (300, 300), "white"), "PNG"))
    assert blank.views.pdq == ()
    assert named(Listed([Entry("pdq", blank.print.pdq or "0" * 64)]), blank) == []


def test_eight_hashes_follow_from_one_nearly(picture: Make) -> None:
    """So a picture of which a source gave the PDQ alone is found mirrored too."""
    most = 0
    for seed in range(20):
        made = pdq.spectrum(np.asarray(picture(seed)))
        assert made
        exact, guessed = pdq.eight(made[0]), pdq.eight_of_hash(pdq.bits(made[0]))
        assert (exact[0] == guessed[0]).all()
        most = max(most, int(np.unpackbits(exact ^ guessed, axis=1).sum(axis=1).max()))
    assert most <= 31


def test_a_print_without_views_is_held_against_lists_by_its_pdq(picture: Make, saved: Save) -> None:
    seen = printed(saved(picture(5), "PNG")).print
    bare = ImagePrint(image_id=f"pdq:{seen.pdq}", pdq=seen.pdq, quality=100)
    mirrored = printed(saved(ImageOps.mirror(picture(5)), "PNG")).print
    listed = Listed([Entry("pdq", mirrored.pdq)])
    ((hit),) = listed.hits([bare], [ways_of(bare, ())])
    assert (hit.image_id, hit.kind) == (bare.image_id, "pdq")


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("", "A" * 31 + "B", Entry("md5", "a" * 31 + "b")),
        ("", " " + "1b" * 20 + "\n", Entry("sha1", "1b" * 20)),
        ("sha256", "1b" * 32, Entry("sha256", "1b" * 32)),
        ("pdq", "1b" * 32, Entry("pdq", "1b" * 32)),
        ("", "1b" * 32, "64 digits: pdq or sha256?"),
        ("pdq", "1b" * 16, "pdq has 64 digits, not 32"),
        ("pdq", "0" * 64, "an even PDQ (all bits alike) is that of every blank picture"),
        ("", "xyz", "a hash is hexadecimal digits"),
        ("md5", "", "a hash is hexadecimal digits"),
        ("", "ab", "2 digits: no hash"),
    ],
)
def test_a_row_means_a_hash_or_says_why_not(kind: str, written: str, meant: object) -> None:
    assert entry_of(kind, written) == meant
