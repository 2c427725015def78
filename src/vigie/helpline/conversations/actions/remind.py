"""Set a reminder for an advocate, or tick it off."""

import uuid
from datetime import datetime

from django.db import transaction

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.conversations.models import Reminder
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.roles import require

WHATS = ("ask_if_safe", "follow_up", "call_service", "check_referral")
ANSWERING = (Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)


def remind(conversation_id: uuid.UUID, *, what: str, due_at: datetime, by: Person) -> Reminder:
    """Show something on the console at its time. It never texts anybody. Errors: NotAllowed."""
    require(by, *ANSWERING)
    if what not in WHATS:
        raise Refused(f"{what!r} is no reminder", remedy=f"one of: {', '.join(WHATS)}")
    with transaction.atomic():
        conversation = locked(conversation_id)
        done = move(conversation, "reminder_set", by.login, what)
        made = Reminder.objects.create(
            conversation=conversation, due_at=due_at, what=what, author=by.login
        )
        record(done)
    return made


def tick_off(reminder_id: int, *, by: Person) -> None:
    """Mark a reminder as done. Errors: NotAllowed, Refused."""
    require(by, *ANSWERING)
    with transaction.atomic():
        reminder = Reminder.objects.select_for_update(no_key=True).filter(pk=reminder_id).first()
        if reminder is None:
            raise Refused("there is no such reminder")
        conversation = locked(reminder.conversation_id)
        done = move(conversation, "reminder_done", by.login, reminder.what)
        reminder.done = True
        reminder.save(update_fields=["done"])
        record(done)
