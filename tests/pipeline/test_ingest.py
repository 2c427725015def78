import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lake.sources.writing import AD, jsonl, numbered
from vigie.lake import Lake
from vigie.lake.sources import Settings
from vigie.pipeline import chunk
from vigie.pipeline.ingest import ingest
from vigie.pipeline.summary import Summary
from vigie.records.progress import Silence

PLAIN = Settings()


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "home")


def take(lake: Lake, *paths: Path, told: Settings = PLAIN) -> Summary:
    return ingest(lake, paths, told, Silence())


def written(folder: Path, ads: Iterable[Mapping[str, object]], name: str = "ads.jsonl") -> Path:
    path = folder / name
    path.write_bytes(jsonl(ads))
    return path


def tree(lake: Lake) -> dict[str, bytes]:
    return {
        str(path.relative_to(lake.home)): path.read_bytes()
        for path in lake.home.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def stored(lake: Lake) -> set[tuple[str, str]]:
    table = lake.read("ads", ["ad_id", "version"])
    return {(str(row["ad_id"]), str(row["version"])) for row in table.to_pylist()}


def test_ads_are_kept_and_counted(lake: Lake, tmp_path: Path) -> None:
    summary = take(lake, written(tmp_path, numbered(3)))
    assert (summary.rows, summary.new, summary.known, summary.changed) == (3, 3, 0, 0)
    assert len(stored(lake)) == 3


def test_the_same_file_again_changes_nothing(lake: Lake, tmp_path: Path) -> None:
    path = written(tmp_path, [*numbered(3), {"broken": "row"}, {**AD, "posted_at": "soon"}])
    take(lake, path)
    before = tree(lake)
    summary = take(lake, path)
    assert tree(lake) == before
    assert (summary.new, summary.known, summary.changed) == (0, 4, 0)
    assert set(summary.rejects) == {"empty_row", "date_unreadable"}


def test_a_changed_ad_is_a_new_version_and_both_stay(lake: Lake, tmp_path: Path) -> None:
    take(lake, written(tmp_path, numbered(3)))
    changed = [{**AD, "native_id": "1", "text": "Call 312-555-0199"}, {**AD, "native_id": "9"}]
    summary = take(lake, written(tmp_path, changed, "later.jsonl"))
    assert (summary.new, summary.changed, summary.known) == (1, 1, 0)
    versions = [version for ad_id, version in stored(lake) if ad_id == "alpha.example/1"]
    assert len(versions) == 2


def test_an_ad_twice_in_one_file_is_kept_once(lake: Lake, tmp_path: Path) -> None:
    summary = take(lake, written(tmp_path, [AD, AD, {**AD, "text": "x"}]))
    assert (summary.new, summary.known, summary.changed) == (1, 1, 1)


def test_small_chunks_give_the_same_ads(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, [*numbered(25), *numbered(25)])
    take(lake, path)
    monkeypatch.setattr(chunk, "ROWS", 7)
    other = Lake(tmp_path / "other")
    summary = take(other, path)
    assert stored(other) == stored(lake)
    assert (summary.new, summary.known, len(other.batches("ads"))) == (25, 25, 4)


def test_rejects_are_kept_with_file_line_and_reason(lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / "ads.jsonl"
    path.write_bytes(jsonl([AD]) + b"{broken\n" + jsonl([{"id": "1", "text": "x"}]))
    summary = take(lake, path)
    rows = lake.read("rejects").to_pylist()
    assert {(row["file"], row["line"], row["reason"]) for row in rows} == {
        (str(path), 2, "broken_json"),
        (str(path), 3, "missing_source"),
    }
    assert summary.rows == 1
    assert (summary.rejects["broken_json"].count, summary.rejects["broken_json"].line) == (1, 2)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ads=st.lists(st.fixed_dictionaries({"id": st.integers(0, 5), "text": st.text(max_size=3)})))
def test_the_order_of_rows_does_not_change_what_is_stored(
    ads: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    rows = [{"source": "alpha.example", **ad} for ad in ads]
    shuffled = random.Random(json.dumps(ads)).sample(rows, len(rows))
    one, other = Lake(folder / "one"), Lake(folder / "other")
    take(one, written(folder, rows))
    take(other, written(folder, shuffled))
    assert stored(one) == stored(other)
