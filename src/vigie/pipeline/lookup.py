"""A picture looked for in the whole lake: by file, by hash, then by the places that agree."""

from dataclasses import asdict
from typing import Any

import numpy as np

from vigie.analysis.images.claims import Claim, by_places
from vigie.analysis.images.gathered import Query
from vigie.analysis.images.matching import alike, same_file
from vigie.analysis.images.pdq import MATCH
from vigie.analysis.images.verifying import gathered_evidence
from vigie.lake import Lake
from vigie.lake.pictureindex import PictureIndex, open_index, pictures_named
from vigie.lake.placeindex import open_places
from vigie.lake.schemas import from_table
from vigie.records import ImagePrint

Match = dict[str, Any]


def found_in(lake: Lake, query: Query) -> list[Match]:
    """The pictures worth showing: image_id, how, distance (bits; None where places found it alone),
    orientation, rectangle, points (places that agree; 0 where a hash found it).

    What a hash finds comes first. What places find in one picture holds of all that PDQ finds like
    it, for one of each has a local print.
    """
    index = open_index(lake)
    ids = same_file(query.look.print) | index.within(query.look.asked, MATCH)
    prints = from_table(ImagePrint, pictures_named(lake, ids))
    found = [{**asdict(one), "points": 0} for one in alike(query.look, prints)]
    held = {one["image_id"] for one in found}
    return found + [one for one in _by_places(lake, query, index) if one["image_id"] not in held]


def _by_places(lake: Lake, query: Query, index: PictureIndex) -> list[Match]:
    places = open_places(lake)
    if places is None:
        return []
    claimed: dict[str, tuple[Claim, int]] = {}
    for evidence in gathered_evidence(places.arrays, query.features):
        claim = by_places(evidence, len(places.arrays))
        if claim.is_shown:
            points = (evidence.loose if claim.is_scene else evidence.close).points
            for name in _like(lake, index, places.names[evidence.picture]):
                if name not in claimed or claim.rate < claimed[name][0].rate:
                    claimed[name] = claim, points
    order = sorted(claimed.items(), key=lambda item: (item[1][0].rate, -item[1][1], item[0]))
    nothing = {"distance": None, "orientation": "upright", "rectangle": None}
    return [
        {"image_id": name, "how": claim.how, **nothing, "points": points}
        for name, (claim, points) in order
    ]


def _like(lake: Lake, index: PictureIndex, image_id: str) -> set[str]:
    """A picture of the lake and all that PDQ finds like it."""
    (one,) = from_table(ImagePrint, pictures_named(lake, [image_id]))
    if len(one.pdq) != 64:
        return {image_id}
    mine = np.frombuffer(bytes.fromhex(one.pdq), np.uint8).reshape(1, 32)
    return {image_id} | index.within(mine, MATCH)
