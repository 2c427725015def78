"""Let something happen to a conversation: its state moves, then the event and the ledger tell."""

import json
from dataclasses import dataclass

from django.utils import timezone

from vigie.database.calls import called
from vigie.helpline.conversations import states
from vigie.helpline.conversations.models import Conversation
from vigie.helpline.errors import OutOfTurn
from vigie.ledger.actions import write_all
from vigie.ledger.chain import Deed

CHANNEL = "helpline"


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


def record(*happenings: Happening) -> None:
    """Write happenings as events and in the ledger, and ring the live pages when all commits.

    Call it once, at the end of a transaction: it holds the ledger until that ends. What is rung
    holds ids and kinds, nothing else.
    """
    if not happenings:
        return
    at = timezone.now().isoformat()
    rows = [
        {
            "conversation_id": str(one.conversation.id),
            "kind": one.kind,
            "who": one.who,
            "why": one.why,
            "at": at,
        }
        for one in happenings
    ]
    called("conversations_happened", json.dumps(rows), CHANNEL)
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
