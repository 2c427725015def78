"""Learning from the command line, over a lake that the pipeline made of a synthetic world."""

import json
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.analysis.triage.wording.text_models import TOKENIZER, supplied
from vigie.analysis.triage import Model
from vigie.analysis.triage.wording.encoded import EncodedModel
from vigie.cli import app
from vigie.lake import Lake
from vigie.records import Problem, WrongUse
from vigie.world.truth.reading import read_truth

RUN = CliRunner()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small world that was ingested and run, with labels of all its profiles beside it."""
    folder = tmp_path_factory.mktemp("triage")
    home = str(folder / "lake")
    for words in (
        ["world", "--ads", "1500", "--seed", "11", "--out", str(folder / "world")],
        ["ingest", str(folder / "world" / "ads.jsonl"), "--home", home],
        ["run", "--home", home],
    ):
        done = RUN.invoke(app, words)
        assert done.exit_code == 0, done.output
    _write_labels(folder)
    return folder


def _write_labels(folder: Path) -> None:
    """Labels that a small world can teach: yes for parties that advertise several people."""
    several = {"controlled", "agency", "venue", "duo"}
    truth = {ad: kind in several for ad, kind in read_truth(folder / "world").kind.items()}
    run = Lake(folder / "lake").needed_run()
    ads = defaultdict(list)
    for row in run.table("members").to_pylist():
        ads[row["profile_id"]].append(truth[row["ad_id"]])
    lines = ["id,outcome,date,by"]
    for place, (profile, said) in enumerate(sorted(ads.items())):
        most = Counter(said).most_common(1)[0][0]
        lines.append(f"{profile},{'yes' if most else 'no'},2025-01-{1 + place % 28:02},ana")
    (folder / "labels.csv").write_text("\n".join([*lines, "P,perhaps,2025-01-01,ana"]) + "\n")


def test_fit_report_and_next(lake: Path) -> None:
    home, labels = str(lake / "lake"), str(lake / "labels.csv")
    before = Lake(lake / "lake").needed_run()
    tried = RUN.invoke(app, ["triage", "fit", "--labels", labels, "--home", home, "--try-only"])
    assert tried.exit_code == 0, tried.output
    assert not (lake / "lake" / "models").exists()

    fitted = RUN.invoke(app, ["triage", "fit", "--labels", labels, "--home", home, "--json"])
    assert fitted.exit_code == 0, fitted.output
    told = json.loads(fitted.stdout)
    assert [row["reason"] for row in told["rejects"]] == ["label_outcome"]
    scores = told["evaluation"]["trafficking"]
    assert scores["fitted"]["average_precision"][0] >= scores["registry"]["average_precision"][0]

    again = RUN.invoke(app, ["run", "--home", home])
    assert again.exit_code == 0, again.output
    after = Lake(lake / "lake").needed_run()
    assert after.run_id != before.run_id, "the model is an input of the run"
    assert not after.table("findings").equals(before.table("findings"))

    card = RUN.invoke(app, ["triage", "report", "--home", home, "--out", str(lake / "card")])
    assert card.exit_code == 0, card.output
    assert "Made by: vigie triage fit" in (lake / "card" / "triage.md").read_text("utf-8")

    proposed = RUN.invoke(app, ["triage", "next", "--home", home, "--number", "3", "--json"])
    assert proposed.exit_code == 0, proposed.output
    assert len(json.loads(proposed.stdout)) == 3
    none = RUN.invoke(app, ["triage", "next", "--home", home, "--labels", labels, "--json"])
    assert json.loads(none.stdout) == [], "every profile is labelled"


def test_a_text_model_of_ones_own_is_copied_into_the_lake_and_used(
    lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(function: Any, items: Any, bounds: object) -> Any:
        """Workers that are none: their processes are tested elsewhere."""
        del bounds
        return map(function, items)

    monkeypatch.setattr("vigie.engines.workers.run", here)
    home, labels, folder = tmp_path / "lake", str(lake / "labels.csv"), tmp_path / "words"
    shutil.copytree(lake / "lake", home, ignore=shutil.ignore_patterns("models"))
    asked = ["triage", "fit", "--labels", labels, "--home", str(home), "--text-model", str(folder)]
    assert f"{folder / 'model.onnx'}: no such file" in str(RUN.invoke(app, asked).exception)
    folder.mkdir()
    (folder / "model.onnx").write_bytes(supplied().model)
    assert f"{folder / 'tokenizer.json'}: no such file" in str(RUN.invoke(app, asked).exception)
    (folder / "tokenizer.json").write_text("{}", "utf-8")
    assert "does not say how a text is cut" in str(RUN.invoke(app, asked).exception)
    both = RUN.invoke(app, [*asked, "--no-wording"]).exception
    assert isinstance(both, WrongUse)
    (folder / "tokenizer.json").write_text(TOKENIZER, "utf-8")
    done = RUN.invoke(app, asked)
    assert done.exit_code == 0, done.output
    kept = home / "models" / "text" / supplied().digest
    assert (kept / "model.onnx").read_bytes() == supplied().model
    model = Model.from_json((home / "models" / "triage.json").read_text("utf-8"))
    told = RUN.invoke(app, ["triage", "next", "--home", str(home), "--json"])
    assert told.exit_code == 0, told.output
    if isinstance(model.text, EncodedModel):
        (kept / "model.onnx").write_bytes(b"other")
        told = RUN.invoke(app, ["triage", "next", "--home", str(home)])
        assert "not as it was kept" in str(told.exception)


def test_too_few_labels_are_refused_with_what_it_takes(lake: Path) -> None:
    few = lake / "few.csv"
    few.write_text("\n".join((lake / "labels.csv").read_text().split("\n")[:5]))
    done = RUN.invoke(app, ["triage", "fit", "--labels", str(few), "--home", str(lake / "lake")])
    assert isinstance(done.exception, Problem)
    assert "label at least 20" in str(done.exception)
    assert done.exception.exit_code == 1


def test_a_damaged_model_says_where_it_lies(lake: Path, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "triage.json").write_text("{")
    done = RUN.invoke(app, ["triage", "report", "--home", str(tmp_path), "--out", str(tmp_path)])
    assert isinstance(done.exception, Problem)
    assert "triage.json" in str(done.exception)


def test_posters_give_candidates_and_never_an_assertion(lake: Path) -> None:
    names = Lake(lake / "lake").needed_run().table("mentions").to_pylist()
    name = min(row["value"] for row in names if row["kind"] == "name")
    posters = lake / "posters.csv"
    posters.write_text(
        "id,name,age,missing_since,missing_from,description,picture\n"
        f"one,{name} Vane,33,2024-01-01,Leeds,,../outside.png\n"
        "two,Xylia Zand,40,yesterday,Leeds,,\n"
    )
    before = Lake(lake / "lake").needed_run().run_id
    words = ["posters", "import", str(posters), "--home", str(lake / "lake")]
    done = RUN.invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert [row["reason"] for row in told["rejects"]] == ["picture_outside", "poster_date"]
    assert [poster["poster_id"] for poster in told["posters"]] == ["one"]
    shown = RUN.invoke(app, words)
    assert "None says that the profile is the person." in shown.stdout
    assert Lake(lake / "lake").needed_run().run_id == before


AWKWARD = {
    "empty": ("", "the file holds none"),
    "a head alone": ("id,outcome,date,by\n", "the file holds none"),
    "unknown ids": ("id,outcome,date,by\nP-1,yes,2025-01-01,ana\nP-2,no,2025-01-02,ana\n",
                    "2 name no profile and no ad of the latest run"),
    "no dates": ("id,outcome,by\n{0},yes,ana\n{1},no,ana\n", "2 cannot be read"),
    "disagreement": ("id,outcome,date,by\n{0},yes,2025-01-01,ana\n{0},no,2025-01-01,bea\n",
                     "1 are of profiles about which people disagree"),
    "nobody knows": ("id,outcome,date,by\n{0},unsure,2025-01-01,ana\n", "1 say neither yes nor no"),
    "not a list": ("[1, 2]", "2 cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("case", AWKWARD)
def test_labels_of_which_none_can_be_used_are_one_clear_line(
    lake: Path, tmp_path: Path, case: str
) -> None:
    """And whatever model is there stays."""
    ids = sorted(row["profile_id"] for row in _members(lake))
    content, said = AWKWARD[case]
    file = tmp_path / "labels.csv"
    file.write_text(content.format(*ids) if case != "not a list" else content)
    model = lake / "lake" / "models" / "triage.json"
    before = model.read_bytes() if model.exists() else None
    done = RUN.invoke(app, ["triage", "fit", "--labels", str(file), "--home", str(lake / "lake")])
    assert isinstance(done.exception, Problem)
    assert said in str(done.exception)
    assert "\n" not in str(done.exception)
    assert (model.read_bytes() if model.exists() else None) == before


def test_labels_of_one_kind_say_what_is_missing(lake: Path, tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    rows = [f"{row['profile_id']},yes,2025-01-01,ana" for row in _members(lake)]
    file.write_text("\n".join(["id,outcome,date,by", *rows]))
    done = RUN.invoke(app, ["triage", "fit", "--labels", str(file), "--home", str(lake / "lake")])
    assert isinstance(done.exception, Problem)
    assert " 0 no)" in str(done.exception)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no row"),
        ("name,age,missing_since\n", "no row"),
        ("name,age\nXylia Zand,40\n", "line 2: not a date"),
        ("name,missing_since\n,2024-01-01\n", "line 2: the poster names nobody"),
    ],
)
def test_posters_of_which_none_can_be_read_are_one_clear_line(
    lake: Path, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "posters.csv"
    file.write_text(content)
    done = RUN.invoke(app, ["posters", "import", str(file), "--home", str(lake / "lake")])
    assert isinstance(done.exception, Problem)
    assert said in str(done.exception)


def _members(lake: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = Lake(lake / "lake").needed_run().table("members").to_pylist()
    return rows
