"""`vigie judge`, `vigie explain`, `vigie export` over a small lake."""

import csv
import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.small_lake import exported, make_run, market, vigie
from vigie.lake import Lake
from vigie.records import Problem

BY_ANN = ("--by", "ann", "--because", "met")


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
    assert "What they share, and what speaks against" in result.stdout
    assert "Both advertise phone numbers and none is the same" in result.stdout
    assert "Nothing that they share speaks for one party" in result.stdout
    told = json.loads(vigie(lake, "explain", "--between", "site/a1", "site/c1", "--json").stdout)
    assert told["link"] is None
    assert told["compared"]["bits"] < 0


@pytest.mark.parametrize(("other", "code"), [("site/a1", 2), ("site/nobody", 1)])
def test_between_what_is_not_two_ads(lake: Lake, other: str, code: int) -> None:
    result = vigie(lake, "explain", "--between", "site/a1", other)
    assert isinstance(result.exception, Problem)
    assert result.exception.exit_code == code
    assert result.exception.remedy


def test_an_ad_that_changed_is_told_with_its_versions(lake: Lake) -> None:
    (ad,) = (row for row in lake.read("ads").to_pylist() if row["ad_id"] == "site/c1")
    changed = {**ad, "version": "f" * 32, "title": "changed"}
    lake.add("ads", pa.Table.from_pylist([changed], schema=lake.read("ads").schema))
    told = vigie(lake, "explain", "site/c1").stdout
    assert "(2 versions, the newest shown)" in told
    assert "versions" not in vigie(lake, "explain", "site/a1").stdout


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
    assert "taken back: site/a1 and site/a2: different, said by ann" in undone.stdout
    make_run(lake, market())
    assert profile_of(lake, "a1") == profile_of(lake, "a2")
    assert len(lake.judgements()) == 2
    told = vigie(lake, "explain", "--between", "site/a1", "site/a2").stdout
    assert "are different; met (replaced since)\n" in told
    assert "cannot be told; met\n" in told
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


def test_a_word_of_two_lines_is_kept_on_one(lake: Lake) -> None:
    vigie(lake, "judge", "same", "site/a1", "site/a2", "--by", "ann\nb", "--because", "x\n  y")
    (said,) = lake.judgements()
    assert (said.by, said.because) == ("ann b", "x y")


def test_what_would_split_a_profile_can_be_typed(lake: Lake) -> None:
    told = vigie(lake, "explain", "site/a1").stdout
    (line,) = (line for line in told.splitlines() if "would do it" in line)
    words = line.split("`")[1].replace("NAME", "ann").replace("WHY", "met").split()
    assert vigie(lake, *words[1:]).exit_code == 0


def test_explain_names_what_its_bits_come_from(lake: Lake) -> None:
    run = lake.needed_run()
    told = json.loads(vigie(lake, "explain", "--between", "site/a1", "site/a3", "--json").stdout)
    assert told["made_by"]["run"] == run.run_id
    weights = json.dumps(run.manifest["outcome"]["linking_weights"], sort_keys=True).encode()
    assert told["made_by"]["weights"] == hashlib.sha256(weights).hexdigest()[:12]
    shown = vigie(lake, "explain", "site/a1").stdout
    assert f"Made by run {run.run_id}, " in shown
    assert told["made_by"]["weights"] in shown
