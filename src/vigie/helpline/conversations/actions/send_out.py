"""The outbox: take what is due, say what became of it. A text is never sent twice.

A row goes from pending to sending in a transaction of its own before the provider is called. What
a crash leaves in `sending`, and what the provider did not clearly answer, is uncertain; it is
settled by the provider's list before anything is sent again.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from vigie.helpline.conversations import delivery, states
from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.models import Conversation, Outgoing
from vigie.helpline.conversations.sealed import key_of, number_of, text_of
from vigie.helpline.conversations.texts import automatic
from vigie.helpline.errors import CannotUnseal

SYSTEM = "outbox"
LEASE = timedelta(seconds=60)
MOST = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that this process alone is to send, or to settle."""

    outgoing_id: int
    gateway: str
    line: str
    created_at: datetime
    number: str = field(repr=False)
    body: str = field(repr=False)


def take_due(limit: int = 20) -> list[Taken]:
    """Take texts that are due; they are `sending` on the disk before this returns."""
    now = timezone.now()
    with transaction.atomic():
        due = Outgoing.objects.filter(state="pending", next_at__lte=now).order_by("next_at", "id")
        return _taken(
            due.select_for_update(skip_locked=True, of=("self",), no_key=True)[:limit],
            now,
            "sending",
        )


def take_uncertain(limit: int = 20) -> list[Taken]:
    """Take texts that may or may not have been sent, to look them up in the provider's list."""
    now = timezone.now()
    with transaction.atomic():
        left = Q(state="sending", taken_at__lt=now - LEASE) | Q(state="uncertain", next_at__lte=now)
        rows = Outgoing.objects.filter(left).order_by("id")
        return _taken(
            rows.select_for_update(skip_locked=True, of=("self",), no_key=True)[:limit],
            now,
            "uncertain",
        )


def _taken(rows: Collection[Outgoing], now: datetime, state: str) -> list[Taken]:
    found = []
    for row in rows:
        row.state, row.taken_at = state, now
        if state == "sending":
            row.attempts += 1
        else:
            row.next_at = now + LEASE
        try:
            found.append(_opened(row))
        except CannotUnseal:
            row.state, row.error = "dropped", "the number or the text was erased"
        row.save(update_fields=["state", "taken_at", "attempts", "next_at", "error"])
    record()
    return found


def _opened(row: Outgoing) -> Taken:
    message = row.message
    if message is None:
        body = automatic(row.automatic, row.language)
    else:
        body = text_of(message, key_of(message.conversation))
    texter = row.texter
    return Taken(row.pk, texter.gateway, texter.line, row.created_at, number_of(texter), body)


def accepted(outgoing_id: int, provider_id: str, status: str) -> None:
    """The provider has it."""
    with transaction.atomic():
        row = Outgoing.objects.select_for_update(no_key=True).filter(pk=outgoing_id).first()
        if row is None or row.provider_id:
            return
        row.state, row.provider_id, row.error = "accepted", provider_id, ""
        if delivery.further(status, row.status):
            row.status = status
        row.save(update_fields=["state", "provider_id", "status", "error"])
        _tell(row)


def refused(outgoing_id: int, why: str) -> None:
    """The provider said no, so nothing was sent and nothing will be."""
    _end(outgoing_id, "failed", why)


def uncertain(outgoing_id: int, why: str) -> None:
    """It may have been sent; nothing more is done until the provider's list was read."""
    with transaction.atomic():
        rows = Outgoing.objects.filter(pk=outgoing_id, state="sending")
        rows.update(
            state="uncertain", error=why[:200], next_at=timezone.now() + timedelta(seconds=5)
        )
        record()


def not_sent(outgoing_id: int) -> None:
    """The provider's list does not have it: it may be sent again, later each time, then no more."""
    with transaction.atomic():
        row = Outgoing.objects.select_for_update(no_key=True).filter(pk=outgoing_id).first()
        if row is None or row.state != "uncertain":
            return
        if row.attempts >= MOST:
            _end(outgoing_id, "failed", "given up after many attempts")
            return
        row.state = "pending"
        row.next_at = timezone.now() + timedelta(seconds=2**row.attempts)
        row.save(update_fields=["state", "next_at"])
        record()


def known_provider_ids(texter_of: int) -> set[str]:
    """The provider's ids that other texts to the same texter have already."""
    texter = Outgoing.objects.filter(pk=texter_of).values("texter")
    rows = Outgoing.objects.filter(texter__in=texter, provider_id__isnull=False)
    return {str(identity) for identity in rows.values_list("provider_id", flat=True)}


def note_status(provider_id: str, status: str, outgoing_id: int | None, error: str = "") -> bool:
    """Take in what the provider says of a text; False where it is none of ours.

    A status only moves forward, in whatever order the calls come, and what says nothing new leaves
    no trace. A callback that names our row settles an uncertain send: the provider has it.
    """
    with transaction.atomic():
        mine = Q(provider_id=provider_id)
        if outgoing_id is not None:
            mine |= Q(pk=outgoing_id, provider_id__isnull=True)
        held = Outgoing.objects.select_for_update(no_key=True).filter(mine)
        row = held.order_by("provider_id").first()
        if row is None:
            return False
        before = (row.provider_id, row.state, row.status)
        row.provider_id, row.state = provider_id, "accepted"
        if delivery.further(status, row.status):
            row.status = status
            row.error = error if status in delivery.FAILED else ""
        if (row.provider_id, row.state, row.status) != before:
            row.save(update_fields=["provider_id", "state", "status", "error"])
            _tell(row)
    return True


def _end(outgoing_id: int, state: str, why: str) -> None:
    with transaction.atomic():
        row = Outgoing.objects.select_for_update(no_key=True).filter(pk=outgoing_id).first()
        if row is None or row.state not in ("sending", "uncertain"):
            return
        row.state, row.error = state, why[:200]
        row.save(update_fields=["state", "error"])
        _tell(row)


def _tell(row: Outgoing) -> None:
    """Let the conversation's page know; an automatic text belongs to the one that is there."""
    told = Conversation.objects.exclude(state=states.PURGED)
    if row.message is not None:
        conversation = told.filter(pk=row.message.conversation_id).first()
    else:
        conversation = told.filter(texter=row.texter_id).first()
    if conversation is not None:
        said = row.status or row.state
        record(move(conversation, "message_status", SYSTEM, f"{said} {row.error}".strip()))
