"""What people have established, as labels of profiles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from vigie.analysis.triage.errors import BadLabels
from vigie.analysis.triage.grouping import Flags, Ints
from vigie.analysis.triage.registry import QUESTIONS
from vigie.analysis.triage.view import View
from vigie.records import Reject
from vigie.records.finding import Question

YES = frozenset({"yes", "true", "1"})
NO = frozenset({"no", "false", "0"})
UNSURE = frozenset({"unsure", "unknown", ""})
COLUMNS = ("id", "question", "outcome", "date", "by")


@dataclass(frozen=True, order=True)
class Label:
    """One person's outcome for one profile or ad. `outcome` None: the person could not say."""

    id: str
    question: Question
    outcome: bool | None
    day: date
    by: str


@dataclass(frozen=True)
class Labels:
    """Labelled profiles of one question, oldest label first.

    `profile` are places in the view, each once; `outcome` and `day` (days since 1970) are theirs.
    `left_out` counts the labels that could not be used, by reason.
    """

    profile: Ints
    outcome: Flags
    day: Ints
    by: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many profiles are labelled."""
        return len(self.profile)

    def take(self, chosen: Any) -> "Labels":
        """Some of the labels."""
        return Labels(self.profile[chosen], self.outcome[chosen], self.day[chosen], self.by)


def read_label(row: Mapping[str, Any], file: str, line: int) -> Label | Reject:
    """The label that a row states: id, question (trafficking if empty), outcome, date, by."""
    text = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    question, outcome = text["question"] or "trafficking", text["outcome"].lower()
    if not text["id"]:
        return Reject(file, line, "label_without_id", "the label names no profile and no ad")
    if question not in QUESTIONS:
        return Reject(file, line, "label_question", f"unknown question: {question}")
    if outcome not in YES | NO | UNSURE:
        return Reject(file, line, "label_outcome", f"neither yes, no nor unsure: {outcome}")
    if not text["by"]:
        return Reject(file, line, "label_by_nobody", "the label does not say who adjudicated")
    try:
        day = datetime.fromisoformat(text["date"]).date()
    except ValueError:
        return Reject(file, line, "label_date", f"not a date (YYYY-MM-DD): {text['date']}")
    said = None if outcome in UNSURE else outcome in YES
    return Label(text["id"], next(q for q in QUESTIONS if q == question), said, day, text["by"])


def resolve(labels: Iterable[Label], question: Question, view: View) -> Labels:
    """The labels of one question, by profile.

    A person's later word replaces their earlier one; two words of one day that differ are none.
    Where people disagree about a profile it is
    left out, and so is what nobody could say and what names no profile or ad of the run.
    """
    words, left_out = _latest(labels, question, view)
    kept: list[tuple[int, int, bool]] = []
    people: set[str] = set()
    for profile, said in sorted(words.items()):
        outcomes = {outcome for outcome, _ in said.values() if outcome is not None}
        if len(outcomes) != 1:
            left_out["disputed" if outcomes else "unsure"] += 1
            continue
        people.update(said)
        kept.append((max(day for _, day in said.values()), profile, outcomes.pop()))
    kept.sort()
    return Labels(
        np.array([profile for _, profile, _ in kept], np.int64),
        np.array([outcome for _, _, outcome in kept], bool),
        np.array([day for day, _, _ in kept], np.int64),
        tuple(sorted(people)),
        {reason: number for reason, number in left_out.items() if number},
    )


Said = dict[str, tuple[bool | None, int]]


def _latest(
    labels: Iterable[Label], question: Question, view: View
) -> tuple[dict[int, Said], dict[str, int]]:
    """For each profile the last word of each person, and how many labels name nothing known."""
    places = _places(view)
    words: dict[int, Said] = {}
    left_out = {"unknown_id": 0, "disputed": 0, "unsure": 0}
    epoch = datetime(1970, 1, 1, tzinfo=UTC).date()
    for label in sorted(
        (label for label in labels if label.question == question),
        key=lambda label: (label.day, label.id, label.by, str(label.outcome)),
    ):
        place = places.get(label.id)
        if place is None:
            left_out["unknown_id"] += 1
            continue
        said, day = words.setdefault(place, {}), (label.day - epoch).days
        before = said.get(label.by)
        torn = before and before[1] == day and before[0] != label.outcome
        said[label.by] = (None if torn else label.outcome, day)
    return words, left_out


def _places(view: View) -> dict[str, int]:
    ads = zip(view.ad_ids.to_pylist(), view.profile_of_ad.tolist(), strict=True)
    return {ad: place for ad, place in ads if place >= 0} | {
        name: place for place, name in enumerate(view.profile_ids.to_pylist())
    }


def need(labels: Labels, least: int, each: int) -> None:
    """Too few labels are an error that says how many more it takes."""
    yes, no = int(labels.outcome.sum()), int((~labels.outcome).sum())
    if len(labels) < least or min(yes, no) < each:
        raise BadLabels(
            f"{len(labels)} profiles are labelled ({yes} yes, {no} no)",
            remedy=f"label at least {least}, {each} of each; vigie triage next proposes which",
        )
