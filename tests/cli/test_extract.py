"""`vigie extract`: a line in, a line out; a bad line is told and the rest is done."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vigie.cli import app
from vigie.records import Problem


def test_lines_in_order_with_a_bad_one_between() -> None:
    lines = [
        json.dumps({"id": 1, "text": "call 415-555-0132", "region": "US"}),
        "no json",
        json.dumps({"id": 3, "text": 5}),
        json.dumps({"id": "x", "text": "27 ans", "region": None}),
    ]
    result = CliRunner().invoke(app, ["extract", "-"], input="\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["id"] for a in answers] == [1, None, 3, "x"]
    assert answers[0]["mentions"][0]["value"] == "+14155550132"
    assert answers[1]["line"] == 2
    assert answers[2]["error"] == '"text" is not a string'
    assert [m["value"] for m in answers[3]["mentions"]] == ["27"]
    assert isinstance(result.exception, Problem)
    assert str(result.exception) == "-: 2 lines could not be read"


def test_a_lone_surrogate_comes_out_as_it_went_in(tmp_path: Path) -> None:
    file = tmp_path / "ads.jsonl"
    file.write_text('{"id": 1, "text": "\\ud800 415-555-0132"}\n')
    result = CliRunner().invoke(app, ["extract", str(file)], catch_exceptions=False)
    mention = json.loads(result.stdout)["mentions"][0]
    assert (mention["start"], mention["surface"]) == (2, "415-555-0132")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(Problem, match="No such file"):
        CliRunner().invoke(app, ["extract", "/nowhere/x"], catch_exceptions=False)


def test_a_long_text_is_stopped_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "ads.jsonl"
    rows = [{"id": 1, "text": "5\U0001f48b" * 200_000}, {"id": 2, "text": "27 ans"}]
    file.write_text("\n".join(map(json.dumps, rows)))
    result = CliRunner().invoke(app, ["extract", "--seconds", "0.2", str(file)])
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {"id": 1, "line": 1, "error": "the text took over 0.2 seconds"}
    assert [m["value"] for m in second["mentions"]] == ["27"]
