"""Take texts whose way has stopped short of its end, to look them up in the provider's list."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from vigie.helpline.conversations.actions._happen import record
from vigie.helpline.conversations.models import UNSETTLED, Outgoing

FIRST = timedelta(minutes=3)
LAST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A text that the provider has, and of which it has not said how it ended."""

    outgoing_id: int
    gateway: str
    provider_id: str
    created_at: datetime


def take_unsettled(now: datetime, limit: int = 200) -> list[Unsettled]:
    """Texts of the last day whose end is not known after three minutes, the oldest first.

    Each is looked up again when it is twice as old, for some carriers never tell an end.
    """
    with transaction.atomic():
        waiting = Outgoing.objects.filter(UNSETTLED, next_at__lt=now - FIRST)
        recent = waiting.filter(created_at__gt=now - LAST).select_related("texter")
        held = recent.select_for_update(skip_locked=True, of=("self",), no_key=True)
        found = list(held.order_by("created_at", "id")[:limit])
        for row in found:
            row.next_at = now - FIRST + max(FIRST, now - row.created_at)
            row.save(update_fields=["next_at"])
        record()
    return [
        Unsettled(row.pk, row.texter.gateway, row.provider_id or "", row.created_at)
        for row in found
    ]
