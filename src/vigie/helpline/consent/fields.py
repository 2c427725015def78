"""What a texter may agree to share, and nothing beside it."""

from vigie.helpline.conversations.queries import Opened
from vigie.helpline.conversations.sealed import number_of

SHAREABLE = ("number", "language", "texts", "first_wrote")


def field(name: str, opened: Opened) -> object:
    """One shareable field of a conversation. Errors: KeyError, CannotUnseal."""
    if name == "number":
        return number_of(opened.conversation.texter)
    if name == "language":
        return opened.conversation.language
    if name == "first_wrote":
        return opened.conversation.opened_at.date().isoformat()
    if name == "texts":
        return [line.text for line in opened.lines if line.inbound]
    raise KeyError(name)
