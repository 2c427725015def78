"""What `vigie export` leaves where writing fails, and what it writes to devices."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.small_lake import exported, vigie
from vigie.lake import Lake
from vigie.records import Problem


@pytest.mark.parametrize("format_", ["jsonl", "csv", "parquet"])
def test_an_export_that_fails_leaves_the_old_file(lake: Lake, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "kept"
    out.write_text("old")
    script = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\n"
        "from vigie.cli import main; main()"
    )
    words = ["export", "links", "--format", format_, "--out", str(out), "--home", str(lake.home)]
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, *words], check=False, capture_output=True, text=True
    )
    assert (done.returncode, out.read_text()) == (1, "old"), done.stderr
    assert done.stderr.startswith("vigie: ")
    assert "no room left on the disk" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.glob("*kept*")] == ["kept"]


@pytest.mark.parametrize("format_", ["jsonl", "csv", "parquet"])
def test_a_device_is_written_to_and_says_when_it_is_full(lake: Lake, format_: str) -> None:
    result = vigie(lake, "export", "links", "--format", format_, "--out", "/dev/full")
    assert isinstance(result.exception, Problem)
    assert "cannot be written: No space left on device" in str(result.exception)
    assert vigie(lake, "export", "links", "--format", format_, "--out", "/dev/null").exit_code == 0
    assert Path("/dev/full").is_char_device()


def test_evidence_in_csv_is_json_with_its_detail(lake: Lake) -> None:
    lines = vigie(lake, "export", "links", "--format", "csv").stdout.splitlines()
    rows = list(csv.DictReader(lines))
    details = [one["detail"] for row in rows for one in json.loads(row["evidence"])]
    assert details
    assert all(isinstance(detail, dict) for detail in details)
    assert [float(row["bits"]) for row in rows] == [row["bits"] for row in exported(lake, "links")]
