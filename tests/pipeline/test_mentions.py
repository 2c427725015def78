"""The mentions of batches: made once, and one text that takes too long costs one ad."""

from pathlib import Path

import pytest

from vigie.engines.workers import Bounds, Failure
from vigie.lake import Lake
from vigie.lake.schemas import to_table
from vigie.pipeline import mentions as stage
from vigie.records import Ad
from vigie.records.progress import Silence

BOUNDS = Bounds(processes=1)


def ads(*texts: str, source: str = "s") -> list[Ad]:
    return [
        Ad(f"{source}/{at:04}", "v", source, f"{at:04}", text=text, file="f", line=at + 1)
        for at, text in enumerate(texts)
    ]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path)


def test_mentions_come_from_every_batch_and_every_slice(lake: Lake) -> None:
    many = [f"call +1 202-555-01{at % 100:02}" for at in range(stage.SLICE + 20)]
    lake.add("ads", to_table(Ad, ads(*many)))
    lake.add("ads", to_table(Ad, ads("write to ada@example.org", source="t")))
    found = stage.mentions(lake, Silence(), BOUNDS).to_pylist()
    phones = [row["ad_id"] for row in found if row["kind"] == "phone"]
    assert phones == [f"s/{at:04}" for at in range(len(many))]
    assert [row["value"] for row in found if row["kind"] == "email"] == ["ada@example.org"]


def test_a_batch_is_read_once(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    lake.add("ads", to_table(Ad, ads("call +1 202-555-0143")))
    first = stage.mentions(lake, Silence(), BOUNDS)
    monkeypatch.setattr(stage, "_slices", lambda batches: iter([None for _ in batches]))
    assert stage.mentions(lake, Silence(), BOUNDS).equals(first)


def test_a_text_that_fails_costs_its_ad_alone_and_is_told(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake.add("ads", to_table(Ad, ads("call +1 202-555-0143", "a trap", "call +1 202-555-0144")))

    def trapped(_function: object, slices: object, _bounds: Bounds) -> object:
        for rows in slices:  # type: ignore[attr-defined]  # an iterator of tables
            trap = "a trap" in rows["text"].to_pylist()
            yield Failure("timeout", "over 30 seconds") if trap else stage.of_rows(rows)

    monkeypatch.setattr(stage, "run", trapped)
    found = stage.mentions(lake, Silence(), BOUNDS).to_pylist()
    assert {row["ad_id"] for row in found if row["kind"] == "phone"} == {"s/0000", "s/0002"}
    (told,) = lake.read("rejects").to_pylist()
    assert (told["line"], told["reason"]) == (2, "extraction_timeout")
