import json
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageOps

from tests.cli.test_ingest import vigie


def photograph(name: str) -> Image.Image:
    with (files("vigie.world") / "photographs" / f"{name}.jpg").open("rb") as stream:
        return Image.open(stream).convert("RGB")


def test_two_folders_are_matched_a_line_a_match(tmp_path: Path) -> None:
    for folder in ("queries", "refs"):
        (tmp_path / folder).mkdir()
    for name in ("coffee", "brick", "chelsea"):
        photograph(name).save(tmp_path / "refs" / f"{name}.png")
    image = photograph("coffee")
    image.crop((150, 100, 450, 300)).save(tmp_path / "queries" / "cropped.jpg")
    ImageOps.mirror(photograph("chelsea")).save(tmp_path / "queries" / "mirrored.jpg")
    (tmp_path / "queries" / "page.jpg").write_bytes(b"<html>")
    code, out, err = vigie(
        "pictures", "match", str(tmp_path / "queries"), "--against", str(tmp_path / "refs")
    )
    assert code == 0, err
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(line["query"], line["ref"]) for line in lines] == [
        ("cropped.jpg", "coffee.png"),
        ("mirrored.jpg", "chelsea.png"),
    ]
    assert lines[0]["points"] > 20
    assert [line["how"] for line in lines] == [
        "same photograph altered: places",
        "same photograph altered: places, mirrored",
    ]
    assert all(0.5 <= line["score"] <= 1 for line in lines)
    assert "page.jpg: picture_unknown_format" in err


def test_two_pictures_are_compared_and_the_proof_drawn(tmp_path: Path) -> None:
    photograph("coffee").save(tmp_path / "a.png")
    photograph("coffee").crop((150, 100, 450, 300)).save(tmp_path / "b.png")
    code, out, err = vigie(
        "pictures", "compare", "a.png", "b.png", "--out", "proof.png", "--json", cwd=tmp_path
    )
    assert (code, err) == (0, "")
    assert json.loads(out)["how"] == "same photograph altered"
    assert (tmp_path / "proof.png").read_bytes().startswith(b"\x89PNG")


def test_a_wrong_turn_names_the_file(tmp_path: Path) -> None:
    photograph("coffee").save(tmp_path / "a.png")
    (tmp_path / "page.jpg").write_bytes(b"<html>")
    code, _, err = vigie("pictures", "compare", "a.png", "page.jpg", cwd=tmp_path)
    assert code == 1
    assert err.startswith("vigie: page.jpg: not a picture that can be read")
    code, _, err = vigie("pictures", "match", "nowhere", "--against", ".", cwd=tmp_path)
    assert (code, err) == (2, "vigie: nowhere: not a folder\n")


def test_a_picture_too_small_to_be_hashed_is_said_to_be_so(tmp_path: Path) -> None:
    photograph("coffee").save(tmp_path / "a.png")
    photograph("coffee").resize((4, 4)).save(tmp_path / "small.png")
    code, out, err = vigie("pictures", "compare", "a.png", "small.png", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert "  too small to be hashed\n" in out


def test_a_lake_without_pictures_has_nothing_to_prepare(tmp_path: Path) -> None:
    code, _, err = vigie("pictures", "prepare", "--home", "nowhere", cwd=tmp_path)
    assert code == 1
    assert err.startswith("vigie: nowhere: no picture was ingested into this lake yet")
    assert not (tmp_path / "nowhere").exists()
