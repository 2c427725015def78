"""Settle the months that are over."""

import secrets
from datetime import datetime

from django.db import transaction

from vigie.helpline.conversations.queries import by_month
from vigie.helpline.numbers.models import SettledMonth
from vigie.helpline.numbers.months import CODES, REFERRED, counts_of, settled
from vigie.helpline.numbers.queries import settled_names
from vigie.helpline.numbers.suppression import hidden_cells
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
        drawn = list(CODES)
        secrets.SystemRandom().shuffle(drawn)
        counts = counts_of(name, month)
        hidden = hidden_cells({code: counts.outcomes[code] for code in drawn}, REFERRED)
        with transaction.atomic():
            SettledMonth.objects.create(
                month=name,
                people=counts.people,
                median_minutes=counts.median_minutes,
                outcomes=dict(counts.outcomes),
                hidden=sorted(hidden),
                settled_at=now,
            )
            write(Deed(SYSTEM, "numbers.settled", f"month:{name}"))
    return len(due)
