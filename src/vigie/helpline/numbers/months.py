"""A month as it is kept for publishing: its counts, and which of them are hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vigie.helpline.conversations import tongues
from vigie.helpline.conversations.monthly import Month
from vigie.helpline.conversations.outcomes import OUTCOMES
from vigie.helpline.numbers.suppression import (
    CONVERSATIONS,
    HIDDEN,
    REFERRALS,
    Cell,
    K,
    people_shown,
    sum_shown,
)

SETTLES = timedelta(days=14)
NO_OUTCOME = "none"
OUT = "out"
REFERRED = frozenset(outcome.code for outcome in OUTCOMES if outcome.referred_to)
UNKNOWN = "language_unknown"
LANGUAGES = (*(f"language_{code}" for code in tongues.LANGUAGES), UNKNOWN)
CODES = (*(outcome.code for outcome in OUTCOMES), NO_OUTCOME)


@dataclass(frozen=True, slots=True)
class Counts:
    """A month's counts: `outcomes` has every code and `none`, and adds up to the conversations.

    So does `languages`, by code of `LANGUAGES`. `hidden` names what is not published.
    """

    month: str
    people: int
    median_minutes: float | None
    outcomes: Mapping[str, int]
    languages: Mapping[str, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @property
    def conversations(self) -> int:
        """How many conversations began in the month."""
        return sum(self.outcomes.values())

    def count(self, name: str) -> int:
        """The count of an outcome or a language, or a sum, as it is."""
        if name == CONVERSATIONS:
            return self.conversations
        if name == REFERRALS:
            return sum(self.outcomes[code] for code in REFERRED)
        return self.outcomes[name] if name in self.outcomes else self.languages.get(name, 0)

    def cell(self, name: str) -> Cell:
        """The count of an outcome or a language, or a sum, as published."""
        return HIDDEN if name in self.hidden else self.count(name)

    @property
    def shown_people(self) -> Cell:
        """The number of people, as published."""
        shown = people_shown(self.people, self.conversations) and CONVERSATIONS not in self.hidden
        return self.people if shown else HIDDEN


def counts_of(name: str, month: Month) -> Counts:
    """The counts of a month, out of what was counted of its conversations; nothing hidden yet."""
    told = {outcome.code: month.outcomes.get(outcome.code, 0) for outcome in OUTCOMES}
    told[NO_OUTCOME] = month.conversations - sum(told.values())
    enough = len(month.delays) >= K
    median = month.median_minutes if enough else None
    spoken = {code: month.languages.get(code.removeprefix("language_"), 0) for code in LANGUAGES}
    spoken[UNKNOWN] = month.conversations - sum(spoken.values())
    return Counts(name, len(month.texters), median, told, spoken)


def settled(name: str, today: date) -> bool:
    """Whether a month (`2026-11`) ended long enough ago that its outcomes are known."""
    year, month = (int(part) for part in name.split("-"))
    after = date(year + month // 12, month % 12 + 1, 1)
    return after + SETTLES <= today


def full_years(months: Sequence[Counts]) -> dict[str, list[Counts]]:
    """The years whose December is settled, with their months."""
    ended = {month.month[:4] for month in months if month.month.endswith("-12")}
    return {
        year: [month for month in months if month.month.startswith(year)] for year in sorted(ended)
    }


def year_cell(months: Sequence[Counts], name: str) -> Cell:
    """A year's sum of an outcome or of a sum, where it gives no month away; else hidden."""
    cells = [(month.count(name), name in month.hidden) for month in months]
    return sum(count for count, _ in cells) if sum_shown(cells) else HIDDEN
