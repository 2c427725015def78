import hashlib
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.cli.test_ingest import vigie
from vigie.analysis.images import Limits, print_image
from vigie.cli.match_image import carried
from vigie.lake import Lake
from vigie.lake.schemas import to_table
from vigie.records import Ad, ImagePrint


def picture(seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    rough = Image.fromarray(rng.integers(0, 256, (9, 12, 3), dtype=np.uint8))
    return rough.resize((320, 240), Image.Resampling.BICUBIC)


def jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A lake with two pictures; the first is carried by two ads of two sources."""
    lake = Lake(tmp_path / "home")
    prints = [print_image(jpeg(picture(seed)), Limits()) for seed in (1, 2)]
    good = [one for one in prints if isinstance(one, ImagePrint)]
    lake.add("pictures", to_table(ImagePrint, good))
    ids = [hashlib.sha256(jpeg(picture(seed))).hexdigest() for seed in (1, 2)]
    ads = [
        Ad("alpha/1", "v1", "alpha", "1", images=(ids[0],)),
        Ad("beta/2", "v2", "beta", "2", images=(ids[0], ids[1])),
    ]
    lake.add("ads", to_table(Ad, ads))
    return tmp_path / "home"


def ask(home: Path, image: Image.Image | bytes) -> dict[str, Any]:
    file = home.parent / "query.jpg"
    file.write_bytes(image if isinstance(image, bytes) else jpeg(image))
    code, out, err = vigie("match-image", str(file), "--home", str(home), "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert isinstance(answer, dict)
    return answer


def test_the_same_file_names_the_ads_that_carry_it(home: Path) -> None:
    answer = ask(home, picture(1))
    (match,) = answer["matches"]
    assert (match["how"], match["distance"]) == ("same file", 0)
    assert match["ads"] == ["alpha/1", "beta/2"]
    assert answer["common"] == {"ads": 2, "sources": 2, "stock": False}


def test_a_smaller_copy_is_the_same_photograph(home: Path) -> None:
    (match,) = ask(home, picture(2).resize((200, 150)))["matches"]
    assert match["how"] == "same photograph"
    assert match["ads"] == ["beta/2"]


def test_a_mirrored_and_framed_copy_is_altered(home: Path) -> None:
    framed = ImageOps.expand(ImageOps.mirror(picture(1)), (70, 20), "white")
    (match,) = ask(home, framed)["matches"]
    assert match["how"] == "same photograph altered"
    assert match["orientation"] == "flipped_horizontally"
    assert match["rectangle"]


def test_nothing_found_is_an_answer(home: Path) -> None:
    answer = ask(home, picture(3))
    assert answer["matches"] == []
    code, out, _ = vigie("match-image", str(home.parent / "query.jpg"), "--home", str(home))
    assert code == 0
    assert "not in the lake" in out


@pytest.mark.parametrize("bad", [b"", b"<html></html>", jpeg(picture(1))[:2000]])
def test_what_is_no_picture_is_one_line_and_exit_code_1(home: Path, bad: bytes) -> None:
    file = home.parent / "bad.jpg"
    file.write_bytes(bad)
    code, out, err = vigie("match-image", str(file), "--home", str(home))
    assert (code, out) == (1, "")
    assert err.startswith(f"vigie: {file}: not a picture that can be read: ")
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    code, _, err = vigie("match-image", str(tmp_path / "absent.jpg"), "--home", str(tmp_path))
    assert (code, err) == (1, f"vigie: {tmp_path / 'absent.jpg'}: no such file\n")


@pytest.mark.parametrize(
    ("ads", "sources", "said"),
    [(1, 1, "1 ad of 1 source."), (2, 1, "2 ads of 1 source."), (1200, 3, "1,200 ads of 3 source")],
)
def test_how_many_carry_it_is_said_in_english(ads: int, sources: int, said: str) -> None:
    common = {"ads": ads, "sources": sources, "stock": ads > 30}
    assert carried(common).startswith(f"Carried by {said}")
