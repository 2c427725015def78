"""Take in what was written to the line: durable, once, answered, queued."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from vigie.database.calls import called
from vigie.helpline.conversations import hours, states
from vigie.helpline.conversations.actions._arriving import Arriving, settle_in
from vigie.helpline.conversations.actions._happen import record
from vigie.helpline.conversations.actions._rows import kept, written
from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.conversations.models import Conversation, Message, Note, Receipt, Texter
from vigie.helpline.secrecy import keyring


def receive(arrived: Sequence[Inbound]) -> int:
    """Take in messages in one transaction; the number of those that were new.

    Anybody may write to the line, so there is no role to check. When this returns, everything is
    on the disk: only then may a gateway acknowledge.
    """
    with transaction.atomic():
        first = {one.provider_id: one for one in reversed(arrived)}
        indexes = list({keyring().number_index(one.sender) for one in first.values()})
        known = called("conversations_known", list(first), indexes)
        new = _first_deliveries(arrived, first, set(known["receipts"]))
        if not new:
            return 0
        now = timezone.now()
        batch = _known(known, now)
        for one in new:
            settle_in(batch, one)
        _save(batch, [Receipt(provider_id=one.provider_id, at=now) for one in new])
        record(*batch.happenings)
    return len(new)


def _first_deliveries(
    arrived: Sequence[Inbound], first: dict[str, Inbound], known: set[str]
) -> list[Inbound]:
    ordered = dict.fromkeys(one.provider_id for one in arrived)
    return [first[identity] for identity in ordered if identity not in known]


def _known(known: dict[str, Any], now: datetime) -> Arriving:
    texters = [kept(Texter, row) for row in known["texters"]]
    by_id: dict[uuid.UUID, Texter] = {texter.id: texter for texter in texters}
    live: dict[object, Conversation] = {}
    for row in known["conversations"]:
        conversation = kept(Conversation, row)
        conversation.texter = by_id[conversation.texter_id]
        live[conversation.texter_id] = conversation
    by_index = {bytes(texter.number_index): texter for texter in texters}
    return Arriving(keyring(), now, by_index, live, after_hours=not hours.staffed(now))


def _save(batch: Arriving, receipts: Sequence[Receipt]) -> None:
    """Write all that the batch changed, at once."""
    added = {texter.id for texter in batch.new_texters}
    begun = {one.id for one in batch.new_conversations}
    moved = {one.id: one for one in batch.changed_conversations if one.id not in begun}
    rows = {
        "receipts": receipts,
        "new_texters": batch.new_texters,
        "texters": [texter for texter in batch.changed_texters if texter.id not in added],
        "conversations": list(moved.values()),
        "new_conversations": batch.new_conversations,
        "messages": batch.messages,
        "outgoing": batch.outgoing,
    }
    called("conversations_take_in", written(rows))
    erased = [one.id for one in batch.changed_conversations if one.state == states.PURGED]
    if erased:
        Message.objects.filter(conversation__in=erased).delete()
        Note.objects.filter(conversation__in=erased).delete()
