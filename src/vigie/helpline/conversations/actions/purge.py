"""Erase conversations: by the retention date, or at a supervisor's word."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from vigie.helpline.conversations import states
from vigie.helpline.conversations.actions._happen import Happening, move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.conversations.models import Conversation, Message, Note, Outgoing, Texter
from vigie.people.models import Person, Role
from vigie.people.roles import allowed

SYSTEM = "operator:retention"


def purge(conversation_id: uuid.UUID, *, by: Person | str, why: str) -> None:
    """Destroy a conversation's key and its texts. Errors: NotAllowed, OutOfTurn."""
    who = allowed(by, Role.SUPERVISOR)
    with transaction.atomic():
        conversation = locked(conversation_id)
        done = _erased(conversation, who, why)
        texter = conversation.texter
        texter.forget_at = conversation.closed_at or conversation.last_in_at
        texter.save(update_fields=["forget_at"])
        record(done)


def purge_expired(now: datetime, keep: timedelta) -> int:
    """Erase every closed conversation older than the retention time; how many."""
    expired = Conversation.objects.filter(state=states.CLOSED, closed_at__lt=now - keep)
    ids = list(expired.values_list("id", flat=True)[:500])
    for identity in ids:
        purge(identity, by=SYSTEM, why="its retention date came")
    return len(ids)


def forget_numbers(now: datetime) -> int:
    """Destroy the number of every texter who asked for it, once the last answer is out."""
    with transaction.atomic():
        due = Texter.objects.select_for_update(skip_locked=True, no_key=True).filter(
            forget_at__isnull=False
        )
        waiting = Outgoing.objects.filter(state__in=["pending", "sending"]).values("texter")
        ready = due.filter(Q(forget_at__lt=now) | ~Q(id__in=waiting))
        ids = list(ready.values_list("id", flat=True))
        _forget(ids)
        record()  # each erasure was written down when it was asked for
    return len(ids)


def sweep_pages() -> None:
    """Clear the erased rows' old bytes out of the tables' pages, at once rather than some day."""
    with connection.cursor() as cursor:
        for model in (Message, Note, Conversation, Texter, Outgoing):
            cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")


def _erased(conversation: Conversation, who: str, why: str) -> Happening:
    done = move(conversation, "purged", who, why)
    conversation.wrapped_key = b""
    conversation.save(update_fields=["state", "wrapped_key"])
    Message.objects.filter(conversation=conversation).delete()
    Note.objects.filter(conversation=conversation).delete()
    return done


def _forget(ids: Iterable[uuid.UUID]) -> None:
    Outgoing.objects.filter(texter__in=ids, state__in=["pending", "uncertain"]).update(
        state="dropped", error="the number was erased"
    )
    Texter.objects.filter(id__in=ids).update(
        wrapped_key=b"", sealed_number=b"", language="", forget_at=None
    )
