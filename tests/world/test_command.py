"""`vigie world` from the command line."""

import json
from pathlib import Path

from typer.testing import CliRunner

from vigie.cli import app
from vigie.records import WrongUse


def run(*arguments: object) -> tuple[int, str, BaseException | None]:
    result = CliRunner().invoke(app, ["world", *map(str, arguments)])
    return result.exit_code, result.stdout, result.exception


def test_it_writes_a_world_and_says_what_comes_next(tmp_path: Path) -> None:
    code, said, _ = run("--ads", 60, "--images", 5, "--seed", 3, "--out", tmp_path / "w")
    assert code == 0
    assert "60 ads" in said
    assert f"vigie ingest {tmp_path / 'w' / 'ads.jsonl'}" in said
    described = json.loads((tmp_path / "w" / "truth" / "world.json").read_text())
    assert (described["ads"], described["images"], described["seed"]) == (60, 5, 3)


def test_habits_come_from_a_file_and_a_program_can_read_the_answer(tmp_path: Path) -> None:
    habits = tmp_path / "habits.toml"
    habits.write_text("days = 2\nspam_share = 0.8\n")
    code, said, _ = run(
        "--ads", 40, "--habits", habits, "--start", "2031-05-06", "--json", "--out", tmp_path / "w"
    )
    assert code == 0
    assert json.loads(said)["ads"] == 40
    first = json.loads((tmp_path / "w" / "ads.jsonl").read_text("utf-8").splitlines()[0])
    assert first["posted_at"].startswith("2031-05-0")


def test_a_habit_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    for text, word in (("color = 3", "color"), ("days = 'x'", "days"), ("days = ", "read")):
        habits = tmp_path / "habits.toml"
        habits.write_text(text)
        code, _, error = run("--ads", 5, "--habits", habits, "--out", tmp_path / "w")
        assert code != 0
        assert isinstance(error, WrongUse)
        assert word in str(error)
    assert not (tmp_path / "w").exists()
