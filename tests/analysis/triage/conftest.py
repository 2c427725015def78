"""Small scenes of parties and their ads, written by hand, as the tables that triage reads."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from vigie.analysis.triage import TriageTables, registry_model, triage
from vigie.analysis.triage.scoring import measure, view_of
from vigie.analysis.triage.signals import Signal
from vigie.lake.schemas import schema_of
from vigie.records import Ad

START = datetime(2025, 1, 1, tzinfo=UTC)
AS_OF = datetime(2030, 1, 1, tzinfo=UTC)
KINDS = ("name", "phone", "email", "handle", "url", "age", "height")


@dataclass
class Scene:
    """Parties by id, each a list of ads; an ad is a mapping of what differs from a plain one.

    An ad's keys: text, day (since the start), hour, place, site, images, template, hidden (kinds
    written so that programs miss them), rate (amount), and the kinds of mention by name.
    """

    parties: Mapping[str, Sequence[Mapping[str, Any]]]
    links: Sequence[tuple[str, str, float]] = ()
    cases: Sequence[tuple[str, str]] = ()
    known_images: frozenset[str] = frozenset()
    minor_images: frozenset[str] = frozenset()
    versions: int = field(default=1)

    def tables(self) -> TriageTables:
        ads, members, mentions, templates = [], [], [], []
        for party, listed in self.parties.items():
            for number, given in enumerate(listed):
                ad_id = f"{given.get('site', 'site')}/{party}-{number:03}"
                members.append({"profile_id": party, "ad_id": ad_id})
                ads.append(_ad(ad_id, given))
                mentions += _mentions(ad_id, given)
                if "template" in given:
                    templates.append(
                        {"ad_id": ad_id, "version": "v1", "template": given["template"]}
                    )
        shape = TriageTables(pa.table({}), pa.table({}))
        return TriageTables(
            pa.Table.from_pylist(
                members, pa.schema([("profile_id", pa.string()), ("ad_id", pa.string())])
            ),
            pa.Table.from_pylist(ads, schema_of(Ad)),
            pa.Table.from_pylist(mentions, shape.mentions.schema),
            pa.Table.from_pylist(templates, shape.templates.schema),
            pa.Table.from_pylist([_link(*link) for link in self.links], shape.links.schema),
            pa.Table.from_pylist(
                [{"ad_id": ad, "question": question} for ad, question in self.cases],
                shape.cases.schema,
            ),
            self.known_images,
            self.minor_images,
        )


def _ad(ad_id: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ad_id": ad_id, "version": "v1", "native_id": ad_id,
        "source": ad_id.split("/", maxsplit=1)[0],
        "posted_at": START + timedelta(days=given.get("day", 0), hours=given.get("hour", 12)),
        "title": given.get("title", "Hello"), "text": given.get("text", "You are at the place."),
        "location": given.get("place", "Lyon, FR"), "images": list(given.get("images", ())),
    }  # fmt: skip


def _mentions(ad_id: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = [
        _mention(ad_id, kind, str(given[kind]), "spaced" if kind in given.get("hidden", ()) else "")
        for kind in KINDS
        if kind in given
    ]
    if "," in given.get("place", ""):
        city, country = given["place"].split(", ")
        found.append(_mention(ad_id, "place", city, "", {"city": city, "country": country}))
    if "rate" in given:
        detail = {"amount": given["rate"], "currency": "EUR", "minutes": 60}
        found.append(_mention(ad_id, "rate", str(given["rate"]), "", detail))
    return found


def _mention(
    ad_id: str, kind: str, value: str, trick: str, detail: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    return {"ad_id": ad_id, "version": "v1", "kind": kind, "value": value, "trick": trick,
            "detail": json.dumps(detail or {}, sort_keys=True)}  # fmt: skip


def _link(left: str, right: str, bits: float) -> dict[str, Any]:
    return {"left": left, "right": right, "bits": bits, "probability": 1 / (1 + 2**-bits)}


@pytest.fixture
def find() -> Callable[[Scene], list[dict[str, Any]]]:
    """The findings of a scene, by the registry alone."""

    def run(scene: Scene) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = triage(scene.tables(), registry_model(), AS_OF).to_pylist()
        return found

    return run


@pytest.fixture
def signal() -> Callable[[Scene, str], Signal]:
    """One cue's signal over a scene."""

    def run(scene: Scene, cue: str) -> Signal:
        return measure(view_of(scene.tables()), registry_model())[0][cue]

    return run


@pytest.fixture
def scene() -> type[Scene]:
    """How a scene is written."""
    return Scene
