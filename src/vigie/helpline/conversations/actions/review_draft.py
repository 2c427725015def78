"""A second pair of eyes: let a trainee's reply go out, or not."""

import uuid

from django.db import transaction

from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.conversations.actions._out import put_out, require_writable
from vigie.helpline.conversations.models import Message
from vigie.helpline.errors import OutOfTurn
from vigie.people.models import Person, Role
from vigie.people.roles import require


def review_draft(message_id: uuid.UUID, *, approve: bool, by: Person, why: str = "") -> None:
    """Send a trainee's draft, or decline it. Errors: NotAllowed, OutOfTurn, Refused."""
    require(by, Role.ADVOCATE, Role.SUPERVISOR)
    with transaction.atomic():
        draft = Message.objects.filter(pk=message_id, draft=True).first()
        if draft is None:
            raise OutOfTurn("this draft was reviewed already")
        conversation = locked(draft.conversation_id)
        draft = (
            Message.objects.select_for_update(no_key=True).filter(pk=message_id, draft=True).first()
        )
        if draft is None:
            raise OutOfTurn("this draft was reviewed already")
        if approve:
            require_writable(conversation)
            done = [move(conversation, "draft_approved", by.login, why)]
            done.append(
                move(conversation, "advocate_wrote", draft.author, f"approved by {by.login}")
            )
            draft.draft = False
            draft.save(update_fields=["draft"])
            put_out(conversation, draft)
        else:
            done = [move(conversation, "draft_declined", by.login, why)]
            draft.delete()
        record(*done)
