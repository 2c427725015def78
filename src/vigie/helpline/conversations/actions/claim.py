"""Take a conversation out of the queue."""

import uuid

from django.db import transaction

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.conversations.models import Conversation
from vigie.people.models import Person, Role
from vigie.people.roles import require


def claim(conversation_id: uuid.UUID, *, by: Person) -> Conversation:
    """Become the one who answers. Errors: NotAllowed; OutOfTurn where somebody was faster."""
    require(by, Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)
    with transaction.atomic():
        conversation = locked(conversation_id)
        done = move(conversation, "claimed", by.login)
        conversation.assigned_to = by.login
        conversation.save(update_fields=["state", "assigned_to"])
        record(done)
    return conversation
