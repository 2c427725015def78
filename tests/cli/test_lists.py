"""Known-hash lists, from a file of hashes to hits, and what is kept of the pictures hit."""

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps
from typer.testing import CliRunner

from tests.cli.test_match_image import jpeg, picture
from vigie.analysis.images import Limits, print_image
from vigie.cli import app
from vigie.engines import workers
from vigie.lake import Lake, NothingThere
from vigie.lake.keeping import kept, thumbnail, whole_path
from vigie.pipeline import workshop
from vigie.records import ImagePrint, Problem, WrongUse

BY = ("--by", "A. Smith")


def sha256(image: Image.Image) -> str:
    return hashlib.sha256(jpeg(image)).hexdigest()


class Place:
    """A folder with ads that carry pictures, and the lake they are ingested into."""

    def __init__(self, root: Path) -> None:
        self.root, self.home = root, root / "home"
        self.lake = Lake(self.home)

    def call(self, *words: str) -> str:
        words = (*words, "--home", str(self.home))
        told = CliRunner().invoke(app, list(words), catch_exceptions=False)
        assert told.exit_code == 0, told.output
        return told.stdout

    def ingest(self, *words: str, **ads: Image.Image) -> dict[str, Any]:
        for name, image in ads.items():
            (self.root / f"{name}.jpg").write_bytes(jpeg(image))
        rows = [
            {"source": "site", "native_id": name, "text": f"ad {name}", "images": [f"{name}.jpg"]}
            for name in ads
        ]
        (self.root / "ads.jsonl").write_text("\n".join(map(json.dumps, rows)))
        answer: dict[str, Any] = json.loads(
            self.call("ingest", str(self.root / "ads.jsonl"), "--json", *words)
        )
        return answer

    def add(
        self, image: Image.Image, *more: str, name: str = "national", kind: str = "pdq"
    ) -> dict[str, Any]:
        made = print_image(jpeg(image), Limits())
        assert isinstance(made, ImagePrint)
        (self.root / "list.csv").write_text(f"{kind}\n{getattr(made, kind)}\nnonsense\n")
        answer: dict[str, Any] = json.loads(
            self.call(
                "lists", "add", str(self.root / "list.csv"), "--name", name, *BY, *more, "--json"
            )
        )
        return answer

    def hits(self) -> list[dict[str, Any]]:
        return [json.loads(row) for row in self.call("lists", "hits", "--json").splitlines()]


@contextmanager
def in_this_process(
    function: Callable[[Any], Any], bounds: object
) -> Iterator[Callable[[Iterable[Any]], Iterator[Any]]]:
    """Workers that are none: their processes are tested elsewhere, and take seconds to start."""
    del bounds
    yield lambda items: map(function, items)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(workshop, "crew", in_this_process)
    monkeypatch.setattr(workers, "run", lambda function, items, bounds: map(function, items))
    return Place(tmp_path)


def test_a_new_list_is_held_against_all_that_was_seen(place: Place) -> None:
    place.ingest(one=ImageOps.mirror(picture(1)), two=picture(2))
    added = place.add(picture(1))
    assert (added["counts"], added["new_hits"]) == ({"pdq": 1}, 1)
    assert added["rejected"] == {"not_a_hash": 1}
    (hit,) = place.hits()
    assert (hit["list"], hit["kind"], hit["ads"]) == ("national", "pdq", ["site/one"])
    assert hit["image_id"] == sha256(ImageOps.mirror(picture(1)))
    assert "list.csv:3: not_a_hash" in place.call("rejects")


def test_each_ingest_is_held_against_all_lists(place: Place) -> None:
    place.add(picture(1), kind="md5")
    place.add(picture(2), name="another")
    assert place.hits() == []
    frame = ImageOps.expand(picture(2), 50, "white")
    told = place.ingest(one=picture(1), two=frame, three=picture(3))
    assert told["known_hits"] == 2
    assert [(hit["list"], hit["ads"]) for hit in place.hits()] == [
        ("another", ["site/two"]),
        ("national", ["site/one"]),
    ]


@pytest.mark.parametrize("before", [True, False], ids=["list first", "picture first"])
def test_nothing_but_the_hash_is_kept_of_a_picture_on_a_list(place: Place, before: bool) -> None:
    if before:
        place.add(picture(1))
    place.ingest("--keep-images", "full", one=picture(1), two=picture(2))
    if not before:
        assert thumbnail(place.lake, sha256(picture(1)))
        place.add(picture(1))
    assert thumbnail(place.lake, sha256(picture(1))) is None
    assert not whole_path(place.lake, sha256(picture(1))).exists()
    assert thumbnail(place.lake, sha256(picture(2)))
    assert whole_path(place.lake, sha256(picture(2))).read_bytes() == jpeg(picture(2))
    assert kept(place.lake) == {"blurred": 1, "full": 1}


def test_match_image_tells_of_a_listed_picture_only_its_hash_and_where_it_was(
    place: Place,
) -> None:
    place.ingest(one=picture(1))
    place.add(picture(1))
    query = place.root / "query.jpg"
    query.write_bytes(jpeg(picture(1)))
    answer = json.loads(place.call("match-image", str(query), "--json"))
    assert answer["listed"] == ["national"]
    assert set(answer) == {"file", "image_id", "pdq", "listed", "matches", "common"}
    (match,) = answer["matches"]
    assert set(match) == {"image_id", "distance", "ads"}
    text = place.call("match-image", str(query))
    assert "named by known-hash list national" in text
    assert "site/one" in text
    assert "pixels" not in text
    assert "same file" not in text


def test_a_picture_of_the_lake_that_is_listed_is_not_described_beside_another(
    place: Place,
) -> None:
    """The query itself is on no list, for its border hides it from the list's exact hash."""
    place.ingest(one=picture(1))
    place.add(picture(1), kind="sha1")
    query = place.root / "query.jpg"
    query.write_bytes(jpeg(ImageOps.expand(picture(1), 30, "black")))
    answer = json.loads(place.call("match-image", str(query), "--json"))
    assert answer["listed"] == []
    (match,) = answer["matches"]
    assert match["listed"] == ["national"]
    assert set(match) == {"image_id", "distance", "ads", "listed"}


def test_the_same_list_again_changes_nothing_and_another_is_a_new_version(place: Place) -> None:
    assert place.add(picture(1))["number"] == 1
    assert place.add(picture(1))["number"] == 1
    assert place.add(picture(2))["number"] == 2
    place.ingest(one=picture(1), two=picture(2))
    assert [hit["ads"] for hit in place.hits()] == [["site/two"]]
    shown = [json.loads(row) for row in place.call("lists", "show", "--json").splitlines()]
    assert [(row["number"], row["action"], row["by"]) for row in shown] == [
        (1, "added", "A. Smith"),
        (2, "added", "A. Smith"),
    ]


def test_a_retired_list_leaves_its_record_alone(place: Place) -> None:
    place.ingest(one=picture(1))
    place.add(picture(1))
    words = ("lists", "retire", "national", *BY, "--because", "withdrawn", "--erase")
    assert "withdrawn" in place.call(*words)
    assert place.hits() == []
    assert list((place.home / "batches" / "hashes").iterdir()) == []
    assert "retired" in place.call("lists", "show")
    with pytest.raises(NothingThere, match="no list named national"):
        place.call(*words)
    assert place.add(picture(1))["number"] == 3
    assert [hit["ads"] for hit in place.hits()] == [["site/one"]]


def test_a_run_ranks_what_a_list_names_and_says_what_is_kept(place: Place) -> None:
    place.ingest(one=picture(1), two=picture(2))
    place.add(picture(1))
    place.call("run")
    run = place.lake.needed_run()
    assert run.table("known_images").to_pylist() == [
        {
            "ad_id": "site/one",
            "list": "national",
            "kind": "pdq",
            "image_id": sha256(picture(1)),
            "shows": "",
        }
    ]
    assert run.manifest["outcome"]["pictures_kept"] == {"blurred": 1, "full": 0}
    (told,) = run.manifest["inputs"]["lists"]
    assert told[0] == "national"
    place.call("run")
    assert len(place.lake.runs()) == 1
    place.call("lists", "retire", "national", *BY, "--because", "withdrawn")
    place.call("run")
    assert len(place.lake.runs()) == 2
    assert place.lake.needed_run().table("known_images").num_rows == 0


def minor_reasons(place: Place) -> list[str]:
    place.call("run")
    (found,) = place.lake.needed_run().table("findings").to_pylist()
    return [
        why["indicator"] for why in found["reasons"] if why["indicator"] == "minor_known_picture"
    ]


def test_a_list_asks_nobodys_age_until_its_owner_declares_it(place: Place) -> None:
    place.ingest(one=picture(1))
    assert place.add(picture(1))["shows"] == ""
    assert minor_reasons(place) == []
    assert place.add(picture(1), "--shows", "minors")["number"] == 2
    assert minor_reasons(place) == ["minor_known_picture"]
    assert "pictures of minors" in place.call("lists", "show")


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("none", {"blurred": 0, "full": 0}),
        ("blurred", {"blurred": 2, "full": 0}),
        ("full", {"blurred": 2, "full": 2}),
    ],
)
def test_what_is_kept_of_pictures_is_a_choice(
    place: Place, choice: str, left: dict[str, int]
) -> None:
    place.ingest("--keep-images", choice, one=picture(1), two=picture(2))
    assert kept(place.lake) == left


def test_by_default_a_blurred_thumbnail_is_kept(place: Place) -> None:
    place.ingest(one=picture(1))
    content = thumbnail(place.lake, sha256(picture(1)))
    assert content
    image = Image.open(io.BytesIO(content))
    assert (image.mode, max(image.size), len(content) < 4000) == ("L", 160, True)


def test_whole_files_stop_at_the_bound(place: Place) -> None:
    room = len(jpeg(picture(1))) + 10
    words = ("--keep-images", "full", "--keep-most", str(room / 1e9))
    place.ingest(*words, one=picture(1), two=picture(2))
    assert kept(place.lake) == {"blurred": 2, "full": 1}


def test_a_list_that_holds_no_hash_is_refused(place: Place) -> None:
    (place.root / "empty.csv").write_text("md5\nnothing\n")
    file = str(place.root / "empty.csv")
    with pytest.raises(WrongUse, match="no hash could be read"):
        place.call("lists", "add", file, "--name", "x", *BY)


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden"])
def test_a_name_that_is_no_name_is_refused(place: Place, name: str) -> None:
    (place.root / "list.csv").write_text("md5\n" + "0f" * 16 + "\n")
    file = str(place.root / "list.csv")
    with pytest.raises(WrongUse, match="cannot name a list"):
        place.call("lists", "add", file, "--name", name, *BY)


def test_no_proof_is_drawn_of_a_picture_on_a_list(place: Place) -> None:
    for name, image in (("a", picture(1)), ("b", ImageOps.mirror(picture(1)))):
        (place.root / f"{name}.jpg").write_bytes(jpeg(image))
    words = ("pictures", "compare", *(str(place.root / f"{name}.jpg") for name in "ab"))
    proof = place.root / "proof.png"
    place.add(picture(1))
    with pytest.raises(Problem, match="national names it: no proof is drawn"):
        place.call(*words, "--out", str(proof))
    assert not proof.exists()
