"""Put an advocate's message into the outbox."""

from django.utils import timezone

from vigie.helpline.conversations import states
from vigie.helpline.conversations.models import Conversation, Message, Outgoing
from vigie.helpline.errors import OutOfTurn, Refused


def require_writable(conversation: Conversation) -> None:
    """Nothing goes to whoever opted out, paused the line, or did not write first.

    Errors: Refused, OutOfTurn.
    """
    if conversation.state not in states.HELD:
        raise OutOfTurn(f"the conversation is {conversation.state}", remedy="claim it first")
    if conversation.texter.opted_out:
        raise Refused("the texter opted out", remedy="wait until they write START")
    if conversation.paused:
        raise Refused("the line is paused for safety", remedy="wait for the texter, or lift it")
    if not Message.objects.filter(conversation=conversation, inbound=True).exists():
        raise Refused("nothing is sent to a number that did not write first")


def put_out(conversation: Conversation, message: Message) -> None:
    """Queue a message for sending and note that somebody answered."""
    now = timezone.now()
    Outgoing.objects.create(
        texter=conversation.texter, message=message, created_at=now, next_at=now
    )
    conversation.last_out_at = now
    conversation.first_reply_at = conversation.first_reply_at or now
    conversation.waiting_since = None
    conversation.save(update_fields=["state", "last_out_at", "first_reply_at", "waiting_since"])
