"""The tables that may be published, out of the months' counts."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from vigie.helpline.conversations.monthly import Month
from vigie.helpline.conversations.outcomes import FIELDS, OUTCOMES, VERSION
from vigie.helpline.numbers.suppression import Cell, K, suppressed

HIDDEN_WORD = f"<{K}"


@dataclass(frozen=True, slots=True)
class Published:
    """One month, or all of them, as published; None is a hidden cell."""

    month: str
    conversations: Cell
    texters: Cell
    median_minutes: float | None
    referrals: Cell
    helped_out: Cell


def months(counted: Mapping[str, Month]) -> list[Published]:
    """A row a month and one for all; each column is safe on its own and with its sum."""
    names = sorted(counted)
    columns = {
        "conversations": [counted[name].conversations for name in names],
        "texters": [len(counted[name].texters) for name in names],
        "referrals": [counted[name].referrals for name in names],
        "helped_out": [counted[name].helped_out for name in names],
    }
    safe = {name: _safe_column(values) for name, values in columns.items()}
    rows = []
    for index, name in enumerate([*names, "all"]):
        month = counted.get(name)
        enough = month is not None and len(month.delays) >= K
        rows.append(
            Published(
                month=name,
                median_minutes=month.median_minutes if month and enough else None,
                conversations=safe["conversations"][index],
                texters=safe["texters"][index],
                referrals=safe["referrals"][index],
                helped_out=safe["helped_out"][index],
            )
        )
    return rows


def _safe_column(values: list[int]) -> list[Cell]:
    return [row[0] for row in suppressed([[value] for value in [*values, sum(values)]])]


def outcomes(counted: Mapping[str, Month]) -> list[tuple[str, list[Cell]]]:
    """A row a month, a column an outcome, sums at the ends."""
    names = sorted(counted)
    table = [[counted[name].outcomes[o.code] for o in OUTCOMES] for name in names]
    table.append([sum(column) for column in zip(*table, strict=True)] or [0] * len(OUTCOMES))
    whole = [[*row, sum(row)] for row in table]
    return list(zip([*names, "all"], suppressed(whole), strict=True))


def as_csv(counted: Mapping[str, Month]) -> str:
    """The months' table as CSV."""
    out = StringIO()
    writer = csv.writer(out)
    header = ("month", "conversations", "people", "median_minutes_to_reply")
    writer.writerow([*header, "referrals", "helped_out"])
    for row in months(counted):
        cells = (row.conversations, row.texters, row.referrals, row.helped_out)
        shown = [HIDDEN_WORD if cell is None else cell for cell in cells]
        writer.writerow([row.month, *shown[:2], row.median_minutes or "", *shown[2:]])
    return out.getvalue()


def as_htcds(counted: Mapping[str, Month]) -> str:
    """Closed cases in the fields of HTCDS 2.0, counted by month; groups under k are left out."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["standard", "month", *FIELDS, "cases"])
    for month, cells in outcomes(counted):
        for outcome, cell in zip(OUTCOMES, cells, strict=False):
            if cell:
                fields = outcome.fields()
                values = [fields.get(name, "") for name in FIELDS]
                writer.writerow([VERSION, month, *values, cell])
    return out.getvalue()
