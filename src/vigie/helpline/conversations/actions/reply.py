"""Answer a texter."""

import uuid

from django.db import transaction
from django.utils import timezone

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked, require_hold
from vigie.helpline.conversations.actions._out import put_out, require_writable
from vigie.helpline.conversations.models import Conversation, Message
from vigie.helpline.conversations.sealed import key_of, sealed_text
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.roles import require

LONGEST = 1600


def reply(conversation_id: uuid.UUID, text: str, *, by: Person) -> Message:
    """Send a text to the texter; a trainee's waits for a second pair of eyes.

    Errors: NotAllowed, OutOfTurn; Refused where the texter opted out, the line is paused for
    safety, or the text is empty or over 1,600 characters.
    """
    require(by, Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise Refused(f"a text has 1 to {LONGEST} characters; this has {len(text)}")
    with transaction.atomic():
        conversation = locked(conversation_id)
        require_hold(conversation, by)
        require_writable(conversation)
        draft = by.role == Role.TRAINEE
        done = move(conversation, "draft_written" if draft else "advocate_wrote", by.login)
        message = _kept(conversation, text, by, draft=draft)
        if not draft:
            put_out(conversation, message)
        record(done)
    return message


def _kept(conversation: Conversation, text: str, by: Person, *, draft: bool) -> Message:
    identity, sealed = sealed_text(text, key_of(conversation))
    return Message.objects.create(
        id=identity,
        conversation=conversation,
        inbound=False,
        sealed=sealed,
        at=timezone.now(),
        author=by.login,
        draft=draft,
    )
