"""`vigie judge`, `vigie explain`, `vigie export` over a small lake."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from tests.analysis.linking.market import Market
from vigie.analysis.linking import Parameters, link
from vigie.analysis.profiles import Limits, Previous, resolve
from vigie.cli import app
from vigie.engines import LocalEngine
from vigie.lake import Lake
from vigie.records import Problem

PHONE, MAIL = "+12125550101", "a@x.example"
EAST, WEST = "Boston, MA", "Reno, NV"
BY_ANN = ("--by", "ann", "--because", "met")


def market() -> Market:
    found = Market()
    for n, name in enumerate(("a1", "a2", "a3")):
        found.post(
            name, phone=PHONE, name="anna", age=24, day=n, place="Boston, MA", email="a@x.example"
        )
    found.post("b1", phone="+12125550102", name="bea", age=31, place=WEST)
    found.post(
        "b2", phone="+12125550102", name="bea", age=31, place="Reno, NV", email="b@x.example"
    )
    found.post("c1", phone="+12125550103")
    return found


def make_run(lake: Lake, found: Market) -> None:
    tables = found.tables()
    lake.add("ads", tables["ads"])
    latest = lake.latest_run()
    previous = (
        Previous(*(latest.table(name) for name in ("members", "ids", "history")))
        if latest
        else None
    )
    with LocalEngine(lake.scratch) as engine:
        linked = link(engine, tables, Parameters())
    inputs = {"ads": len(lake.judgements()), "before": latest.run_id if latest else ""}
    draft = lake.begin_run(inputs)
    given = {**tables, "accounts": linked.accounts, "links": linked.links.weighed()}
    at = datetime(2026, 3, 1, tzinfo=UTC)
    resolved = resolve(given, lake.judgements(), previous, Limits(), at)
    for name, table in {"links": linked.links.whole(), **resolved.tables()}.items():
        draft.add(name, table)
    draft.finish({})


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path)
    make_run(lake, market())
    return lake


def vigie(lake: Lake, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(lake.home)])


def exported(lake: Lake, what: str) -> list[dict[str, object]]:
    result = vigie(lake, "export", what, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def profile_of(lake: Lake, native_id: str) -> str:
    for row in exported(lake, "profiles"):
        if {"source": "site", "native_id": native_id} in row["ads"]:  # type: ignore[operator]  # a list
            return str(row["profile_id"])
    raise AssertionError(native_id)


def test_exported_profiles_hold_every_ad_once(lake: Lake) -> None:
    rows = exported(lake, "profiles")
    assert list(rows[0]) == [
        "profile_id",
        "rank",
        "trafficking",
        "minor",
        "abstained",
        "reasons",
        "ads",
    ]
    ads = [ad["native_id"] for row in rows for ad in row["ads"]]  # type: ignore[attr-defined]  # a list
    assert sorted(ads) == ["a1", "a2", "a3", "b1", "b2", "c1"]


def test_exported_links_are_between_ads_with_evidence(lake: Lake) -> None:
    rows = exported(lake, "links")
    assert list(rows[0]) == ["left", "right", "bits", "probability", "evidence"]
    first = rows[0]["evidence"][0]  # type: ignore[index]  # a list
    assert set(first) == {"proposition", "bits", "detail"}
    assert isinstance(first["detail"], dict)


def test_csv_and_parquet_say_the_same(lake: Lake, tmp_path: Path) -> None:
    rows = exported(lake, "profiles")
    for format_ in ("csv", "parquet"):
        out = tmp_path / f"out.{format_}"
        result = vigie(lake, "export", "profiles", "--format", format_, "--out", str(out))
        assert result.exit_code == 0, result.output
    with (tmp_path / "out.csv").open() as file:
        as_csv = list(csv.DictReader(file))
    assert [row["profile_id"] for row in as_csv] == [row["profile_id"] for row in rows]
    assert json.loads(as_csv[0]["ads"]) == rows[0]["ads"]
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == rows


def test_parquet_without_a_file_is_wrong_use(lake: Lake) -> None:
    result = vigie(lake, "export", "links", "--format", "parquet")
    assert isinstance(result.exception, Problem)
    assert result.exception.exit_code == 2


def test_an_explanation_reads_like_a_report(lake: Lake) -> None:
    result = vigie(lake, "explain", profile_of(lake, "a1"))
    assert result.exit_code == 0, result.output
    for words in (
        "3 ads",
        "Both advertise the same phone number: +12125550101",
        "3 accounts have it",
        "used 2026-01-05 and 2026-01-06",
        "What would split it",
        "weakest bridge",
        "Founded 2026-03-01 on ad site/a1",
    ):
        assert words in result.stdout
    assert not {"suspected", "victim"} & set(result.stdout.lower().split())


def test_an_explanation_as_json_has_each_sentence(lake: Lake) -> None:
    result = vigie(lake, "explain", "site/a2", "--json")
    told = json.loads(result.stdout)
    assert told["profile_id"] == profile_of(lake, "a1")
    sentences = {one["sentence"] for row in told["links"] for one in row["evidence"]}
    assert "Both advertise the same phone number." in sentences
    assert len(told["weakest"]["sides"]) == 2


def test_between_two_ads_of_one_profile(lake: Lake) -> None:
    result = vigie(lake, "explain", "--between", "site/a1", "site/a3")
    assert "Both are in profile" in result.stdout
    assert "same e-mail address" in result.stdout


def test_between_two_ads_that_nothing_joins(lake: Lake) -> None:
    result = vigie(lake, "explain", "--between", "site/a1", "site/c1")
    assert "different profiles" in result.stdout
    assert "No link between these two ads weighs enough" in result.stdout


@pytest.mark.parametrize("words", [[], ["P1", "--between", "x", "y"]])
def test_explain_wants_one_thing(lake: Lake, words: list[str]) -> None:
    result = vigie(lake, "explain", *words)
    assert isinstance(result.exception, Problem)
    assert result.exception.exit_code == 2


def test_a_judgement_survives_every_run_and_splits(lake: Lake) -> None:
    said = vigie(
        lake, "judge", "different", "site/a1", "site/a2", "--by", "ann", "--because", "met"
    )
    assert said.exit_code == 0, said.output
    before = profile_of(lake, "b1")
    make_run(lake, market())
    make_run(lake, market())
    assert profile_of(lake, "a1") != profile_of(lake, "a2")
    assert profile_of(lake, "b1") == before
    told = vigie(lake, "explain", profile_of(lake, "a1")).stdout
    assert "ann: site/a1 and site/a2 are different; met" in told


def test_undo_takes_the_word_back(lake: Lake) -> None:
    words = ("site/a1", "site/a2", *BY_ANN)
    vigie(lake, "judge", "different", *words)
    undone = vigie(lake, "judge", "different", *words, "--undo")
    assert undone.exit_code == 0, undone.output
    make_run(lake, market())
    assert profile_of(lake, "a1") == profile_of(lake, "a2")
    assert len(lake.judgements()) == 2
    again = vigie(lake, "judge", "different", *words, "--undo")
    assert isinstance(again.exception, Problem)


def test_profiles_are_judged_by_the_ads_that_found_them(lake: Lake) -> None:
    one, other = profile_of(lake, "a1"), profile_of(lake, "b1")
    said = vigie(
        lake, "judge", "same", one, other, "--by", "ann", "--because", "one flat", "--json"
    )
    assert json.loads(said.stdout)["left"] == "site/a1"
    make_run(lake, market())
    merged = profile_of(lake, "a1")
    assert merged == profile_of(lake, "b2")
    gone = ({one, other} - {merged}).pop()
    assert f"asked for as {gone}" in vigie(lake, "explain", gone).stdout
    assert "a person put them together" in vigie(lake, "explain", merged).stdout


def test_people_who_disagree_are_told(lake: Lake) -> None:
    vigie(lake, "judge", "same", "site/a1", "site/b1", "--by", "ann", "--because", "x")
    said = vigie(lake, "judge", "different", "site/b1", "site/a1", "--by", "ben", "--because", "y")
    assert "disputed" in said.stdout
    make_run(lake, market())
    assert "People disagree" in vigie(lake, "explain", "site/b1").stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("site/a1", "site/nobody", "--by", "ann", "--because", "x"), 1),
        (("site/a1", "site/a1", "--by", "ann", "--because", "x"), 2),
        (("site/a1", "site/a2", "--by", " ", "--because", "x"), 2),
    ],
)
def test_a_judgement_that_cannot_be_meant(lake: Lake, words: tuple[str, ...], code: int) -> None:
    result = vigie(lake, "judge", "same", *words)
    assert isinstance(result.exception, Problem)
    assert result.exception.exit_code == code
    assert lake.judgements() == ()
