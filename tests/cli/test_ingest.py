import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.lake.sources.writing import AD, jsonl
from vigie.cli import app
from vigie.records import WrongUse


def vigie(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of the real command."""
    done = subprocess.run(
        [sys.executable, "-c", "from vigie.cli import main; main()", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_standard_input_a_summary_and_the_rejects(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    code, out, err = vigie("ingest", "-", "--home", home, stdin=jsonl([AD]) + b"{broken\n")
    assert code == 0, err
    assert "1  new ads" in out
    assert "broken_json: first -:2" in out
    code, out, _ = vigie("rejects", "--home", home, "--json")
    assert (code, json.loads(out)["line"]) == (0, 2)
    code, out, _ = vigie("rejects", "--home", home, "--reason", "broken_json")
    assert out.startswith("-:2: broken_json: ")
    code, out, err = vigie("rejects", "--home", home, "--reason", "no_such")
    assert (code, out, err) == (0, "", "nothing was rejected as no_such\n")


def test_json_for_programs(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text("stadt;text;site\nKiel;hallo;alpha.example\n")
    code, out, err = vigie(
        "ingest", "ads.csv", "--map", "stadt=location", "--home", "home", "--json", cwd=tmp_path
    )
    assert code == 0, err
    assert json.loads(out) == {
        "rows": 1, "new": 1, "changed": 0, "known": 0, "pictures": 0,
        "known_hits": 0, "rejects": {},
    }  # fmt: skip


def test_nothing_that_could_be_read_is_exit_code_1(tmp_path: Path) -> None:
    code, out, _ = vigie("ingest", "absent.jsonl", "--home", "home", cwd=tmp_path)
    assert code == 1
    assert "missing_file: first absent.jsonl: there is no such file" in out


def test_wrong_use_is_exit_code_2_in_one_line(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text("titel = ['h1']")
    for wrong in (
        ["--map", "a=b"],
        ["--dates", "ymd"],
        ["--encoding", "klingon"],
        ["--recipe", str(recipe)],
        ["--recipe", "absent.toml"],
    ):
        with pytest.raises(WrongUse) as refused:
            CliRunner().invoke(app, ["ingest", "-", *wrong], catch_exceptions=False)
        assert "\n" not in str(refused.value)
    code, _, err = vigie("ingest", "-", "--dates", "ymd", cwd=tmp_path)
    assert (code, err.count("\n")) == (2, 1), err
