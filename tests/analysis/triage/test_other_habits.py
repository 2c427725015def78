"""The second synthetic world, of other habits: it is built here, and triage has to stand in it."""

import importlib.util
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from vigie.analysis.triage import registry_model, triage


@pytest.fixture(scope="module")
def habits() -> ModuleType:
    path = Path(__file__).parents[3] / "benchmarks" / "habits.py"
    spec = importlib.util.spec_from_file_location("other_habits", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["other_habits"] = module
    spec.loader.exec_module(module)
    return module


def test_the_registry_alone_finds_control_among_other_habits(habits: ModuleType) -> None:
    """Of the first fifty at least four times as many as among all; no rank by chance does that."""
    world = habits.build(900, parties=1500)
    found = triage(world.tables, registry_model(), datetime(2030, 1, 1, tzinfo=UTC))
    first = found["profile_id"].to_pylist()[:50]
    share = sum(world.truth.values()) / len(world.truth)
    assert sum(world.truth[name] for name in first) / 50 > 4 * share


def test_the_world_is_the_same_each_time_and_another_for_another_seed(habits: ModuleType) -> None:
    one, same, other = (habits.build(seed, parties=40) for seed in (1, 1, 2))
    assert one.tables.ads.equals(same.tables.ads)
    assert not one.tables.ads.equals(other.tables.ads)


def test_everybody_is_an_adult_and_every_number_is_fictional(habits: ModuleType) -> None:
    mentions = habits.build(3, parties=200).tables.mentions.to_pylist()
    assert min(int(said["value"]) for said in mentions if said["kind"] == "age") >= 20
    phones = [said["value"] for said in mentions if said["kind"] == "phone"]
    assert all(re.fullmatch(r"\+1\d{3}55501\d\d", phone) for phone in phones)
