"""The kinds of party, and how each behaves: the tables of words/kinds.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vigie.world.dice import Dice, Weighted
from vigie.world.habits import Habits

CUES = (
    "trust",
    "youth",
    "inside",
    "other_number",
    "always",
    "own_site",
    "reviews",
    "screening",
    "local",
    "habits_i",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of party. Pairs are smallest and largest; the rest are probabilities."""

    name: str
    ads: tuple[int, int]
    days: tuple[int, int]
    persons: tuple[int, int]
    perspective: Weighted
    posting: Weighted
    stay: tuple[int, int]
    phone_days: float
    cues: dict[str, float]
    traits: dict[str, float]


@cache
def _tables() -> dict[str, Any]:
    text = (files("vigie.world") / "words" / "kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def kinds(habits: Habits) -> dict[str, Kind]:
    """The kinds by name, their cues blurred by the habits' `cue_noise`."""
    tables, noise = _tables(), habits.cue_noise
    usual = tables["independent"]
    found = {}
    for name, table in tables.items():
        whole = table if name != "minor" else _over(tables["controlled"], table)
        if name in ("controlled", "minor"):
            whole = whole | {
                part: {
                    key: value * (1 - noise) + usual[part].get(key, 0.0) * noise
                    for key, value in whole[part].items()
                }
                for part in ("cues", "traits")
            }
        found[name] = _kind(name, whole)
    return found


def _over(below: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    return below | {part: below[part] | table[part] for part in table}


def _kind(name: str, table: dict[str, Any]) -> Kind:
    return Kind(
        name,
        ads=_pair(table["ads"]),
        days=_pair(table["days"]),
        persons=_pair(table["persons"]),
        perspective=Weighted(table["perspective"]),
        posting=Weighted(table["posting"]),
        stay=_pair(table["stay"]),
        phone_days=float(table["phone_days"]),
        cues=table["cues"],
        traits=table["traits"],
    )


def _pair(values: list[int]) -> tuple[int, int]:
    return values[0], values[1]


def mixture(habits: Habits) -> Weighted:
    """How often each kind is met among parties."""
    controlled = habits.controlled_share
    rest = {
        "minor": controlled * habits.minor_share,
        "controlled": controlled * (1 - habits.minor_share),
        "agency": habits.agency_share,
        "venue": habits.venue_share,
        "duo": habits.duo_share,
        "spam": habits.spam_share,
    }
    alone = max(0.0, 1 - sum(rest.values()))
    rest["touring"] = alone * habits.touring_share
    rest["independent"] = alone * (1 - habits.touring_share)
    return Weighted(rest)


def held(table: dict[str, float], dice: Dice) -> frozenset[str]:
    """Which of the table's names come true, each with its own probability."""
    return frozenset([name for name, chance in table.items() if dice.chance(chance)])
