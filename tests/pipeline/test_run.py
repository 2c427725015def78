"""What must hold of a whole run: the same bytes, whatever the order, the count, the accidents."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vigie.lake import Lake
from vigie.lake.files import UNFINISHED
from vigie.lake.sources import Settings
from vigie.pipeline import Options, ingest, run
from vigie.records import Judgement
from vigie.records.progress import Silence
from vigie.world.build import Order, build_world

OPTIONS = Options(processes=1)
COMMAND = "from vigie.cli import main; main()"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    build_world(Order(ads=240, seed=11, images=30), folder)
    return folder


@pytest.fixture(scope="module")
def analysed(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with one run over the world; tests that change a lake take a copy."""
    lake = Lake(tmp_path_factory.mktemp("lake"))
    ingest(lake, [world / "ads.jsonl"], Settings(), Silence())
    run(lake, OPTIONS, Silence())
    return lake


@pytest.fixture
def lake(analysed: Lake, tmp_path: Path) -> Lake:
    shutil.copytree(analysed.home, tmp_path / "lake")
    return Lake(tmp_path / "lake")


def run_files(lake: Lake) -> dict[str, bytes]:
    folder = lake.home / "runs"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}


def tables(lake: Lake) -> dict[str, bytes]:
    """The latest run's tables: all of it but the manifest, which names the batches."""
    folder = lake.needed_run().folder
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def write(path: Path, rows: Iterable[str]) -> Path:
    path.write_text("".join(rows), "utf-8")
    return path


def rows(world: Path) -> list[str]:
    return (world / "ads.jsonl").read_text("utf-8").splitlines(keepends=True)


def test_the_same_inputs_give_the_same_bytes(world: Path, analysed: Lake, tmp_path: Path) -> None:
    again = Lake(tmp_path)
    ingest(again, [world / "ads.jsonl"], Settings(), Silence())
    run(again, OPTIONS, Silence())
    assert run_files(again) == run_files(analysed)


def test_running_again_changes_nothing(world: Path, lake: Lake) -> None:
    before = run_files(lake)
    ingest(lake, [world / "ads.jsonl"], Settings(), Silence())
    assert run(lake, OPTIONS, Silence()).number == 1
    assert run_files(lake) == before


def test_neither_order_nor_batches_change_the_result(
    world: Path, analysed: Lake, tmp_path: Path
) -> None:
    turned = rows(world)[::-1]
    parts = [write(world / f"part-{at}.jsonl", turned[at::3]) for at in range(3)]
    other = Lake(tmp_path)
    for part in parts:
        ingest(other, [part], Settings(), Silence())
    run(other, OPTIONS, Silence())
    assert tables(other) == tables(analysed)


def test_every_ad_is_in_exactly_one_profile(analysed: Lake) -> None:
    members = analysed.needed_run().table("members")["ad_id"].to_pylist()
    assert sorted(members) == sorted(set(analysed.read("ads")["ad_id"].to_pylist()))


def test_the_manifest_names_every_input(analysed: Lake) -> None:
    manifest = analysed.needed_run().manifest
    assert manifest["inputs"]["ads"] == [batch.batch_id for batch in analysed.batches("ads")]
    assert manifest["inputs"]["as_of"].startswith("20")
    assert set(manifest["tables"]) >= {"links", "members", "profiles", "findings"}
    assert "same_phone" in json.dumps(manifest["outcome"]["linking_weights"])
    assert set(manifest["inputs"]) >= {"code", "libraries", "judgements", "parameters", "model"}


def test_a_different_splits_what_the_machine_had_joined(lake: Lake) -> None:
    links = lake.needed_run().table("links").sort_by([("bits", "descending")]).to_pylist()
    left, right = links[0]["left"], links[0]["right"]
    assert profile_of(lake, left) == profile_of(lake, right)
    said = Judgement(left, right, "different", "Ada", "met both", datetime(2026, 1, 2, tzinfo=UTC))
    lake.add_judgement(said)
    assert run(lake, OPTIONS, Silence()).number == 2
    assert profile_of(lake, left) != profile_of(lake, right)


def profile_of(lake: Lake, ad_id: str) -> str:
    members = lake.needed_run().table("members").to_pylist()
    return next(str(row["profile_id"]) for row in members if row["ad_id"] == ad_id)


def test_untouched_profiles_keep_their_ids(world: Path, lake: Lake, tmp_path: Path) -> None:
    before = dict(lake.needed_run().table("members").select(["ad_id", "profile_id"]).to_pydict())
    new = {"source": "elsewhere", "native_id": "1", "title": "Guitar lessons", "text": "By post."}
    ingest(lake, [write(tmp_path / "new.jsonl", [json.dumps(new)])], Settings(), Silence())
    assert run(lake, OPTIONS, Silence()).number == 2
    after = lake.needed_run().table("members").to_pylist()
    ids = {row["ad_id"]: row["profile_id"] for row in after}
    assert [ids[ad] for ad in before["ad_id"]] == before["profile_id"]
    assert ids["elsewhere/1"] not in before["profile_id"]


@pytest.mark.parametrize("after", [0.8, 2.5])
def test_a_killed_run_leaves_the_lake_as_it_was_and_can_start_again(
    world: Path, analysed: Lake, tmp_path: Path, after: float
) -> None:
    lake = Lake(tmp_path)
    ingest(lake, [world / "ads.jsonl"], Settings(), Silence())
    command = [sys.executable, "-c", COMMAND, "run", "--home", str(tmp_path), "--processes", "1"]
    killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    run(lake, OPTIONS, Silence())
    assert run_files(lake) == run_files(analysed)
    assert not list(lake.home.rglob(f"{UNFINISHED}*"))


def test_two_runs_at_once_make_one_run(world: Path, analysed: Lake, tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    ingest(lake, [world / "ads.jsonl"], Settings(), Silence())
    command = [sys.executable, "-c", COMMAND, "run", "--home", str(tmp_path), "--top", "0"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert run_files(lake) == run_files(analysed)


def test_an_empty_lake_makes_an_empty_run(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    assert run(lake, OPTIONS, Silence()).table("profiles").num_rows == 0
