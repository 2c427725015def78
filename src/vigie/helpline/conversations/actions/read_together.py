"""Read a texter's last texts together: a danger may be told over several of them.

It is done after they were acknowledged, and only ever raises a conversation's score.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from vigie.helpline.conversations import states
from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.conversations.models import Conversation, Message
from vigie.helpline.conversations.scoring import TOGETHER, score_of
from vigie.helpline.conversations.sealed import key_of, text_of
from vigie.helpline.conversations.tongues import language_of

SYSTEM = "score"
LATELY = timedelta(hours=1)
APART = timedelta(minutes=15)


def read_together(now: datetime, limit: int = 50) -> int:
    """Read what came since the last look; how many conversations' scores were raised."""
    unread = Q(read_at__isnull=True) | Q(last_in_at__gt=F("read_at"))
    lately = Conversation.objects.filter(state__in=states.OPEN, last_in_at__gt=now - LATELY)
    ids = lately.filter(unread).order_by("last_in_at").values_list("id", flat=True)[:limit]
    return sum(_read(identity) for identity in list(ids))


def _read(identity: uuid.UUID) -> bool:
    with transaction.atomic():
        one = locked(identity)
        if one.state not in states.OPEN:
            return False
        said = _last_texts(one)
        joined = " ".join(said)
        points = score_of(joined, language_of(joined, one.language)) if len(said) > 1 else 0.0
        one.read_at = one.last_in_at
        raised = points > one.score
        done = []
        if raised:
            one.score = points
            done.append(move(one, "read_together", SYSTEM, f"the last {len(said)} texts"))
        one.save(update_fields=["read_at", "score"])
        record(*done)
    return raised


def _last_texts(one: Conversation) -> list[str]:
    """The last three texts that came in, none a quarter of an hour after the one before it."""
    rows = Message.objects.filter(conversation=one, inbound=True).order_by("-at", "-id")
    last = list(rows[:TOGETHER])
    key = key_of(one)
    said: list[str] = []
    for place, row in enumerate(last):
        if place and last[place - 1].at - row.at > APART:
            break
        said.append(text_of(row, key))
    return said[::-1]
