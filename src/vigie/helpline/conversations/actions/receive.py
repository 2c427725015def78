"""Take in what was written to the line: durable, once, answered, queued."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from vigie.helpline.conversations import hours, states
from vigie.helpline.conversations.actions._arriving import Arriving, settle_in
from vigie.helpline.conversations.actions._happen import record
from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.conversations.models import (
    Conversation,
    Message,
    Note,
    Outgoing,
    Receipt,
    Texter,
)
from vigie.helpline.secrecy import keyring

TEXTER_FIELDS = (
    *("language", "opted_out", "wrapped_key", "sealed_number", "forget_at", "line", "gateway"),
)
CONVERSATION_FIELDS = (
    *("state", "language", "score", "after_hours", "paused", "waiting_since", "last_in_at"),
    *("assigned_to", "wrapped_key", "closed_at"),
)


def receive(arrived: Sequence[Inbound]) -> int:
    """Take in messages in one transaction; the number of those that were new.

    Anybody may write to the line, so there is no role to check. When this returns, everything is
    on the disk: only then may a gateway acknowledge.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('helpline.receive'))")
        now = timezone.now()
        new = _first_deliveries(arrived)
        if not new:
            return 0
        Receipt.objects.bulk_create([Receipt(provider_id=one.provider_id, at=now) for one in new])
        batch = _known(new, now)
        for one in new:
            settle_in(batch, one)
        _save(batch)
        record(*batch.happenings)
    return len(new)


def _first_deliveries(arrived: Sequence[Inbound]) -> list[Inbound]:
    first = {one.provider_id: one for one in reversed(arrived)}
    known = set(Receipt.objects.filter(provider_id__in=first).values_list("provider_id", flat=True))
    ordered = dict.fromkeys(one.provider_id for one in arrived)
    return [first[identity] for identity in ordered if identity not in known]


def _known(new: Sequence[Inbound], now: datetime) -> Arriving:
    ring = keyring()
    indexes = {ring.number_index(one.sender) for one in new}
    texters = Texter.objects.select_for_update().filter(number_index__in=indexes).order_by("id")
    by_id = {texter.id: texter for texter in texters}
    held = Conversation.objects.select_for_update().filter(texter__in=by_id).order_by("id")
    live: dict[object, Conversation] = {}
    for conversation in held.exclude(state=states.PURGED):
        conversation.texter = by_id[conversation.texter_id]
        live[conversation.texter_id] = conversation
    by_index = {bytes(texter.number_index): texter for texter in by_id.values()}
    return Arriving(ring, now, by_index, live, after_hours=not hours.staffed(now))


def _save(batch: Arriving) -> None:
    """Write all that the batch changed, a statement a table."""
    Texter.objects.bulk_create(batch.new_texters)
    added = {texter.id for texter in batch.new_texters}
    changed = [texter for texter in batch.changed_texters if texter.id not in added]
    if changed:
        _put(Texter, changed, TEXTER_FIELDS)
    begun = {one.id for one in batch.new_conversations}
    moved = {one.id: one for one in batch.changed_conversations if one.id not in begun}
    if moved:
        _put(Conversation, list(moved.values()), CONVERSATION_FIELDS)
    # After those above: one that was just erased makes room for the texter's next.
    Conversation.objects.bulk_create(batch.new_conversations)
    Message.objects.bulk_create(batch.messages)
    erased = [one.id for one in batch.changed_conversations if one.state == states.PURGED]
    if erased:
        Message.objects.filter(conversation__in=erased).delete()
        Note.objects.filter(conversation__in=erased).delete()
    Outgoing.objects.bulk_create(batch.outgoing)


def _put(model: type[Texter | Conversation], rows: Sequence[Any], fields: Sequence[str]) -> None:
    """Write changed rows in one statement; `bulk_update` would take many times as long."""
    model._base_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
