"""An ingest that is killed, or meets another, or a full disk, loses nothing and doubles nothing."""

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.lake.sources.writing import jsonl, numbered

PROGRAM = """
import sys
from pathlib import Path
from vigie.lake import Lake
from vigie.lake.sources import Settings
from vigie.pipeline import chunk
from vigie.pipeline.ingest import ingest
from vigie.records.progress import Silence
chunk.ROWS = 50
ingest(Lake(Path(sys.argv[1])), [Path(sys.argv[2])], Settings(), Silence())
"""


def start(home: Path, path: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(home), str(path)])


def tree(home: Path) -> dict[str, str]:
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (home / "batches").rglob("*")
        if path.is_file()
    }


@pytest.fixture
def ads(tmp_path: Path) -> Path:
    """A thousand ads with bad rows among them."""
    path = tmp_path / "ads.jsonl"
    rows = numbered(1000)
    lines = [
        jsonl([row]) + (b"{broken\n" if place % 90 == 0 else b"") for place, row in enumerate(rows)
    ]
    path.write_bytes(b"".join(lines))
    return path


@pytest.fixture
def whole(tmp_path: Path, ads: Path) -> dict[str, str]:
    """What an ingest that nothing disturbs leaves."""
    assert start(tmp_path / "whole", ads).wait() == 0
    return tree(tmp_path / "whole")


def test_killed_at_any_point_and_started_again_it_gives_the_same_files(
    tmp_path: Path, ads: Path, whole: dict[str, str]
) -> None:
    home = tmp_path / "killed"
    for batches in (1, 7, 15, 16):
        process = start(home, ads)
        while process.poll() is None and len(list(home.glob("batches/*/*.parquet"))) < batches:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert set(tree_of_batches(home).items()) <= set(whole.items())
    assert start(home, ads).wait() == 0
    assert tree(home) == whole


def tree_of_batches(home: Path) -> dict[str, str]:
    return {
        name: digest
        for name, digest in tree(home).items()
        if name.endswith(".parquet") and "/." not in name
    }


def test_two_at_once_do_not_corrupt_each_other(
    tmp_path: Path, ads: Path, whole: dict[str, str]
) -> None:
    home = tmp_path / "both"
    both = [start(home, ads), start(home, ads)]
    assert [process.wait() for process in both] == [0, 0]
    assert tree(home) == whole
