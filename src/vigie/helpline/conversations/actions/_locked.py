"""A conversation held for one action, and who may act on it."""

import uuid

from vigie.helpline.conversations.models import Conversation
from vigie.helpline.errors import OutOfTurn
from vigie.people.errors import NotAllowed
from vigie.people.models import Person, Role


def locked(conversation_id: uuid.UUID) -> Conversation:
    """The conversation, held until the transaction ends. Errors: OutOfTurn where there is none.

    Held without its key: an event of it is checked against that key when its transaction commits,
    with the ledger in hand, and must not wait there for us, who wait for the ledger.
    """
    found = (
        Conversation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("texter")
        .filter(pk=conversation_id)
        .first()
    )
    if found is None:
        raise OutOfTurn("there is no such conversation", remedy="go back to the queue")
    return found


def require_hold(conversation: Conversation, person: Person) -> None:
    """Only who answers a conversation, or a supervisor, acts on it. Errors: NotAllowed."""
    if person.role != Role.SUPERVISOR and conversation.assigned_to != person.login:
        raise NotAllowed("somebody else answers this conversation", remedy="claim it first")
