"""One batch of arriving messages, settled in memory before it is written at once."""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vigie.helpline.conversations import states, words
from vigie.helpline.conversations.actions._happen import Happening, move
from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.conversations.models import Conversation, Message, Outgoing, Texter
from vigie.helpline.conversations.scoring import score_of
from vigie.helpline.conversations.sealed import key_of, sealed_text
from vigie.helpline.conversations.tongues import language_of
from vigie.helpline.secrecy import Keyring, new_key, seal, wrap

TEXTER = "texter"
ERASE_NUMBER_AFTER = timedelta(seconds=40)


@dataclass
class Arriving:
    """What is known before the batch, and what it adds. Conversations are by their texter's id.

    `begun` counts the messages of the conversations that this batch began.
    """

    ring: Keyring
    now: datetime
    texters: dict[bytes, Texter]
    conversations: dict[object, Conversation]
    after_hours: bool = False
    new_texters: list[Texter] = field(default_factory=list)
    changed_texters: list[Texter] = field(default_factory=list)
    new_conversations: list[Conversation] = field(default_factory=list)
    changed_conversations: list[Conversation] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    keys: dict[object, bytes] = field(default_factory=dict)
    begun: dict[object, int] = field(default_factory=dict)


def safe_word() -> str:
    """The word that turns the line silent; the service tells it to those who may need it."""
    return os.environ.get("VIGIE_HELPLINE_SAFE_WORD", "reservation")


def settle_in(batch: Arriving, one: Inbound) -> None:
    """Settle one message: a word of command, or a message to be read by somebody."""
    meaning = words.meaning(one.body, safe_word())
    texter = _texter(batch, one)
    if meaning == words.DELETE:
        _erase(batch, texter)
        return
    if texter.forget_at is not None:  # they write again: an answer needs the number
        _change(batch, texter, forget_at=None)
    conversation = _conversation(batch, texter)
    _keep(batch, conversation, one)
    if meaning == words.STOP:
        _change(batch, texter, opted_out=True)
        _happened(batch, conversation, "opted_out", "the whole message was a word that stops")
        _answer(batch, texter, "stopped", even_opted_out=True)
    elif meaning == words.START:
        _start_again(batch, texter, conversation, meant=not words.only_an_answer(one.body))
    elif meaning == words.SAFE:
        _pause(batch, texter, conversation)
    elif meaning == words.HELP:
        _answer(batch, texter, "help", even_opted_out=True)
    elif _is_first(batch, conversation):
        _answer(batch, texter, "after_hours" if batch.after_hours else "welcome")


def _texter(batch: Arriving, one: Inbound) -> Texter:
    index = batch.ring.number_index(one.sender)
    texter = batch.texters.get(index)
    if texter is None:
        texter = Texter(number_index=index, canary=one.canary)
        batch.texters[index] = texter
        batch.new_texters.append(texter)
    if not texter.wrapped_key:  # new, or erased before: a fresh key either way
        key = new_key()
        texter.wrapped_key = wrap(batch.ring, key, str(texter.id))
        texter.sealed_number = seal(key, one.sender, f"number:{texter.id}")
        _change(batch, texter, forget_at=None)
    if (texter.gateway, texter.line) != (one.gateway, one.line):
        _change(batch, texter, gateway=one.gateway, line=one.line)
    language = language_of(one.body, texter.language)
    if language != texter.language:
        _change(batch, texter, language=language)
    return texter


def _conversation(batch: Arriving, texter: Texter) -> Conversation:
    conversation = batch.conversations.get(texter.id)
    if conversation is None:
        conversation = Conversation(texter=texter, state="", opened_at=batch.now)
        key = new_key()
        batch.keys[conversation.id] = key
        conversation.wrapped_key = wrap(batch.ring, key, str(conversation.id))
        batch.conversations[texter.id] = conversation
        batch.new_conversations.append(conversation)
        batch.begun[conversation.id] = 0
        _happened(batch, conversation, "opened", "the texter wrote")
        _happened(batch, conversation, "queued", "it is new")
        if batch.after_hours:
            conversation.after_hours = True
            _happened(batch, conversation, "marked_after_hours", "nobody is on duty")
    elif conversation.state == states.CLOSED:
        _happened(batch, conversation, "reopened", "the texter wrote again")
        conversation.assigned_to, conversation.closed_at = "", None
    return conversation


def _keep(batch: Arriving, conversation: Conversation, one: Inbound) -> None:
    key = batch.keys.get(conversation.id)
    if key is None:
        key = batch.keys[conversation.id] = key_of(conversation)
    identity, sealed = sealed_text(one.body, key)
    batch.messages.append(
        Message(
            id=identity,
            conversation=conversation,
            inbound=True,
            sealed=sealed,
            at=one.at or batch.now,
            media=one.media,
        )
    )
    if conversation.id in batch.begun:
        batch.begun[conversation.id] += 1
    conversation.language = conversation.texter.language
    conversation.score = max(conversation.score, score_of(one.body, conversation.language))
    conversation.last_in_at = batch.now
    conversation.waiting_since = conversation.waiting_since or batch.now
    _happened(batch, conversation, "texter_wrote")
    batch.changed_conversations.append(conversation)


def _is_first(batch: Arriving, conversation: Conversation) -> bool:
    """Whether this message opened the conversation, which alone is answered by itself."""
    return batch.begun.get(conversation.id) == 1


def _start_again(
    batch: Arriving, texter: Texter, conversation: Conversation, *, meant: bool
) -> None:
    if texter.opted_out:
        _change(batch, texter, opted_out=False)
        _happened(batch, conversation, "opted_in", "the whole message was a word that starts")
        _answer(batch, texter, "started")
    if conversation.paused and meant:  # whoever has the telephone answers "yes" to anything
        conversation.paused = False
        _happened(batch, conversation, "safety_pause_lifted", "the texter started again")


def _pause(batch: Arriving, texter: Texter, conversation: Conversation) -> None:
    if not conversation.paused:
        conversation.paused = True
        _happened(batch, conversation, "paused_for_safety", "the texter wrote the safe word")
    for waiting in batch.outgoing:
        if waiting.texter is texter:
            waiting.state = "dropped"
    _answer(batch, texter, "harmless", even_paused=True)


def _erase(batch: Arriving, texter: Texter) -> None:
    """Destroy the conversation's key now, the number as soon as the last answer is out."""
    conversation = batch.conversations.pop(texter.id, None)
    if conversation is not None:
        conversation.wrapped_key = b""
        batch.messages = [one for one in batch.messages if one.conversation is not conversation]
        _happened(batch, conversation, "purged", "the texter asked for it")
        batch.changed_conversations.append(conversation)
    _answer(batch, texter, "deleted")
    _change(batch, texter, forget_at=batch.now + ERASE_NUMBER_AFTER)


def _answer(
    batch: Arriving,
    texter: Texter,
    name: str,
    *,
    even_opted_out: bool = False,
    even_paused: bool = False,
) -> None:
    """Put an automatic text in the outbox, unless the texter is not to be written to."""
    conversation = batch.conversations.get(texter.id)
    if texter.opted_out and not even_opted_out:
        return
    if conversation is not None and conversation.paused and not even_paused:
        return
    batch.outgoing.append(
        Outgoing(
            texter=texter,
            automatic=name,
            language=texter.language,
            created_at=batch.now,
            next_at=batch.now,
        )
    )


def _change(batch: Arriving, texter: Texter, **values: object) -> None:
    for name, value in values.items():
        setattr(texter, name, value)
    if texter not in batch.changed_texters:
        batch.changed_texters.append(texter)


def _happened(batch: Arriving, conversation: Conversation, kind: str, why: str = "") -> None:
    batch.happenings.append(move(conversation, kind, TEXTER, why))
