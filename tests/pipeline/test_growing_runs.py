"""Runs that go on from the run before: the same profiles, people's words kept, ids unmoved."""

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vigie.lake import Lake, Run
from vigie.lake.sources import Settings
from vigie.pipeline import Options, ingest, run
from vigie.records import Judgement
from vigie.records.progress import Silence
from vigie.world.build import Order, build_world
from vigie.world.truth import pairwise

OPTIONS = Options(processes=1)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("world")
    build_world(Order(ads=300, seed=12, images=20), folder)
    return (folder / "ads.jsonl").read_text("utf-8").splitlines(keepends=True)


@pytest.fixture(scope="module")
def begun(rows: list[str], tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with a run over the first 280 ads; tests take a copy."""
    lake = Lake(tmp_path_factory.mktemp("lake"))
    add(lake, rows[:280])
    run(lake, OPTIONS, Silence())
    return lake


@pytest.fixture
def lake(begun: Lake, tmp_path: Path) -> Lake:
    shutil.copytree(begun.home, tmp_path / "lake")
    return Lake(tmp_path / "lake")


def add(lake: Lake, lines: list[str]) -> None:
    file = lake.home.parent / f"rows-{len(lines)}.jsonl"
    file.write_text("".join(lines), "utf-8")
    ingest(lake, [file], Settings(), Silence())
    file.unlink()


def profiles(made: Run) -> Mapping[str, str]:
    members = made.table("members", ["ad_id", "profile_id"]).to_pylist()
    return {row["ad_id"]: row["profile_id"] for row in members}


def contents(lake: Lake) -> dict[str, bytes]:
    folder = lake.needed_run().folder
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_new_ads_go_on_from_the_run_before_and_give_the_same_profiles(
    lake: Lake, rows: list[str]
) -> None:
    first = lake.needed_run()
    assert first.manifest["inputs"]["linked_since"] is None
    add(lake, rows[280:])
    second = run(lake, OPTIONS, Silence())
    assert second.manifest["inputs"]["linked_since"] == first.run_id
    assert second.manifest["outcome"]["linking"]["touched"] < second.table("members").num_rows
    whole = run(lake, Options(processes=1, whole=True), Silence())
    assert whole.manifest["inputs"]["linked_since"] is None
    assert pairwise(profiles(second), profiles(whole)).f1 >= 0.995
    links = {(row["left"], row["right"]): row for row in second.table("links").to_pylist()}
    assert list(links) == sorted(links)
    assert all(row["evidence"] for row in links.values())


def test_the_same_lake_gives_the_same_bytes_again(
    lake: Lake, rows: list[str], tmp_path: Path
) -> None:
    shutil.copytree(lake.home, tmp_path / "again")
    for one in (lake, Lake(tmp_path / "again")):
        add(one, rows[280:])
        run(one, OPTIONS, Silence())
    assert contents(Lake(tmp_path / "again")) == contents(lake)


def test_neither_the_order_of_new_ads_nor_their_batches_change_the_result(
    lake: Lake, rows: list[str], tmp_path: Path
) -> None:
    other = Lake(tmp_path / "other")
    shutil.copytree(lake.home, other.home)
    add(lake, rows[280:])
    add(other, rows[:289:-1])
    add(other, rows[280:290])
    tables = []
    for one in (lake, other):
        run(one, OPTIONS, Silence())
        tables.append({k: v for k, v in contents(one).items() if k != "manifest.json"})
    assert tables[0] == tables[1]


def test_a_persons_word_is_kept_and_no_other_id_changes(lake: Lake, rows: list[str]) -> None:
    before = profiles(lake.needed_run())
    links = lake.needed_run().table("links").sort_by([("bits", "descending")]).to_pylist()
    left, right = next(
        (row["left"], row["right"]) for row in links if before[row["left"]] == before[row["right"]]
    )
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    lake.add_judgement(Judgement(left, right, "different", "Ada", "met both", moment))
    judged = run(lake, OPTIONS, Silence())
    assert judged.manifest["inputs"]["linked_since"] is not None
    assert judged.manifest["outcome"]["linking"]["touched"] == 0
    add(lake, rows[280:])
    for options in (OPTIONS, Options(processes=1, whole=True)):
        after = profiles(run(lake, options, Silence()))
        assert after[left] != after[right]
    grouped: dict[str, set[str]] = {}
    for ad, profile in profiles(judged).items():
        grouped.setdefault(profile, set()).add(ad)
    now: dict[str, set[str]] = {}
    for ad, profile in profiles(lake.needed_run()).items():
        now.setdefault(profile, set()).add(ad)
    untouched = [profile for profile, ads in grouped.items() if ads in now.values()]
    assert untouched
    assert all(now.get(profile) == grouped[profile] for profile in untouched)


def test_many_new_ads_are_linked_with_everything(lake: Lake, rows: list[str]) -> None:
    copies = [json.loads(line) for line in rows[:100]]
    for number, row in enumerate(copies):
        row["native_id"] = f"again-{number}"
    add(lake, [json.dumps(row) + "\n" for row in copies])
    assert run(lake, OPTIONS, Silence()).manifest["inputs"]["linked_since"] is None
