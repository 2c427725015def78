"""The worlds of `vigie.world` as the tables that triage reads, with the true parties as profiles.

What linking and extraction get wrong is kept out: here only triage is tried. Mentions are what the
ads truly say; texts are grouped by the stage that the pipeline runs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from vigie.analysis.texts.stage import prints_table, templates_table
from vigie.analysis.triage import TriageTables
from vigie.records.progress import Silence
from vigie.world.build import Order, build_world
from vigie.world.habits import Habits
from vigie.world.truth.reading import read_truth


@dataclass(frozen=True)
class World:
    """The tables of a world, and for each question of which parties the answer is yes."""

    tables: TriageTables
    truth: Mapping[str, Mapping[str, bool]]


def build(folder: Path, seed: int, ads: int, habits: Habits | None = None) -> World:
    """The world of a seed, made in `folder`."""
    build_world(Order(ads=ads, seed=seed, habits=habits or Habits()), folder, Silence())
    return read(folder)


def read(folder: Path) -> World:
    """A world that stands in a folder."""
    told = read_truth(folder)
    with (folder / "ads.jsonl").open(encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [_ad(json.loads(line)) for line in lines]
    ads = pa.Table.from_pylist(rows)
    members = pa.table({"profile_id": [told.party[row["ad_id"]] for row in rows],
                        "ad_id": [row["ad_id"] for row in rows]})  # fmt: skip
    blank = TriageTables(members, ads)
    mentions = pa.Table.from_pylist(
        [_mention(ad, said) for ad, listed in told.mentions() for said in listed],
        blank.mentions.schema,
    )
    templates = templates_table(prints_table(ads))
    truth = {
        "trafficking": {told.party[ad]: yes for ad, yes in told.trafficking.items()},
        "minor": {told.party[ad]: yes for ad, yes in told.minor.items()},
    }
    return World(TriageTables(members, ads, mentions, templates), truth)


def _ad(row: Mapping[str, Any]) -> dict[str, object]:
    return {
        "ad_id": f"{row['source']}/{row['native_id']}", "version": "1", "source": row["source"],
        "posted_at": datetime.fromisoformat(str(row["posted_at"])), "title": row.get("title", ""),
        "text": row.get("text", ""), "location": row.get("location", ""),
        "images": [str(image) for image in row.get("images", [])],
    }  # fmt: skip


def _mention(ad: str, said: Mapping[str, Any]) -> dict[str, object]:
    return {
        "ad_id": ad, "version": "1", "kind": said["kind"], "value": said["value"],
        "trick": said["trick"], "detail": json.dumps(said["detail"], sort_keys=True),
    }  # fmt: skip
