"""Reading what is true of a world from its folder."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vigie.records.problem import Problem


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a world's ads, by ad_id.

    `party` is who is behind an ad, `kind` what kind of party; `trafficking` and `minor` are the
    answers to triage's two questions.
    """

    folder: Path
    party: dict[str, str] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    trafficking: dict[str, bool] = field(default_factory=dict)
    minor: dict[str, bool] = field(default_factory=dict)

    def mentions(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Each ad_id with the identifiers that the ad truly mentions, in the ads' order."""
        for row in _rows(self.folder / "truth" / "mentions.jsonl"):
            yield row["ad_id"], row["mentions"]

    def pictures(self) -> Iterator[dict[str, Any]]:
        """Each picture: its path, ad, photograph, scene, edits, and whether it is stock."""
        return _rows(self.folder / "truth" / "pictures.jsonl")

    def cast(self) -> Iterator[dict[str, Any]]:
        """Each party with its persons, cues and traits, in the order in which they came."""
        return _rows(self.folder / "truth" / "cast.jsonl")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_truth(folder: Path) -> Truth:
    """The truth of the world in the folder; a Problem where the folder holds none."""
    truth = Truth(folder)
    path = folder / "truth" / "parties.jsonl"
    try:
        for row in _rows(path):
            ad = row["ad_id"]
            truth.party[ad] = row["party"]
            truth.kind[ad] = row["kind"]
            truth.trafficking[ad] = row["trafficking"]
            truth.minor[ad] = row["minor"]
    except OSError as error:
        remedy = "name a folder that `vigie world` wrote"
        raise Problem(f"no truth: {error.strerror}", where=str(path), remedy=remedy) from error
    return truth
