"""Close a conversation with its outcome."""

import uuid

from django.db import transaction
from django.utils import timezone

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked, require_hold
from vigie.helpline.conversations.models import Message
from vigie.helpline.conversations.outcomes import BY_CODE
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.roles import require


def close(conversation_id: uuid.UUID, *, outcome: str, by: Person, why: str = "") -> None:
    """End a conversation for now; it opens again when the texter writes.

    Errors: NotAllowed, OutOfTurn; Refused for an outcome that is none.
    """
    require(by, Role.ADVOCATE, Role.SUPERVISOR)
    if outcome not in BY_CODE:
        raise Refused(f"{outcome!r} is no outcome", remedy=f"one of: {', '.join(BY_CODE)}")
    with transaction.atomic():
        conversation = locked(conversation_id)
        require_hold(conversation, by)
        done = move(conversation, "closed", by.login, why or outcome)
        conversation.outcome = outcome
        conversation.closed_at = timezone.now()
        conversation.waiting_since = None
        conversation.score = 0.0
        conversation.save(update_fields=["state", "outcome", "closed_at", "waiting_since", "score"])
        Message.objects.filter(conversation=conversation, draft=True).delete()
        record(done)
