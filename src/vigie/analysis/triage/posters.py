"""Missing-person posters beside profiles: candidates for a person to look at, never an assertion.

A poster moves no rank and enters no probability: it makes a list of its own, each entry with what
speaks for it and what against.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from vigie.analysis.triage.grouping import Floats, count, distinct, lowest
from vigie.analysis.triage.places import plain
from vigie.analysis.triage.signals.ages import stated_ages
from vigie.analysis.triage.view import UNKNOWN, View
from vigie.records import Reject

COLUMNS = ("id", "name", "age", "missing_since", "missing_from", "description", "picture")
# PDQ: at most 31 of 256 bits apart is the same photograph (Meta, 2019).
SAME_PICTURE = 31
PICTURE_BITS, PLACE_BITS, AGE_BITS, AFTER_BITS = 14.0, 2.0, 1.0, 0.5
OTHER_AGE_BITS, BEFORE_BITS = -1.5, -3.0
NAME_MOST_BITS = 8.0
LEAST_BITS = 4.0
YEAR = 365.25


@dataclass(frozen=True)
class Poster:
    """A missing person as a poster gives it. `pdq` is its picture's hash, empty without one.

    `age` is that at `missing_since`; None where the poster does not say.
    """

    poster_id: str
    name: str
    age: float | None
    missing_since: date
    missing_from: str
    description: str = ""
    pdq: str = ""


@dataclass(frozen=True)
class Candidate:
    """A profile to look at beside a poster, with the bits and the words for and against."""

    poster_id: str
    profile_id: str
    bits: float
    reasons: tuple[str, ...]


def read_poster(row: Mapping[str, Any], file: str, line: int) -> Poster | Reject:
    """The poster that a row states, but for its picture: name and missing_since are needed."""
    text = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    if not text["name"]:
        return Reject(file, line, "poster_without_name", "the poster names nobody")
    try:
        since = datetime.fromisoformat(text["missing_since"]).date()
    except ValueError:
        told = f"not a date (YYYY-MM-DD): {text['missing_since']}"
        return Reject(file, line, "poster_date", told)
    age = text["age"]
    if age and not (age.isdecimal() and 0 < int(age) < 120):
        return Reject(file, line, "poster_age", f"not an age in years: {age}")
    known = text["id"] or f"{plain(text['name'])} {since.isoformat()}"
    return Poster(known, text["name"], float(age) if age else None, since,
                  text["missing_from"], text["description"])  # fmt: skip


class Gallery:
    """The pictures of a run by their PDQ hashes, so that a poster's finds those near it."""

    def __init__(self, view: View, prints: Mapping[str, str]) -> None:
        rows, codes, names = view.pictures
        pairs = distinct(codes, view.profile[rows])
        hashes = [prints.get(name, "") for name in names]
        known = np.array([len(text) == 64 for text in hashes], bool)
        words = np.zeros((len(names), 4), np.uint64)
        for place in np.flatnonzero(known):
            words[place] = _words(hashes[place])
        kept = known[pairs[0]] if len(pairs[0]) else np.zeros(0, bool)
        self._words, self._profile = words[pairs[0][kept]], pairs[1][kept]
        self._size = view.profiles

    def nearest(self, pdq: str) -> Floats:
        """For each profile the fewest bits that a picture of its lies apart; 256 without one."""
        if len(pdq) != 64 or not len(self._profile):
            return np.full(self._size, 256.0)
        apart = np.bitwise_count(self._words ^ _words(pdq)).sum(axis=1).astype(np.float64)
        return lowest(self._profile, apart, self._size, 256.0)


def _words(pdq: str) -> np.ndarray:
    return np.array([int(pdq[at : at + 16], 16) for at in range(0, 64, 16)], np.uint64)


def candidates(poster: Poster, view: View, gallery: Gallery, most: int = 20) -> list[Candidate]:
    """The profiles that have enough in common with a poster, the weightiest first.

    Enough is the same picture, or a name with something beside it. Ages are what ads state and
    are often false: they move little.
    """
    parts = [
        _by_picture(poster, gallery), _by_name(poster, view), _by_place(poster, view),
        _by_age(poster, view), _by_date(poster, view),
    ]  # fmt: skip
    bits = np.sum([part[0] for part in parts], axis=0)
    anchored = (parts[0][0] > 0) | (parts[1][0] > 0)
    places = np.flatnonzero(anchored & (bits >= LEAST_BITS))
    order = places[np.lexsort((places, -np.round(bits[places], 6)))][:most]
    return [
        Candidate(
            poster.poster_id, view.profile_ids[int(place)].as_py(), round(float(bits[place]), 3),
            tuple(f"{worth[place]:+.1f} {said(int(place))}"
                  for worth, said in parts if worth[place]),
        )
        for place in order
    ]  # fmt: skip


Part = tuple[Floats, Any]


def _by_picture(poster: Poster, gallery: Gallery) -> Part:
    apart = gallery.nearest(poster.pdq)
    return np.where(
        apart <= SAME_PICTURE, PICTURE_BITS, 0.0
    ), lambda place: f"a picture {apart[place]:.0f} of 256 bits from the poster's"


def _by_name(poster: Poster, view: View) -> Part:
    """A shared first name says more the rarer it is."""
    names = view.mentions["name"]
    first = plain(poster.name).split()[:1]
    mine = np.array([plain(value).split()[:1] == first for value in names.values], bool)
    has = np.zeros(view.profiles, bool)
    if len(mine):
        has[names.profile[mine[names.code]]] = True
    rarity = np.log2(max(1, view.profiles) / max(1, int(has.sum())))
    return (
        np.where(has, min(NAME_MOST_BITS, max(0.5, float(rarity))), 0.0),
        lambda _: (
            f"the name {poster.name.split()[0]}, which {int(has.sum())} of {view.profiles} parties "
            "advertise"
        ),
    )


def _by_place(poster: Poster, view: View) -> Part:
    city = view.city_code(poster.missing_from)
    here = np.zeros(view.profiles, bool)
    if city != UNKNOWN:
        here[view.profile[view.city == city]] = True
    return np.where(here, PLACE_BITS, 0.0), lambda _: f"ads from {poster.missing_from}"


def _by_age(poster: Poster, view: View) -> Part:
    """The age stated beside the age that the person would have been when the ad was posted."""
    if poster.age is None:
        return np.zeros(view.profiles), str
    row, age = stated_ages(view)
    row, age = row[view.timed[row]], age[view.timed[row]]
    gone = (view.minute[row] / 1440.0 - _day(poster.missing_since)) / YEAR
    apart = np.abs(age - (poster.age + np.maximum(0.0, gone)))
    nearest = lowest(view.profile[row], apart, view.profiles, np.inf)
    aged = count(view.profile[row], view.profiles) > 0
    worth = np.where(nearest <= 2.0, AGE_BITS, np.where(nearest > 6.0, OTHER_AGE_BITS, 0.0))
    return (
        np.where(aged, worth, 0.0),
        lambda place: (
            f"the age stated lies {nearest[place]:.0f} years from that of the person by then"
        ),
    )


def _by_date(poster: Poster, view: View) -> Part:
    """Ads from long before the person was missing speak against."""
    order = view.by_time
    first = lowest(view.profile[order], view.minute[order] / 1440.0, view.profiles, np.inf)
    early = _day(poster.missing_since) - first
    worth = np.where(early > 30.0, BEFORE_BITS, np.where(early <= 0.0, AFTER_BITS, 0.0))
    return (
        np.where(np.isinf(first), 0.0, worth),
        lambda place: (
            f"advertised already {early[place]:.0f} days before the person was missing"
            if early[place] > 0
            else f"first advertised {-early[place]:.0f} days after the person was missing"
        ),
    )


def _day(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() / 86_400.0
