import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from vigie.analysis.triage import SCHEMA, TriageTables, registry_model, triage
from vigie.analysis.triage.abstaining import NO_CONTACT, NO_LANGUAGE, SINGLE
from vigie.lake.schemas import from_table, schema_of
from vigie.records import Finding

from datetime import UTC  # isort: skip

AS_OF = datetime(2030, 1, 1, tzinfo=UTC)
TEL, OTHER = "+33199000101", "+33199000102"
CONTROL: dict[str, Any] = {
    "text": "She is young. We are here, trust me, call the driver available.", "phone": TEL,
    "hidden": ("phone",),
}  # fmt: skip
OWN: dict[str, Any] = {
    "text": "I am independent. By appointment only, references required, read my reviews.",
    "phone": OTHER, "name": "eve", "age": 34, "url": "eve.example",
}  # fmt: skip
CONTROLLED = [
    CONTROL | {"name": name, "day": day, "template": "T"}
    for day, name in enumerate(("ana", "bea", "cleo", "dina"))
]
INDEPENDENT = [OWN | {"day": day} for day in (0, 200, 340)]
PLAIN = [{"text": "You are at the place.", "phone": "+33199000103", "day": day} for day in (0, 9)]
Find = Callable[[Any], list[dict[str, Any]]]


@pytest.fixture
def parties() -> dict[str, Any]:
    return {"P2": CONTROLLED, "P1": INDEPENDENT, "P3": PLAIN, "P4": [CONTROL]}


def test_control_ranks_above_nothing_and_nothing_above_independent_work(
    parties: dict[str, Any], scene: Any, find: Find
) -> None:
    found = find(scene(parties))
    assert [row["profile_id"] for row in found] == ["P2", "P3", "P1", "P4"]
    assert [row["rank"] for row in found] == [1, 2, 3, 4]


def test_findings_are_the_lakes_records(parties: dict[str, Any], scene: Any) -> None:
    found = triage(scene(parties).tables(), registry_model(), AS_OF)
    assert found.schema == SCHEMA == schema_of(Finding)
    first = from_table(Finding, found)[0]
    assert first.trafficking.low < first.trafficking.probability < first.trafficking.high
    assert {reason.question for reason in first.reasons} == {"trafficking", "minor"}


def test_reasons_speak_for_and_against_and_name_their_ads(scene: Any, find: Find) -> None:
    mixed = [CONTROL | {"name": "ana"}, OWN | {"phone": TEL}, OWN | {"phone": TEL}]
    reasons = find(scene({"P1": mixed}))[0]["reasons"]
    bits = {reason["indicator"]: reason["bits"] for reason in reasons}
    assert bits["youth_language"] > 0 > bits["own_terms"]
    shown = {reason["indicator"]: reason["ads"] for reason in reasons}
    assert shown["own_terms"] == ["site/P1-001", "site/P1-002"]
    said = {reason["indicator"]: reason["sentence"] for reason in reasons}
    assert said["youth_language"] == "1 of 3 ads stress youth (“young”)"


def test_the_bits_of_the_reasons_and_the_base_rate_make_the_probability(
    parties: dict[str, Any], scene: Any, find: Find
) -> None:
    for row in find(scene(parties)):
        for question in ("trafficking", "minor"):
            bits = registry_model().weights[question].prior + sum(
                reason["bits"] for reason in row["reasons"] if reason["question"] == question
            )
            assert row[question]["probability"] == pytest.approx(1 / (1 + 2**-bits), abs=0.02)


def test_each_kind_of_thin_evidence_abstains(scene: Any, find: Find) -> None:
    thin = {
        "P1": [CONTROL], "P2": [{"text": "You are at the place."}] * 2,
        "P3": [{"text": "Добрый день", "title": "", "phone": OTHER}] * 2,
    }  # fmt: skip
    said = {row["profile_id"]: row["abstained"] for row in find(scene(thin))}
    assert said == {"P1": SINGLE, "P2": NO_CONTACT, "P3": NO_LANGUAGE}


def test_a_known_picture_is_read_however_thin_the_rest(scene: Any, find: Find) -> None:
    parties, known = {"P1": [{"images": ("k",)}], "P2": CONTROLLED}, frozenset({"k"})
    found = find(scene(parties, known_images=known))
    assert {row["profile_id"]: row["abstained"] for row in found}["P1"] == ""
    first = find(scene(parties, known_images=known, minor_images=known))[0]
    assert (first["profile_id"], first["abstained"]) == ("P1", "")


def test_the_two_questions_are_never_mixed(parties: dict[str, Any], scene: Any) -> None:
    tables = scene(parties).tables()
    model = registry_model()
    minor = model.weights["minor"]
    louder = replace(model, weights=dict(model.weights) | {"minor": replace(minor, prior=9.0)})
    plain, loud = (triage(tables, each, AS_OF).sort_by("profile_id") for each in (model, louder))
    assert plain.column("trafficking") == loud.column("trafficking")
    assert plain.column("minor") != loud.column("minor")


def test_the_machine_accuses_nobody(parties: dict[str, Any], scene: Any, find: Find) -> None:
    text = json.dumps(find(scene(parties)))
    assert not re.search(r"suspect|victim", text, re.IGNORECASE)


def test_the_order_and_the_chunks_of_the_input_change_nothing(
    parties: dict[str, Any], scene: Any
) -> None:
    tables = scene(parties).tables()
    expected = triage(tables, registry_model(), AS_OF)
    for seed in range(3):
        mixed = _shuffled(tables, np.random.default_rng(seed))
        assert triage(mixed, registry_model(), AS_OF).equals(expected)


def _shuffled(tables: TriageTables, random: np.random.Generator) -> TriageTables:
    def mix(table: pa.Table) -> pa.Table:
        mixed = table.take(random.permutation(table.num_rows))
        half = table.num_rows // 2
        return pa.concat_tables([mixed.slice(0, half), mixed.slice(half)])

    held = {name: mix(part) for name, part in vars(tables).items() if isinstance(part, pa.Table)}
    return TriageTables(**vars(tables) | held)


def test_ads_after_the_moment_asked_for_are_not_seen(scene: Any) -> None:
    tables = scene({"P1": CONTROLLED}).tables()
    early = datetime(2025, 1, 2, 18, tzinfo=UTC)
    row = triage(tables, registry_model(), early).to_pylist()[0]
    assert {ad for reason in row["reasons"] for ad in reason["ads"]} == {
        "site/P1-000",
        "site/P1-001",
    }


def test_nothing_in_gives_nothing_out(scene: Any) -> None:
    assert triage(scene({}).tables(), registry_model(), AS_OF).num_rows == 0


def test_a_profile_whose_ads_are_not_there_abstains(scene: Any, find: Find) -> None:
    given = scene({"P1": CONTROLLED, "P2": PLAIN}).tables()
    gone = replace(given, ads=given.ads.slice(0, 4))
    rows = triage(gone, registry_model(), AS_OF + timedelta(days=1)).to_pylist()
    assert [row["profile_id"] for row in rows] == ["P1", "P2"]
    assert rows[1]["abstained"]
