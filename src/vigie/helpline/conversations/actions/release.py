"""Put a conversation back into the queue."""

import uuid

from django.db import transaction

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked, require_hold
from vigie.people.models import Person, Role
from vigie.people.roles import require


def release(conversation_id: uuid.UUID, *, by: Person, why: str = "") -> None:
    """Let somebody else take it. Errors: NotAllowed, OutOfTurn."""
    require(by, Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)
    with transaction.atomic():
        conversation = locked(conversation_id)
        require_hold(conversation, by)
        done = move(conversation, "released", by.login, why)
        conversation.assigned_to = ""
        conversation.save(update_fields=["state", "assigned_to"])
        record(done)
