"""Mark a conversation as one of high risk, or take the mark away."""

import uuid

from django.db import transaction

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.people.models import Person, Role
from vigie.people.roles import require


def flag_risk(conversation_id: uuid.UUID, *, on: bool, by: Person, why: str = "") -> None:
    """Set or remove the risk flag, which raises a conversation in the queue. Errors: NotAllowed."""
    require(by, Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)
    with transaction.atomic():
        conversation = locked(conversation_id)
        if conversation.risk_flag == on:
            return
        done = move(conversation, "risk_flagged" if on else "risk_unflagged", by.login, why)
        conversation.risk_flag = on
        conversation.save(update_fields=["risk_flag"])
        record(done)
