"""What holds of every world."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from vigie.world.build import Order, build_world
from vigie.world.habits import HARSH, Habits
from vigie.world.lexicon import telephone_ranges

Rows = list[dict[str, object]]


def rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    build_world(Order(ads=2500, images=40, seed=3), folder)
    return folder


@pytest.fixture(scope="module")
def harsh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harsh")
    build_world(Order(ads=2000, seed=4, habits=HARSH), folder)
    return folder


def mentioned(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Every mention beside the text that it stands in."""
    ads = rows(folder / "ads.jsonl")
    for ad, entry in zip(ads, rows(folder / "truth" / "mentions.jsonl"), strict=True):
        assert entry["ad_id"] == f"{ad['source']}/{ad['native_id']}"
        whole = f"{ad['title']}\n{ad['text']}" if ad["title"] else str(ad["text"])
        for mention in entry["mentions"]:  # type: ignore[attr-defined]  # JSON
            yield whole, mention


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build_world(Order(ads=300, images=12, seed=11), tmp_path / name)
    build_world(Order(ads=300, images=12, seed=12), tmp_path / "c")
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert bytes_of(tmp_path / "a") != bytes_of(tmp_path / "c")


def test_as_many_ads_and_pictures_as_ordered(world: Path) -> None:
    ads = rows(world / "ads.jsonl")
    assert len(ads) == 2500
    named = [image for ad in ads for image in ad["images"]]  # type: ignore[attr-defined]  # JSON
    assert len(named) == len(set(named)) == 40
    assert all((world / image).is_file() for image in named)


def test_ads_come_in_order_of_time_and_have_ids_of_their_own(world: Path) -> None:
    ads = rows(world / "ads.jsonl")
    minutes = [str(ad["posted_at"])[:16] for ad in ads]
    assert minutes == sorted(minutes)
    assert all(str(ad["posted_at"]) < str(ad["collected_at"]) for ad in ads)
    assert len({(ad["source"], ad["native_id"]) for ad in ads}) == len(ads)


def test_every_mention_stands_where_the_truth_says(world: Path) -> None:
    kinds = set()
    for whole, mention in mentioned(world):
        spans: list[tuple[int, int]] = mention["spans"]  # type: ignore[assignment]  # JSON
        shown = [whole[begin:end] for begin, end in spans]
        assert mention["surface"] in shown
        kinds.add(mention["kind"])
    assert {"phone", "email", "handle", "url", "age", "rate", "place", "name", "date"} <= kinds


def test_a_plainly_written_number_has_the_digits_of_its_value(world: Path) -> None:
    phones = [mention for _, mention in mentioned(world) if mention["kind"] == "phone"]
    plain = [mention for mention in phones if not mention["trick"]]
    assert len(plain) > 1000
    for mention in plain:
        digits = re.sub(r"\D", "", str(mention["surface"])).lstrip("0")
        assert str(mention["value"]).endswith(digits)


def test_every_number_is_one_that_belongs_to_nobody(world: Path) -> None:
    prefixes = tuple(prefix for ranges in telephone_ranges().values() for prefix in ranges)
    numbers = {mention["value"] for _, mention in mentioned(world) if mention["kind"] == "phone"}
    assert len(numbers) > 100
    assert all(str(number).startswith(prefixes) for number in numbers)


def test_nobody_is_under_eighteen(world: Path) -> None:
    stated = [
        int(str(mention["value"])) for _, mention in mentioned(world) if mention["kind"] == "age"
    ]
    assert len(stated) > 500
    assert min(stated) >= 18
    written = re.compile(r"\b(1[0-7]|[0-9])\s*(years?|yrs?|y/?o|ans|años?)\b", re.IGNORECASE)
    for ad in rows(world / "ads.jsonl"):
        assert not written.search(f"{ad['title']}\n{ad['text']}")


def test_hidden_numbers_are_a_minority_and_of_many_kinds(world: Path) -> None:
    phones = [mention for _, mention in mentioned(world) if mention["kind"] == "phone"]
    hidden = [mention["trick"] for mention in phones if mention["trick"]]
    assert 0.03 < len(hidden) / len(phones) < 0.4
    assert len(set(hidden)) >= 12


def test_controlled_operations_are_a_minority_of_parties(world: Path) -> None:
    cast = rows(world / "truth" / "cast.jsonl")
    share = sum(bool(party["trafficking"]) for party in cast) / len(cast)
    assert 0 < share < 0.12
    assert all(party["trafficking"] for party in cast if party["minor"])


def test_in_the_harsh_world_no_number_comes_twice_and_half_the_ads_have_none(harsh: Path) -> None:
    owners: dict[str, set[str]] = {}
    with_number = set()
    for entry in rows(harsh / "truth" / "mentions.jsonl"):
        for mention in entry["mentions"]:  # type: ignore[attr-defined]  # JSON
            if mention["kind"] == "phone":
                owners.setdefault(mention["value"], set()).add(str(entry["ad_id"]))
                with_number.add(entry["ad_id"])
    assert all(len(ads) == 1 for ads in owners.values())
    assert 0.4 < len(with_number) / 2000 < 0.6


def test_habits_reach_the_world(tmp_path: Path) -> None:
    build_world(Order(ads=200, habits=Habits(controlled_share=0.5, days=3)), tmp_path)
    ads = rows(tmp_path / "ads.jsonl")
    assert str(ads[-1]["posted_at"]) < "2024-03-07"
    cast = rows(tmp_path / "truth" / "cast.jsonl")
    assert any(party["trafficking"] for party in cast)
