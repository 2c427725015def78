import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from tests.lake.sources.writing import jsonl, numbered
from vigie.lake import DiskFull, Lake
from vigie.lake.schemas import to_table
from vigie.lake.sources import Settings
from vigie.pipeline import chunk
from vigie.pipeline.ingest import ingest
from vigie.pipeline.summary import Summary
from vigie.records import Ad
from vigie.records.progress import Silence


def big() -> pa.Table:
    return to_table(
        Ad, [Ad(f"s/{i}", "v", "s", str(i), text=os.urandom(500).hex()) for i in range(500)]
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with 100 kB of room; only root can mount one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(tmp_path)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        # CI is root and runs it; nothing but a file system of its own is really full.
        pytest.skip("a small disk can be mounted by root alone")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_is_a_clear_error_with_nothing_half_written(small_disk: Path) -> None:
    lake = Lake(small_disk)
    with pytest.raises(DiskFull, match="no room left"):
        lake.add("ads", big())
    assert [path for path in small_disk.rglob("*") if path.is_file()] == []


def test_a_full_disk_during_a_run_leaves_no_run(small_disk: Path) -> None:
    lake = Lake(small_disk)
    draft = lake.begin_run({})
    with pytest.raises(DiskFull):
        draft.add("ads", big())
    assert lake.runs() == ()


def test_a_file_over_the_allowed_size_is_told_the_same_way(tmp_path: Path) -> None:
    script = f"""
import resource, signal
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
from vigie.lake.files import write_bytes
write_bytes(Path({str(tmp_path)!r}) / "x", b"x" * 5000)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert "no room left on the disk; nothing half-written was kept" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def ads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of ads that takes several batches; no two texts compress together."""
    path = tmp_path_factory.mktemp("ads") / "ads.jsonl"
    rows = [{**row, "text": os.urandom(200).hex()} for row in numbered(1000)]
    path.write_bytes(jsonl(rows))
    return path


def ingest_all(home: Path, ads: Path) -> Summary:
    return ingest(Lake(home), [ads], Settings(), Silence())


def test_a_disk_that_fills_during_an_ingest_keeps_what_was_whole_and_goes_on_later(
    small_disk: Path,
    ads: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chunk, "ROWS", 100)
    whole = tmp_path_factory.mktemp("whole")
    ingest_all(whole, ads)
    with pytest.raises(DiskFull, match="no room left") as told:
        ingest_all(small_disk, ads)
    assert "it goes on where it stopped" in told.value.remedy
    kept, wanted = files(small_disk), files(whole)
    assert 0 < len(kept) < len(wanted)
    assert kept.items() <= wanted.items()
    subprocess.run(["mount", "-o", "remount,size=10m", str(small_disk)], check=True)
    assert ingest_all(small_disk, ads).known >= 100 * (len(kept) - 1)
    assert files(small_disk) == wanted


def files(home: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.name != "lock"
    }
