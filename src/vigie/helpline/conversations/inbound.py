"""What every gateway hands in: one message that somebody wrote to the line."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Inbound:
    """`provider_id` is the provider's own id of the message, the same at every delivery.

    `sender` and `line` are kept as given: a short code is never made into a telephone number.
    `media` counts attachments; none is ever fetched.
    """

    gateway: str
    provider_id: str
    sender: str = field(repr=False)
    line: str
    body: str = field(repr=False)
    media: int = 0
    at: datetime | None = None
    canary: bool = False
