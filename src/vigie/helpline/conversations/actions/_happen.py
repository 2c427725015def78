"""Let something happen to a conversation: its state moves, then the event and the ledger tell."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from vigie.helpline.conversations import states
from vigie.helpline.conversations.models import Conversation, Event
from vigie.helpline.errors import OutOfTurn
from vigie.ledger.actions import write_all
from vigie.ledger.chain import Deed

CHANNEL = "helpline"
IN_ONE = 50  # a notice of PostgreSQL holds 8,000 bytes


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened: to which conversation, what, who did it, why."""

    conversation: Conversation
    kind: str
    who: str
    why: str = ""


def move(conversation: Conversation, kind: str, who: str, why: str = "") -> Happening:
    """Move a conversation, in memory, to the state that an event leads to.

    The caller saves the conversation and then records the happening. Errors: OutOfTurn.
    """
    following = states.after(conversation.state, kind)
    if following is None:
        raise OutOfTurn(f"{kind}: the conversation is {conversation.state}", remedy="look again")
    conversation.state = following
    return Happening(conversation, kind, who, why)


def record(*happenings: Happening) -> list[Event]:
    """Write happenings as events and in the ledger, and ring the live pages when all commits.

    Call it once, at the end of a transaction: it holds the ledger until that ends.
    """
    if not happenings:
        return []
    at = timezone.now()
    events = Event.objects.bulk_create(
        [
            Event(conversation=one.conversation, kind=one.kind, who=one.who, why=one.why, at=at)
            for one in happenings
        ]
    )
    write_all(
        [
            Deed(
                one.who,
                f"conversation.{one.kind}",
                f"conversation:{one.conversation.id}",
                one.why,
            )
            for one in happenings
        ]
    )
    _ring(events)
    return events


def _ring(events: Sequence[Event]) -> None:
    """Tell the live pages, once the transaction commits: ids and kinds, nothing else."""
    told = [{"id": event.pk, "c": str(event.conversation_id), "k": event.kind} for event in events]
    with connection.cursor() as cursor:
        for start in range(0, len(told), IN_ONE):
            notice = json.dumps(told[start : start + IN_ONE], separators=(",", ":"))
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, notice])
