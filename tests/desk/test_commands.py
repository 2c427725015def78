"""`vigie publish` and `vigie search`, as a person types them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.holdings.lakes import ad, lake_with, phone


def vigie(*words: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with its own home and server."""
    environment = {"VIGIE_HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"} | more
    program = "import sys; from vigie.cli import main; sys.argv[0] = 'vigie'; main()"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    lake_with(folder, [ad(1, "Visiting Lyon")], {"board/1": [phone("+12025550143")]})
    return folder


def test_publish_then_search(home: Path) -> None:
    first = vigie("publish", home=home)
    assert (first.returncode, "is published" in first.stdout) == (0, True), first.stderr
    again = vigie("publish", "--json", home=home)
    assert json.loads(again.stdout)["rows"] == {}
    found = vigie("search", "(202) 555-0143", "--json", home=home)
    assert [hit["ad_id"] for hit in json.loads(found.stdout)] == ["board/1"]
    shown = vigie("search", "lyon", home=home)
    assert "board/1" in shown.stdout
    assert "P000000000000 (rank 1)" in shown.stdout
    assert "nothing found" in vigie("search", "elsewhere", home=home).stdout


def test_before_anything_is_published(tmp_path: Path) -> None:
    empty = vigie("publish", home=tmp_path)
    assert (empty.returncode, empty.stderr.count("\n")) == (1, 1)
    assert "vigie run" in empty.stderr
    unpublished = vigie("search", "lyon", home=tmp_path)
    assert (unpublished.returncode, "vigie publish" in unpublished.stderr) == (1, True)


def test_a_dead_server_is_one_line(tmp_path: Path) -> None:
    url = "postgresql://kim:secret-word@127.0.0.1:1/desk"
    down = vigie("search", "lyon", home=tmp_path, VIGIE_DATABASE_URL=url)
    assert (down.returncode, down.stderr.count("\n")) == (1, 1)
    assert "VIGIE_DATABASE_URL" in down.stderr
    assert "secret-word" not in down.stderr
