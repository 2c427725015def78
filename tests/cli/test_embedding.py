import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image

from tests.analysis.images.modelmaking import SETTINGS, onnx
from tests.cli.test_ingest import vigie
from vigie.cli.embedding import supplied_by
from vigie.records import Problem


def photograph(name: str) -> Image.Image:
    with (files("vigie.world") / "photographs" / f"{name}.jpg").open("rb") as stream:
        return Image.open(stream).convert("RGB")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two references; of the first a copy, and a smear that only its colours still tell."""
    for name in ("queries", "refs"):
        (tmp_path / name).mkdir()
    for name in ("coffee", "brick"):
        photograph(name).save(tmp_path / "refs" / f"{name}.png")
    photograph("coffee").save(tmp_path / "queries" / "copy.jpg", quality=80)
    smear = photograph("coffee").resize((8, 8), Image.Resampling.BOX).rotate(4)
    smear.resize((300, 300), Image.Resampling.NEAREST).save(tmp_path / "queries" / "smear.png")
    (tmp_path / "colours.onnx").write_bytes(onnx())
    (tmp_path / "colours.toml").write_text(SETTINGS.replace("0.9", "0.8"), "utf-8")
    return tmp_path


def test_what_looks_alike_comes_below_and_claims_no_photograph(folder: Path) -> None:
    code, out, err = vigie(
        *("pictures", "match", "queries", "--against", "refs", "--embedding", "colours.onnx"),
        cwd=folder,
    )
    assert code == 0, err
    copy, smear = (json.loads(line) for line in out.splitlines())
    assert (copy["query"], copy["ref"]) == ("copy.jpg", "coffee.png")
    assert copy["how"].startswith("same photograph")
    assert (smear["query"], smear["ref"]) == ("smear.png", "coffee.png")
    claim, _, cosine = smear["how"].rpartition(" ")
    assert claim == "looks alike, embedding: cosine"
    assert 0.8 <= float(cosine) <= 1
    assert (smear["score"], smear["points"]) == (0.0, 0)


def refused(model: Path) -> str:
    with pytest.raises(Problem) as caught:
        supplied_by(model)
    return str(caught.value)


def test_a_model_that_can_be_used_is_read_with_its_settings(folder: Path) -> None:
    found = supplied_by(folder / "colours.onnx")
    assert (found.model, found.settings.side, found.settings.least) == (onnx(), 32, 0.8)


def test_what_is_no_model_is_refused_by_name(folder: Path) -> None:
    page, beside = folder / "page.onnx", folder / "page.toml"
    assert refused(page) == f"{page}: no such file"
    page.write_bytes(b"<html>")
    assert refused(page).startswith(f"{beside}: no such file — say in it: side = 224; mean = [")
    beside.write_text("side = 32", "utf-8")
    assert refused(page).startswith(f"{beside}: does not say how the model wants its pictures")
    beside.write_text(SETTINGS, "utf-8")
    assert refused(page).startswith(f"{page}: no ONNX model: ")


def test_a_model_named_for_faces_is_refused_by_its_rule(folder: Path) -> None:
    named, quiet = folder / "arcface.onnx", folder / "quiet.onnx"
    for file, graph in ((named, "colours"), (quiet, "facenet")):
        file.write_bytes(onnx(name=graph))
        file.with_suffix(".toml").write_text(SETTINGS, "utf-8")
        assert "reads faces" in refused(file)
        assert "[no-face-models]" in refused(file)
    told = folder / "colours.toml"
    told.write_text(SETTINGS + "# by insightface\n", "utf-8")
    assert "[no-face-models]" in refused(folder / "colours.onnx")


def test_where_onnxruntime_is_missing_one_line_says_how_to_get_it(folder: Path) -> None:
    (folder / "shadow").mkdir()
    missing = "raise ModuleNotFoundError('onnxruntime', name='onnxruntime')"
    (folder / "shadow" / "onnxruntime.py").write_text(missing, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from vigie.cli import main; main()", "pictures", "match",
         "queries", "--against", "refs", "--embedding", "colours.onnx"],
        capture_output=True, cwd=folder, check=False,
        env=os.environ | {"PYTHONPATH": str(folder / "shadow")},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        "vigie: colours.onnx: onnxruntime is not installed — pip install 'vigie[onnx]'\n"
    )
