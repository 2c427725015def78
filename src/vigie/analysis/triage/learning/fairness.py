"""Whether any group of profiles is flagged out of proportion."""

from collections import Counter
from typing import Any

import numpy as np

from vigie.analysis.triage.grouping import Flags, Floats, Ints, count
from vigie.analysis.triage.languages import COMMON, languages
from vigie.analysis.triage.learning.labels import Labels
from vigie.analysis.triage.learning.measures import calibration_error, ranked, share_between
from vigie.analysis.triage.scoring import probability
from vigie.analysis.triage.view import UNKNOWN, View

LEAST = 10


def groups(view: View) -> dict[str, tuple[Ints, list[str]]]:
    """For site, language and region: each profile's most common value as a code, and the names."""
    sites = view.ads.column("source").cast("string").fill_null("").to_pylist()
    spoken = [("none", *COMMON)[place + 1] for place in languages(view)]
    regions = _regions(view)
    named = {"site": sites, "language": spoken, "region": regions}
    return {kind: _most_common(view, values) for kind, values in named.items()}


def _regions(view: View) -> list[str]:
    """The region of each row: of its city, as ads that name a place give it; else unknown."""
    places = view.mentions["place"]
    told: dict[int, Counter[str]] = {}
    cities = view.city[places.row].tolist()
    for city, detail in zip(cities, places.detail.tolist(), strict=True):
        stated = places.details[detail]
        name = " ".join(str(stated[part]) for part in ("country", "region") if stated.get(part))
        if city != UNKNOWN and name:
            told.setdefault(city, Counter())[name] += 1
    known = {
        city: min(names.items(), key=lambda pair: (-pair[1], pair[0]))[0]
        for city, names in told.items()
    }
    return [known.get(city, "") for city in view.city.tolist()]


def _most_common(view: View, values: list[str]) -> tuple[Ints, list[str]]:
    names, code = np.unique(np.array(values, dtype=object), return_inverse=True)
    size = max(1, len(names))
    counts = count(view.profile * size + code, view.profiles * size).reshape(view.profiles, size)
    return counts.argmax(axis=1), [str(name) or "unknown" for name in names]


def by_group(view: View, labels: Labels, bits: Floats, budget: int) -> list[dict[str, Any]]:
    """For each group: how many are labelled, flagged, flagged wrongly, how honest the chances are.

    Flagged are the first `budget` of the labelled profiles. A group is out of proportion where the
    share flagged among its profiles whose answer is no lies, with its 90 % interval, apart from
    that of all others.
    """
    flagged = np.zeros(len(labels), bool)
    flagged[ranked(bits)[:budget]] = True
    rows = []
    for kind, (code, names) in groups(view).items():
        mine = code[labels.profile]
        for place, name in enumerate(names):
            inside = mine == place
            if inside.sum() >= LEAST:
                rows.append({"kind": kind, "group": name} | _row(labels, bits, flagged, inside))
    return rows


def _row(labels: Labels, bits: Floats, flagged: Flags, inside: Flags) -> dict[str, Any]:
    no = ~labels.outcome
    wrong = share_between(int((flagged & no & inside).sum()), int((no & inside).sum()))
    rest = share_between(int((flagged & no & ~inside).sum()), int((no & ~inside).sum()))
    right = share_between(
        int((flagged & labels.outcome & inside).sum()), int((flagged & inside).sum())
    )
    return {
        "labelled": int(inside.sum()),
        "yes": round(float(labels.outcome[inside].mean()), 4),
        "flagged": round(float(flagged[inside].mean()), 4),
        "precision": right.plain(),
        "wrongly_flagged": wrong.plain(),
        "wrongly_flagged_elsewhere": rest.plain(),
        "calibration_error": round(
            calibration_error(probability(bits[inside]), labels.outcome[inside]), 4
        ),
        "out_of_proportion": bool(
            (~inside).any() and (wrong.low > rest.high or wrong.high < rest.low)
        ),
    }
