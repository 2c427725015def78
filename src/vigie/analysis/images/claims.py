"""What is claimed of two pictures, and how often it would be claimed of two that share nothing.

Three claims: the same photograph (the whole picture's hash), the same photograph altered (a part's
hash, a turned one's, or places that agree over the whole overlap), the same scene (places that
agree more loosely, as in another photograph of the place). Both stages speak in one measure: the
rate at which pairs of unrelated pictures reach a score, measured and kept in `rates.csv`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.matching import ALTERED, SAME_FILE, SAME_PHOTOGRAPH, Likeness
from vigie.analysis.images.verifying import FEWEST, Evidence, Spread

SAME_SCENE = "same scene"
WORTH_SHOWING = 1e-6
"""Of a pair of unrelated pictures: only what is rarer is shown."""
LEAST_COVERED = 0.2
"""The part of the predicted overlap that agreeing places cover in one photograph."""
MOST_AGAINST, MOST_AGAINST_AMONG_FEW = 0.6, 0.35
MOST_AGAINST_IF_COMMON, MOST_AGAINST_IF_PARTLY = 0.15, 0.25
"""The part of the overlap that may contradict: more where the places are the picture's own."""
OWN, COMMON = 0.95, 0.6
"""Places are its own where their weight is so much of their number: hardly any other picture has
them. Those of an application's screen are found in others, or more than once in one. In between the
part that may contradict grows with the weight, but not to that of its own: a screen that two others
share has a weight of 0.94 a place, and 0.3 of it contradicts.
"""
FEW = 50
"""Among fewer pictures nothing is known to be common."""
LOOSER = 1.5
"""In another photograph of the scene so many times as many places agree loosely as closely."""
SCENE_FEWEST, SCENE_COVERED = 20, 0.6

Curve = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, empty where none is made.

    `how` also names the way; `rate` is that of false matches a pair, `score` 0 to 1 grows as the
    rate falls: one half at one in a million, 1 at one in a million million.
    """

    how: str
    rate: float

    @property
    def score(self) -> float:
        """How sure the claim is, 0 to 1."""
        return round(float(np.clip(-np.log10(max(self.rate, 1e-12)) / 12, 0, 1)), 4)

    @property
    def is_scene(self) -> bool:
        """Whether the claim is that of another photograph of the place."""
        return self.how.startswith(SAME_SCENE)

    @property
    def is_shown(self) -> bool:
        """Whether there is a claim, rare enough among unrelated pairs to be shown."""
        return bool(self.how) and self.rate <= WORTH_SHOWING


@cache
def rates() -> dict[str, Curve]:
    """For each stage its scores, ascending, and the rate of unrelated pairs that reach them."""
    lines = (files(__package__) / "rates.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    found: dict[str, Curve] = {}
    for stage in dict.fromkeys(row["stage"] for row in rows):
        pairs = sorted((float(r["score"]), float(r["rate"])) for r in rows if r["stage"] == stage)
        found[stage] = (np.array([a for a, _ in pairs]), np.array([b for _, b in pairs]))
    return found


def rate_of(stage: str, score: float) -> float:
    """The rate of unrelated pairs that reach a score: between the table's rows by logarithms."""
    scores, known = rates()[stage]
    return float(10 ** np.interp(score, scores, np.log10(known)))


def by_hash(like: Likeness) -> Claim:
    """What a hash within 31 bits says; that two files are one is not measured but known."""
    if like.how == SAME_FILE:
        return Claim(SAME_FILE, 1e-12)
    rate = rate_of("hash", 256 - like.distance)
    if like.how == SAME_PHOTOGRAPH:
        return Claim(f"{SAME_PHOTOGRAPH}: hash", rate)
    way = "hash of a part" if like.rectangle else "hash"
    turned = "" if like.orientation == "upright" else f", {like.orientation.replace('_', ' ')}"
    return Claim(f"{ALTERED}: {way}{turned}", rate)


def by_places(found: Evidence, among: int) -> Claim:
    """What the places that agree say, where so many pictures were looked through."""
    way = "places, mirrored" if found.is_mirrored else "places"
    if may_be_one(found, among):
        return Claim(f"{ALTERED}: {way}", rate_of("places", found.close.score))
    if may_be_scene(found):
        return Claim(f"{SAME_SCENE}: {way}", rate_of("scene", found.loose.score))
    return Claim("", 1.0)


def may_be_one(found: Evidence, among: int) -> bool:
    """Whether the places lie as in one photograph: spread, close, and little against it."""
    close = found.close
    if close.points < FEWEST or close.covered < LEAST_COVERED or _is_bent(found):
        return False
    return close.against <= _most_against(close, among)


def may_be_scene(found: Evidence) -> bool:
    """Whether the places lie as in another photograph of the scene: spread, and not quite right."""
    loose = found.loose
    spread = loose.points >= SCENE_FEWEST and loose.covered >= SCENE_COVERED
    return spread and _is_bent(found) and loose.weight >= OWN * loose.points


def _is_bent(found: Evidence) -> bool:
    return found.loose.points > LOOSER * found.close.points


def _most_against(close: Spread, among: int) -> float:
    most = MOST_AGAINST if among >= FEW else MOST_AGAINST_AMONG_FEW
    share = close.weight / close.points
    if share >= OWN:
        return most
    own = max(0.0, share - COMMON) / (OWN - COMMON)
    grown = MOST_AGAINST_IF_COMMON + own * (most - MOST_AGAINST_IF_COMMON)
    return min(grown, MOST_AGAINST_IF_PARTLY)
