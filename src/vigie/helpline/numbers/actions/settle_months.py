"""Settle the months that are over."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from vigie.helpline.conversations.queries import by_month
from vigie.helpline.numbers.models import SettledMonth
from vigie.helpline.numbers.months import REFERRED, counts_of, settled
from vigie.helpline.numbers.queries import settled_names
from vigie.helpline.numbers.suppression import hidden_cells, hidden_of_sum
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed

SYSTEM = "operator:numbers"


def settle_months(now: datetime) -> int:
    """Keep the counts of every month that ended two weeks ago and is not kept yet; how many.

    What is hidden beside small cells is drawn by lot, once, and kept with them.
    """
    known = settled_names()
    due = {
        name: month
        for name, month in by_month().items()
        if name not in known and settled(name, now.date())
    }
    for name, month in sorted(due.items()):
        counts = counts_of(name, month)
        hidden = hidden_cells(_by_lot(counts.outcomes), REFERRED)
        hidden |= hidden_of_sum(_by_lot(counts.languages))
        with transaction.atomic():
            SettledMonth.objects.create(
                month=name,
                people=counts.people,
                median_minutes=counts.median_minutes,
                outcomes=dict(counts.outcomes),
                languages=dict(counts.languages),
                hidden=sorted(hidden),
                settled_at=now,
            )
            write(Deed(SYSTEM, "numbers.settled", f"month:{name}"))
    return len(due)


def _by_lot(counts: Mapping[str, int]) -> dict[str, int]:
    drawn = list(counts)
    secrets.SystemRandom().shuffle(drawn)
    return {name: counts[name] for name in drawn}
