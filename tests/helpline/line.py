"""Texting to the line in tests."""

import itertools
import uuid

from vigie.helpline.conversations.actions import receive
from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.conversations.models import Conversation, Outgoing, Texter
from vigie.helpline.secrecy import keyring

NUMBER = "+12025550143"
SHORT_CODE = "233733"
_ids = itertools.count()


def text(body: str, number: str = NUMBER, provider_id: str = "", **more: object) -> Inbound:
    """One text to the short code."""
    identity = provider_id or f"SM{uuid.uuid4().hex}"
    return Inbound("twilio", identity, number, SHORT_CODE, body, **more)  # type: ignore[arg-type]  # by name


def write(*bodies: str, number: str = NUMBER) -> Conversation | None:
    """Write to the line; the conversation that stands afterwards."""
    for body in bodies:
        receive([text(body, number)])
    return standing(number)


def opened(*bodies: str, number: str = NUMBER) -> Conversation:
    """Write to the line; the conversation, which must be there."""
    conversation = write(*bodies, number=number)
    assert conversation is not None
    return conversation


def standing(number: str = NUMBER) -> Conversation | None:
    """The conversation of a number that is not erased."""
    texter = Texter.objects.get(number_index=keyring().number_index(number))
    return Conversation.objects.filter(texter=texter).exclude(state="purged").first()


def answers(number: str = NUMBER) -> list[str]:
    """The automatic texts on their way to a number, by name."""
    texter = Texter.objects.get(number_index=keyring().number_index(number))
    rows = Outgoing.objects.filter(texter=texter, message__isnull=True).exclude(state="dropped")
    return list(rows.order_by("id").values_list("automatic", flat=True))
