"""A few of the kills of `benchmarks.killed`, which does fifty."""

from pathlib import Path
from shutil import copytree

import pytest

from benchmarks.killed import Chain, Files, chained, differences, files, finish
from vigie.world.build import Order, build_world

RUN = ("run", "--processes", "1", "--top", "0")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    build_world(Order(ads=80, seed=11, images=4), folder)
    return folder / "ads.jsonl"


@pytest.fixture(scope="module")
def fed(world: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A lake that nothing disturbed, and the seconds it took."""
    home = tmp_path_factory.mktemp("fed") / "lake"
    return home, finish(("ingest", str(world)), home)


def test_ingest(world: Path, fed: tuple[Path, float], tmp_path: Path) -> None:
    whole, seconds = fed
    chain = Chain(("ingest", str(world)), None, seed=1, kills=3)
    assert chained(chain, tmp_path / "lake", files(whole), seconds).wrong == []
    assert len(files(whole)) > 3


def test_run(fed: tuple[Path, float], tmp_path: Path) -> None:
    before, analysed = fed[0], tmp_path / "analysed"
    copytree(before, analysed)
    seconds = finish(RUN, analysed)
    whole = files(analysed)
    assert (
        chained(Chain(RUN, before, seed=3, kills=2), tmp_path / "lake", whole, seconds).wrong == []
    )
    assert any(name.startswith("runs/") for name in whole)


def test_a_half_written_file_a_missing_one_and_one_too_many_are_told() -> None:
    whole: Files = {"batches/ads/a": "1", "batches/ads/b": "2", "batches/ads/c": "3"}
    found = {"batches/ads/a": "0", "batches/ads/c": "3", "batches/ads/.unfinished-1": "4"}
    assert differences(found, whole) == [
        "batches/ads/.unfinished-1",
        "batches/ads/a",
        "batches/ads/b",
    ]
