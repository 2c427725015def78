import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vigie.analysis.images.printing import Printed
from vigie.analysis.reading.recipe import DEFAULT_RECIPE
from vigie.lake.sources.pictures import PictureFile, Unreadable
from vigie.pipeline.workshop import work, workshop


def kept(folder: Path, name: str, data: bytes) -> PictureFile:
    (folder / name).write_bytes(data)
    return PictureFile(folder / name, hashlib.sha256(data).hexdigest())


def jpeg() -> bytes:
    rng = np.random.default_rng(1)
    rough = Image.fromarray(rng.integers(0, 256, (9, 12, 3), dtype=np.uint8))
    buffer = io.BytesIO()
    rough.resize((320, 240), Image.Resampling.BICUBIC).save(buffer, "JPEG")
    return buffer.getvalue()


def test_pictures_are_printed_in_order_and_bad_ones_are_named(tmp_path: Path) -> None:
    files = [
        kept(tmp_path, "a.jpg", jpeg()),
        kept(tmp_path, "b.jpg", b"<html>"),
        kept(tmp_path, "c.jpg", jpeg()[:3000]),
    ]
    with workshop(DEFAULT_RECIPE) as shop:
        good, page, cut = shop.prints(files)
    assert isinstance(good, Printed)
    assert good.print.image_id == files[0].sha256
    assert len(good.print.pdq) == 64
    assert isinstance(page, Unreadable)
    assert page.reason == "picture_unknown_format"
    assert isinstance(cut, Unreadable)
    assert cut.reason == "picture_truncated"


@pytest.mark.parametrize("name", ["absent.jpg", "."])
def test_a_file_that_went_away_is_named(tmp_path: Path, name: str) -> None:
    made = work(DEFAULT_RECIPE, PictureFile(tmp_path / name, "0" * 64))
    assert isinstance(made, Unreadable)


def test_a_file_that_changed_since_it_was_hashed_is_named(tmp_path: Path) -> None:
    before = kept(tmp_path, "a.jpg", jpeg())
    made = work(DEFAULT_RECIPE, PictureFile(before.path, "0" * 64))
    assert isinstance(made, Unreadable)
    assert made.reason == "picture_changed"
