"""The tables that may be published, out of the settled months."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from vigie.helpline.conversations.outcomes import FIELDS, OUTCOMES, VERSION
from vigie.helpline.numbers.months import CODES, LANGUAGES, OUT, Counts, full_years, year_cell
from vigie.helpline.numbers.suppression import CONVERSATIONS, HIDDEN, REFERRALS, Cell

HIDDEN_WORD = "hidden"
COLUMNS = (
    *("month", "conversations", "people", "median_minutes_to_reply", "referrals", "helped_out"),
    *(f"outcome_{code}" for code in CODES),
    *LANGUAGES,
)


@dataclass(frozen=True, slots=True)
class Published:
    """One month, or a whole year (`2026`), as published; None is a hidden cell."""

    month: str
    conversations: Cell
    texters: Cell
    median_minutes: float | None
    referrals: Cell
    helped_out: Cell
    outcomes: tuple[Cell, ...]
    languages: tuple[Cell, ...]

    @property
    def a_year(self) -> bool:
        """Whether it is a year and no month."""
        return "-" not in self.month


def published(months: Sequence[Counts]) -> list[Published]:
    """A row a month, and after its December a row for each year; a cell is the same in all of them.

    A year has its conversations, referrals and those helped out, where these sums give no month
    away. Its people, languages and other outcomes are not published.
    """
    years = full_years(months)
    rows = []
    for month in months:
        rows.append(_month(month))
        if month.month.endswith("-12"):
            rows.append(_year(month.month[:4], years[month.month[:4]]))
    return rows


def _month(one: Counts) -> Published:
    return Published(
        month=one.month,
        conversations=one.cell(CONVERSATIONS),
        texters=one.shown_people,
        median_minutes=one.median_minutes,
        referrals=one.cell(REFERRALS),
        helped_out=one.cell(OUT),
        outcomes=tuple(one.cell(code) for code in CODES),
        languages=tuple(one.cell(code) for code in LANGUAGES),
    )


def _year(name: str, months: Sequence[Counts]) -> Published:
    return Published(
        month=name,
        conversations=year_cell(months, CONVERSATIONS),
        texters=HIDDEN,
        median_minutes=None,
        referrals=year_cell(months, REFERRALS),
        helped_out=year_cell(months, OUT),
        outcomes=(HIDDEN,) * len(CODES),
        languages=(HIDDEN,) * len(LANGUAGES),
    )


def as_csv(months: Sequence[Counts]) -> str:
    """The table as CSV (RFC 4180). A cell is a number, `hidden`, or empty where there is none."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in published(months):
        cells = (row.referrals, row.helped_out, *row.outcomes, *row.languages)
        writer.writerow([
            row.month,
            *(_written(cell) for cell in (row.conversations, row.texters)),
            "" if row.median_minutes is None else row.median_minutes,
            *(_written(cell) for cell in cells),
        ])  # fmt: skip
    return out.getvalue()


def _written(cell: Cell) -> str | int:
    return HIDDEN_WORD if cell is HIDDEN else cell


def as_htcds(months: Sequence[Counts]) -> str:
    """Closed cases in the fields of HTCDS 2.0, counted by month; hidden groups are left out.

    Groups that were not there are left out as well, so that a missing line tells nothing.
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["standard", "month", *FIELDS, "cases"])
    for month in months:
        for outcome in OUTCOMES:
            if cell := month.cell(outcome.code):
                fields = outcome.fields()
                values = [fields.get(name, "") for name in FIELDS]
                writer.writerow([VERSION, month.month, *values, cell])
    return out.getvalue()
