import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.lake.sources.pictures import PictureFile, Unreadable, find_picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    (inside / "images").mkdir(parents=True)
    (inside / "images" / "1.jpg").write_bytes(b"a picture")
    (tmp_path / "secret.jpg").write_bytes(b"another's")
    return inside


def reason(folder: Path, path: str) -> str:
    found = find_picture(folder, path)
    assert isinstance(found, Unreadable), found
    return found.reason


def test_a_picture_beside_its_file(folder: Path) -> None:
    found = find_picture(folder, "images/1.jpg")
    digest = hashlib.sha256(b"a picture").hexdigest()
    assert found == PictureFile(folder / "images" / "1.jpg", digest)


def test_a_path_that_climbs_out_of_its_folder(folder: Path) -> None:
    assert reason(folder, "../secret.jpg") == "picture_path_climbs"
    assert reason(folder, "images/../../secret.jpg") == "picture_path_climbs"
    assert reason(folder, str(folder.parent / "secret.jpg")) == "picture_path_climbs"


def test_a_symbolic_link_may_lead_to_what_lies_inside_alone(folder: Path) -> None:
    (folder / "good.jpg").symlink_to("images/1.jpg")
    (folder / "bad.jpg").symlink_to("../secret.jpg")
    (folder / "up").symlink_to("..")
    (folder / "loop.jpg").symlink_to("loop.jpg")
    assert isinstance(find_picture(folder, "good.jpg"), PictureFile)
    assert reason(folder, "bad.jpg") == "picture_path_climbs"
    assert reason(folder, "up/secret.jpg") == "picture_path_climbs"
    assert reason(folder, "loop.jpg").startswith("picture_")


def test_what_is_no_picture_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.jpg")
    (folder / "empty.jpg").touch()
    with (folder / "huge.jpg").open("wb") as stream:
        stream.truncate(50_000_000)
    assert reason(folder, "absent.jpg") == "picture_missing"
    assert reason(folder, "images") == "picture_special_file"
    assert reason(folder, "pipe.jpg") == "picture_special_file"
    assert reason(folder, "empty.jpg") == "picture_empty"
    assert reason(folder, "huge.jpg") == "picture_too_many_bytes"
    assert reason(folder, "images/1.jpg/x") == "picture_read_error"
    assert reason(folder, "x" * 500) == "picture_read_error"
    assert reason(folder, "a\0b") == "picture_unreadable"


@given(st.text())
def test_looking_for_a_picture_never_raises(path: str) -> None:
    found = find_picture(Path(__file__).parent, path)
    assert isinstance(found, (PictureFile, Unreadable))
