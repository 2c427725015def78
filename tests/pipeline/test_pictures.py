"""Pictures of ads: found, printed once, and refused without losing the ad."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.lake.sources.writing import AD, jsonl, warc
from vigie.engines.workers import Bounds
from vigie.lake import Lake
from vigie.lake.sources import Settings
from vigie.pipeline import workshop
from vigie.pipeline.ingest import ingest
from vigie.pipeline.summary import Summary
from vigie.records.progress import Silence

PAGE = "<html><h1>New in town</h1><article>Call 312-555-0123</article></html>"


def picture(shade: int, kind: str = "PNG", size: tuple[int, int] = (80, 60)) -> bytes:
    out = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).point(lambda level: (level + shade) % 256)
    image.convert("RGB").save(out, kind)
    return out.getvalue()


class Folder:
    """A folder with ads and pictures, and the lake that it is ingested into."""

    def __init__(self, root: Path) -> None:
        self.path, self.lake = root / "in", Lake(root / "home")
        (self.path / "images").mkdir(parents=True)

    def ingest(self, *ads: Mapping[str, object]) -> Summary:
        path = self.path / "ads.jsonl"
        path.write_bytes(jsonl(ads))
        return ingest(self.lake, [path], Settings(), Silence())

    def put(self, name: str, content: bytes) -> str:
        (self.path / "images" / name).write_bytes(content)
        return hashlib.sha256(content).hexdigest()

    def rows(self, kind: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.lake.read(kind).to_pylist()
        return rows

    @property
    def reasons(self) -> list[str]:
        return sorted(str(row["reason"]) for row in self.rows("rejects"))

    def tree(self) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in (self.lake.home / "batches").rglob("*.parquet")}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def ad(native_id: str, *images: object, **fields: object) -> dict[str, object]:
    return {**AD, "native_id": native_id, "images": list(images), **fields}


def test_a_picture_is_printed_once_however_many_ads_show_it(folder: Folder) -> None:
    digest = folder.put("1.png", picture(0))
    folder.put("copy.png", picture(0))
    summary = folder.ingest(ad("1", "images/1.png"), ad("2", "images/copy.png", "images/1.png"))
    assert (summary.pictures, folder.reasons) == (1, [])
    assert [row["images"] for row in folder.rows("ads")] == [[digest], [digest]]
    (printed,) = folder.rows("pictures")
    assert (printed["image_id"], printed["width"], len(printed["pdq"])) == (digest, 80, 64)
    assert folder.ingest(ad("3", "images/1.png")).pictures == 0


def test_the_same_pictures_again_change_nothing(folder: Folder) -> None:
    folder.put("1.png", picture(0))
    folder.put("bad.png", picture(9)[:150])
    ads = [ad("1", "images/1.png", "images/bad.png", "../up.png", "images/absent.png")]
    folder.ingest(*ads)
    before = folder.tree()
    assert folder.ingest(*ads).known == 1
    assert folder.tree() == before


def test_a_changed_picture_is_a_changed_ad(folder: Folder) -> None:
    folder.put("1.png", picture(0))
    folder.ingest(ad("1", "images/1.png"))
    folder.put("1.png", picture(50))
    summary = folder.ingest(ad("1", "images/1.png"))
    assert (summary.changed, summary.pictures) == (1, 1)


def test_pictures_truncated_mislabelled_or_50_000_pixels_wide(folder: Folder) -> None:
    good = folder.put("really_a_png.jpg", picture(0))
    cut = folder.put("cut.jpg", picture(1, "JPEG", (600, 600))[:2000])
    text = folder.put("text.jpg", b"<html>no such picture</html>")
    wide = folder.put("wide.png", picture(2, "PNG", (50_000, 2)))
    names = ["really_a_png.jpg", "cut.jpg", "text.jpg", "wide.png"]
    summary = folder.ingest(ad("1", *(f"images/{name}" for name in names)))
    assert (summary.new, summary.pictures) == (1, 1)
    assert folder.reasons == [
        "picture_too_many_pixels",
        "picture_truncated",
        "picture_unknown_format",
    ]
    (kept,) = folder.rows("ads")
    assert kept["images"] == [good]
    assert json.loads(kept["extra"])["unreadable_images"] == sorted([cut, text, wide])
    assert all(row["detail"].startswith("images/") for row in folder.rows("rejects"))


def test_a_picture_that_cannot_be_seen_is_told_of_for_each_ad(folder: Folder) -> None:
    folder.put("text.jpg", b"no such picture")
    folder.ingest(ad("1", "images/text.jpg"), ad("2", "images/text.jpg"))
    assert [row["line"] for row in folder.rows("rejects")] == [1, 2]
    folder.lake.read("ads")
    assert [row["images"] for row in folder.rows("ads")] == [[], []]


def test_paths_that_climb_links_that_lead_out_and_absolute_paths(
    folder: Folder, tmp_path: Path
) -> None:
    (tmp_path / "secret.png").write_bytes(picture(0))
    (folder.path / "images" / "link.png").symlink_to(tmp_path / "secret.png")
    paths = ["../secret.png", "images/link.png", str(tmp_path / "secret.png"), "images/none.png"]
    summary = folder.ingest(ad("1", *paths))
    assert (summary.new, summary.pictures) == (1, 0)
    assert folder.reasons == [
        "picture_missing",
        "picture_path_absolute",
        "picture_path_climbs",
        "picture_path_climbs",
    ]
    (kept,) = folder.rows("ads")
    assert json.loads(kept["extra"])["unreadable_images"] == sorted(paths)


def test_hashes_stand_for_pictures_that_are_not_there(folder: Folder) -> None:
    named = ["pdq:" + "a" * 64, "b" * 32, {"path": "images/absent.png", "sha256": "c" * 64}]
    summary = folder.ingest(ad("1", *named))
    (kept,) = folder.rows("ads")
    assert kept["images"] == ["pdq:" + "a" * 64, "md5:" + "b" * 32, "c" * 64]
    assert folder.reasons == ["picture_missing"]
    assert [row["image_id"] for row in folder.rows("pictures")] == ["pdq:" + "a" * 64]
    assert summary.pictures == 1


def test_a_given_hash_that_is_not_the_files_is_told_of(folder: Folder) -> None:
    digest = folder.put("1.png", picture(0))
    folder.ingest(ad("1", {"path": "images/1.png", "sha256": "c" * 64}))
    assert folder.rows("ads")[0]["images"] == [digest]
    assert folder.reasons == ["picture_hash_differs"]


def test_a_page_that_is_a_trap_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "BOUNDS", replace(Bounds(), seconds=3.0))
    trap = "<html>" + "<div>" * 300_000
    pages = {
        "https://alpha.example/1": PAGE,
        "https://a.example/2": trap,
        "https://a.example/3": PAGE,
    }
    (tmp_path / "a.warc").write_bytes(warc(pages))
    lake = Lake(tmp_path / "home")
    summary = ingest(lake, [tmp_path / "a.warc"], Settings(), Silence())
    assert summary.rows == 2
    assert [row["reason"] for row in lake.read("rejects").to_pylist()] == ["page_took_too_long"]
