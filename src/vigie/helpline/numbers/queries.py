"""Reading the settled months: the only place that does."""

from vigie.helpline.numbers.models import SettledMonth
from vigie.helpline.numbers.months import Counts


def settled_names() -> frozenset[str]:
    """The months that are settled, `2026-11` and so on."""
    return frozenset(SettledMonth.objects.values_list("month", flat=True))


def settled_months() -> list[Counts]:
    """Every settled month, oldest first."""
    return [
        Counts(
            row.month,
            row.people,
            row.median_minutes,
            row.outcomes,
            row.languages,
            frozenset(row.hidden),
        )
        for row in SettledMonth.objects.order_by("month")
    ]
