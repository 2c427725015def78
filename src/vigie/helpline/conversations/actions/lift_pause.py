"""End a pause for safety."""

import uuid

from django.db import transaction

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked, require_hold
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.roles import require


def lift_pause(conversation_id: uuid.UUID, *, by: Person, why: str) -> None:
    """Let texts go out again. A reason is asked for. Errors: NotAllowed, Refused."""
    require(by, Role.ADVOCATE, Role.SUPERVISOR)
    if not why.strip():
        raise Refused("say why it is safe to write again")
    with transaction.atomic():
        conversation = locked(conversation_id)
        require_hold(conversation, by)
        if not conversation.paused:
            return
        done = move(conversation, "safety_pause_lifted", by.login, why)
        conversation.paused = False
        conversation.save(update_fields=["paused"])
        record(done)
