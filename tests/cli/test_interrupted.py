"""Ctrl-C, at any moment: one clear line, exit code 130, a whole lake."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.lake.sources.writing import jsonl, numbered
from vigie.lake import Lake

COMMAND = [sys.executable, "-c", "from vigie.cli import main; main()"]
SAID = "vigie: stopped by Ctrl-C; whatever is in the lake is whole"
Moment = Callable[[int], bool]


def interrupted(words: tuple[str, ...], moment: Moment) -> tuple[int, list[str]]:
    """Exit code and lines of standard error after Ctrl-C reaches the whole process group."""
    process = subprocess.Popen(
        [*COMMAND, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while process.poll() is None and not moment(process.pid):
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    return process.returncode, said.decode().splitlines()


@pytest.fixture
def ads(tmp_path: Path) -> Path:
    path = tmp_path / "ads.jsonl"
    path.write_bytes(jsonl(numbered(60_000)))
    return path


@pytest.mark.parametrize("sign", ["lock", "batches/ads/*.parquet"])
def test_ingest(sign: str, ads: Path, tmp_path: Path) -> None:
    home = tmp_path / "lake"
    code, lines = interrupted(
        ("ingest", str(ads), "--home", str(home)), lambda _: any(home.glob(sign))
    )
    assert (code, lines) == (130, [SAID])
    held = Lake(home).read("ads", ["ad_id"])["ad_id"].to_pylist()
    assert len(held) == len(set(held)) < 60_000


def test_run_whose_worker_is_starting(tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_bytes(jsonl(numbered(30)))
    home = str(tmp_path / "lake")
    ingest = [*COMMAND, "ingest", str(tmp_path / "ads.jsonl"), "--home", home]
    subprocess.run(ingest, check=True, capture_output=True)
    code, lines = interrupted(
        ("run", "--home", home),
        lambda pid: len(psutil.Process(pid).children()) > 1,  # one keeps count of the others
    )
    assert (code, lines) == (130, [SAID])
    assert Lake(Path(home)).runs() == ()


def test_within_a_command_it_is_said_once() -> None:
    script = (
        "import os, signal, typer, vigie.cli as cli\n"
        "app = typer.Typer(cls=cli.Watched)\n"
        "app.callback()(lambda: None)\n"
        "app.command('stop')(lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "cli.app = app\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "stop"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (130, f"{SAID}\n")
