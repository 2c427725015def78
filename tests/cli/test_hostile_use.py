"""Awkward places, streams and words: one clear line, the right exit code, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lake.sources.writing import AD, jsonl

COMMAND = [sys.executable, "-c", "from vigie.cli import main; main()"]


def vigie(*words: str, cwd: Path, stdout: int | None = None, **env: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [*COMMAND, *words],
        cwd=cwd,
        env={**os.environ, **env},
        input=b"",
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
    return done.returncode, (done.stdout or b"").decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("run", "--home", "lake"), 1, "nothing was ingested into this lake yet"),
        (("run", "--home", "lake", "--memory", "much"), 2, "'much' is no size"),
        (("run", "--home", "lake", "--engine", "spark"), 2, "Spark has no master"),
        (("run", "--home", "lake", "--engine", "steam"), 2, "--engine"),
        (("run", "--home", ""), 2, "the path is empty"),
        (("ingest", "", "--home", "lake"), 2, "the path is empty"),
        (("ingest", "a.jsonl", "--home", "a.jsonl"), 1, "a file stands where a folder is needed"),
        (("ingest", "a.jsonl", "--home", "/proc/x"), 1, "choose another folder with --home"),
        (("export", "profiles", "--out", "", "--home", "lake"), 2, "the path is empty"),
    ],
)
def test_wrong_words(words: tuple[str, ...], code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([AD]))
    got, out, err = vigie(*words, cwd=tmp_path)
    assert (got, out) == (code, ""), err
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "batches").exists()


def test_a_missing_file_among_others_is_exit_code_1_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([AD]))
    code, out, _ = vigie("ingest", "absent", "a.jsonl", "--home", "lake", cwd=tmp_path)
    assert code == 1
    assert "1  new ads" in out


def test_a_name_of_two_lines_and_no_encoding_is_told_on_one(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\nb\xff.jsonl")).write_bytes(b"{broken\n")
    vigie("ingest", ".", "--home", "../lake", cwd=tmp_path)
    code, out, _ = vigie("rejects", "--home", "../lake", cwd=tmp_path)
    assert (code, out.count("\n")) == (0, 1)
    assert out.startswith("a?b?.jsonl:1: ")


def test_extract_speaks_utf8_in_any_locale_and_takes_no_nan(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": NaN, "text": "x"}\n{"id": 1, "text": "“27 ans”"}\n')
    code, out, err = vigie("extract", "a.jsonl", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert code == 1
    assert "NaN" not in out
    assert err.count("\n") == 1


def test_a_reader_that_leaves_early_is_no_failure_and_a_full_disk_is(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "x"}\n' * 5)
    reading, writing = os.pipe()
    os.close(reading)
    code, _, err = vigie("extract", "a.jsonl", cwd=tmp_path, stdout=writing)
    os.close(writing)
    assert (code, err) == (0, "")
    full = os.open("/dev/full", os.O_WRONLY)
    code, _, err = vigie("extract", "a.jsonl", cwd=tmp_path, stdout=full)
    os.close(full)
    assert code == 1
    assert err == "vigie: No space left on device\n"


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A lake with a run on a file system that takes no writes."""
    (tmp_path / "a.jsonl").write_bytes(jsonl([AD]))
    home = tmp_path / "lake"
    for words in (("ingest", "a.jsonl"), ("run", "--processes", "1")):
        assert vigie(*words, "--home", "lake", cwd=tmp_path)[0] == 0
    bound = subprocess.run(["mount", "--bind", str(home), str(home)], check=False).returncode
    if bound:  # CI is root and runs it; root alone can write to a folder that forbids it
        pytest.skip("a read-only file system can be mounted by root alone")
    subprocess.run(["mount", "-o", "remount,ro,bind", str(home)], check=True)
    yield home
    subprocess.run(["umount", str(home)], check=True)


def test_a_read_only_lake_can_be_read_and_says_that_it_cannot_be_written(read_only: Path) -> None:
    place = read_only.parent
    (place / "b.jsonl").write_bytes(jsonl([{**AD, "id": "another"}]))
    code, out, _ = vigie("profiles", "--home", "lake", cwd=place)
    assert (code, "1 profile in run" in out) == (0, True)
    for words in (("ingest", "b.jsonl"), ("run",)):
        code, out, err = vigie(*words, "--home", "lake", cwd=place)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "may not be written by this user" in err
        assert "--home" in err
