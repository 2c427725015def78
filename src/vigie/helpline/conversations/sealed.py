"""Opening and sealing what belongs to a conversation."""

import uuid

from vigie.helpline.conversations.models import Conversation, Message, Note, Texter
from vigie.helpline.secrecy import keyring, seal, unseal, unwrap


def key_of(owner: Conversation | Texter) -> bytes:
    """The key of a conversation or a texter. Errors: CannotUnseal where it was destroyed."""
    return unwrap(keyring(), owner.wrapped_key, str(owner.id))


def text_of(message: Message | Note, key: bytes) -> str:
    """What a message or note says. Errors: CannotUnseal."""
    return unseal(key, message.sealed, str(message.id))


def number_of(texter: Texter) -> str:
    """The texter's number, as the gateway gave it. Errors: CannotUnseal where it was erased."""
    return unseal(key_of(texter), texter.sealed_number, f"number:{texter.id}")


def sealed_text(text: str, key: bytes) -> tuple[uuid.UUID, bytes]:
    """A fresh id, and the text sealed for it."""
    identity = uuid.uuid4()
    return identity, seal(key, text, str(identity))
