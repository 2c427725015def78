"""The second and third authors' cases are labelled exactly, split by their rule, and unchanged."""

import base64
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import phonenumbers
import pytest

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "benchmarks" / "identifier_cases"
PARTS = ("second_development", "second_aside")
THIRD = "third"
FEWEST = 20


def cases(part: str) -> list[dict[str, Any]]:
    header, *lines = (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").split("\n")
    assert header.startswith("#")
    return [json.loads(line) for line in lines if line]


BOTH = [(part, case) for part in PARTS for case in cases(part)]
ALL = BOTH + [(THIRD, case) for case in cases(THIRD)]


def test_every_trick_and_kind_has_its_cases() -> None:
    counted = Counter((case["kind"], case["trick"]) for _, case in BOTH)
    assert len(counted) > 45
    assert {row: n for row, n in counted.items() if n < FEWEST} == {}


def test_no_text_or_id_comes_twice() -> None:
    assert len({case["text"] for _, case in ALL}) == len(ALL)
    assert len({case["id"] for _, case in ALL}) == len(ALL)


def test_the_split_follows_the_id() -> None:
    for part, case in BOTH:
        third = hashlib.sha256(case["id"].encode()).digest()[0] % 3 == 0
        assert part == PARTS[not third], case["id"]


def test_a_span_lies_in_its_text_and_has_an_expectation() -> None:
    for _, case in ALL:
        assert [e.partition(":")[0] for e in case["expect"]] == [k for k, _, _ in case["spans"]]
        for _, start, end in case["spans"]:
            surface = case["text"][start:end]
            assert surface, case["id"]
            assert surface == surface.strip(), case["id"]


@pytest.mark.parametrize("trick", ["", "bracketed", "spaced", "punctuation_between", "full_width"])
def test_the_digits_of_a_number_are_those_of_its_span(trick: str) -> None:
    wrong, right = [], 0
    for _, case in ALL:
        if case["kind"] != "phone" or case["trick"] != trick:
            continue
        for value, (_, start, end) in zip(case["expect"], case["spans"], strict=True):
            surface = case["text"][start:end]
            if value.startswith("phone:") and not any(c.isalpha() for c in surface):
                digits = "".join(str(int(c)) for c in surface if c.isdecimal())
                right += digits.endswith(value[-7:])
                wrong += [] if digits.endswith(value[-7:]) else [case["id"]]
    assert wrong == []
    assert right >= FEWEST


def test_every_number_is_possible() -> None:
    numbers = [e[6:] for _, case in ALL for e in case["expect"] if e.startswith("phone:")]
    assert len(numbers) > 500
    assert [n for n in numbers if not phonenumbers.is_possible_number(phonenumbers.parse(n))] == []


def test_onion_checksums() -> None:
    onions = [e[6:] for _, case in ALL for e in case["expect"] if e.startswith("onion:")]
    assert len(onions) > 10
    for onion in onions:
        raw = base64.b32decode(onion.removesuffix(".onion").upper())
        key, checksum, version = raw[:32], raw[32:34], raw[34:]
        assert version == b"\x03"
        assert checksum == hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]


def test_nobody_young_is_in_a_case() -> None:
    ages = [int(e[4:]) for _, case in ALL for e in case["expect"] if e.startswith("age:")]
    assert ages
    assert min(ages) >= 18


@pytest.mark.parametrize(
    ("part", "page"),
    [("second_aside", "0028-a-second-author.md"), (THIRD, "0027-a-third-author.md")],
)
def test_a_part_set_aside_is_unchanged(part: str, page: str) -> None:
    digest = hashlib.sha256((FOLDER / f"{part}.jsonl").read_bytes()).hexdigest()
    assert digest in (ROOT / "docs" / "decisions" / page).read_text(encoding="utf-8")
