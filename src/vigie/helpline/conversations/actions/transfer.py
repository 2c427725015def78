"""Hand a conversation to a colleague."""

import uuid

from django.db import transaction

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked, require_hold
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.queries import person_named
from vigie.people.roles import require

ANSWERING = (Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)


def transfer(conversation_id: uuid.UUID, *, to: str, by: Person, why: str = "") -> None:
    """Make a colleague the one who answers. Errors: NotAllowed, OutOfTurn, Refused."""
    require(by, *ANSWERING)
    colleague = person_named(to)
    if colleague is None or not colleague.is_active or colleague.role not in ANSWERING:
        raise Refused(f"{to} cannot answer conversations", remedy="choose an active advocate")
    with transaction.atomic():
        conversation = locked(conversation_id)
        require_hold(conversation, by)
        done = move(conversation, "transferred", by.login, why or f"to {to}")
        conversation.assigned_to = to
        conversation.save(update_fields=["state", "assigned_to"])
        record(done)
