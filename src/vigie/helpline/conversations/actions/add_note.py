"""Write a private note."""

import uuid

from django.db import transaction
from django.utils import timezone

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.conversations.models import Note
from vigie.helpline.conversations.sealed import key_of, sealed_text
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.roles import require


def add_note(conversation_id: uuid.UUID, text: str, *, by: Person) -> Note:
    """Keep a note that advocates see and texters never do. Errors: NotAllowed, Refused."""
    require(by, Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)
    text = text.replace("\x00", "").strip()
    if not text or len(text) > 4000:
        raise Refused("a note has 1 to 4,000 characters")
    with transaction.atomic():
        conversation = locked(conversation_id)
        done = move(conversation, "note_added", by.login)
        identity, sealed = sealed_text(text, key_of(conversation))
        note = Note.objects.create(
            id=identity,
            conversation=conversation,
            sealed=sealed,
            author=by.login,
            at=timezone.now(),
        )
        record(done)
    return note
