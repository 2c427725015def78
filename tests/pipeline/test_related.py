"""Pictures of which a crop or an altered copy stands in another ad, from files to evidence."""

import io
import json
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from tests.cli.test_ingest import vigie
from tests.pipeline.test_pictures import Folder, ad, picture
from vigie.analysis.linking.propositions import sentence
from vigie.lake import Lake
from vigie.lake.keeping import Keeping
from vigie.lake.localprints import local_ids
from vigie.lake.sources import Settings
from vigie.pipeline import Options, ingest, run
from vigie.records.progress import Silence

OPTIONS = Options(processes=1)


def photograph(name: str) -> Image.Image:
    with (files("vigie.world") / "photographs" / f"{name}.jpg").open("rb") as stream:
        return Image.open(stream).convert("RGB")


def jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def cropped(image: Image.Image) -> Image.Image:
    wide, high = image.size
    return ImageOps.mirror(image.crop((wide // 4, high // 4, wide, high)))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Two ads with one photograph between them, the second a mirrored crop; a third with another.

    A fourth shows the first photograph saved anew.
    """
    folder = Folder(tmp_path_factory.mktemp("related"))
    coffee = photograph("coffee")
    folder.put("whole.jpg", jpeg(coffee))
    folder.put("again.jpg", jpeg(coffee.resize((coffee.width // 2, coffee.height // 2))))
    folder.put("part.jpg", jpeg(cropped(coffee)))
    folder.put("other.jpg", jpeg(photograph("clock")))
    names = ["whole", "part", "other", "again"]
    texts = ["a quiet evening by the river", "late hours, north gate", "new here", "ask for Ines"]
    folder.ingest(
        *(
            ad(str(at), f"images/{name}.jpg", title=name, text=text)
            for at, (name, text) in enumerate(zip(names, texts, strict=True))
        )
    )
    run(folder.lake, OPTIONS, Silence())
    return folder


def locals_of(lake: Lake) -> list[str]:
    return [name for batch in lake.batches("pictures") for name in local_ids(lake, batch)]


def test_one_picture_of_each_that_are_alike_has_a_local_print(begun: Folder) -> None:
    pictures = {row["image_id"] for row in begun.rows("pictures")}
    assert len(pictures) == 4
    held = locals_of(begun.lake)
    assert len(held) == 3
    assert set(held) < pictures


def test_a_mirrored_crop_is_evidence_of_its_own(begun: Folder) -> None:
    made = begun.lake.needed_run()
    (pair,) = made.table("related").to_pylist()
    assert (pair["how"], pair["is_scene"]) == ("same photograph altered: places, mirrored", False)
    assert pair["points"] > 20
    assert pair["rate"] < 1e-6
    images = {row["ad_id"]: row["images"][0] for row in begun.rows("ads")}
    keys = {row["image_id"]: row["altered"] for row in made.table("altered").to_pylist()}
    key = keys[images["alpha.example/1"]]
    assert keys == {images[f"alpha.example/{at}"]: key for at in (0, 1, 3)}
    assert made.table("scenes").num_rows == 0
    evidence = [
        (row["left"], row["right"], one["proposition"], json.loads(one["detail"])["value"])
        for row in made.table("links").to_pylist()
        for one in row["evidence"]
        if one["proposition"] == "same_picture_altered"
    ]
    assert {right for _, right, *_ in evidence} | {left for left, *_ in evidence} >= {
        "alpha.example/1"
    }
    assert {value for *_, value in evidence} == {key}


def test_the_explanation_says_it(begun: Folder) -> None:
    home = str(begun.lake.home)
    code, out, _ = vigie(
        "explain", "--between", "alpha.example/0", "alpha.example/1", "--home", home
    )
    assert code == 0
    said = " ".join(out.split())
    assert sentence("same_picture_altered").rstrip(".") in said


def test_a_crop_of_the_query_is_found_in_the_lake(begun: Folder, tmp_path: Path) -> None:
    file = tmp_path / "query.jpg"
    file.write_bytes(jpeg(cropped(photograph("clock"))))
    home = str(begun.lake.home)
    code, out, _ = vigie("match-image", str(file), "--home", home, "--json")
    (match,) = json.loads(out)["matches"]
    assert (code, match["ads"], match["distance"]) == (0, ["alpha.example/2"], None)
    assert match["how"].startswith("same photograph altered: places")
    file.write_bytes(jpeg(cropped(photograph("coffee"))))
    _, out, _ = vigie("match-image", str(file), "--home", home)
    assert "alpha.example/0" in out
    assert "alpha.example/3" in out, "the copy has no local print of its own"


def test_new_pictures_ask_the_old_ones(begun: Folder, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    coffee = photograph("coffee")
    folder.put("whole.jpg", jpeg(coffee))
    lines = [ad(str(at), text=f"number {at}", images=["images/whole.jpg"]) for at in range(20)]
    folder.ingest(*lines)
    first = run(folder.lake, OPTIONS, Silence())
    folder.put("part.jpg", jpeg(cropped(coffee)))
    folder.ingest(ad("part", "images/part.jpg"))
    second = run(folder.lake, OPTIONS, Silence())
    assert second.manifest["inputs"]["linked_since"] == first.run_id
    assert second.table("related").num_rows == 1
    whole = run(folder.lake, Options(processes=1, whole=True), Silence())
    pairs = [one.table("related", ["left", "right"]).to_pylist() for one in (second, whole)]
    assert pairs[0] == pairs[1]


def test_without_local_prints_they_can_be_made_later(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put("1.jpg", jpeg(photograph("coffee")))
    folder.put("2.png", picture(3))
    (folder.path / "ads.jsonl").write_text(
        json.dumps(ad("1", "images/1.jpg", "images/2.png")), "utf-8"
    )
    kept = Keeping(local=False)
    ingest(folder.lake, [folder.path / "ads.jsonl"], Settings(), Silence(), kept)
    assert locals_of(folder.lake) == []
    call = ("pictures", "prepare", str(folder.path / "images"), "--home", str(folder.lake.home))
    code, out, _ = vigie(*call)
    assert (code, out) == (0, "2 local prints made\n")
    assert len(locals_of(folder.lake)) == 2
    assert vigie(*call)[1] == "0 local prints made\n"
    assert vigie("pictures", "prepare", str(tmp_path / "none"))[0] == 2
