"""What a gateway is: it sends a text, and lists what its provider knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from vigie.helpline.conversations.inbound import Inbound


@dataclass(frozen=True, slots=True)
class Outbound:
    """One text to send. `outgoing_id` is our row, told back to us in the status callback."""

    outgoing_id: int
    line: str
    to: str = field(repr=False)
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that the provider accepted: its id there, and how far it has come."""

    provider_id: str
    status: str
    to: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    error: str = ""


class Gateway(Protocol):
    """A way in and out.

    `send` raises GatewayRefused where the provider said no, GatewayUncertain where it may have
    sent. `sent_since` and `received_since` list what the provider knows, oldest first.
    """

    name: str

    def send(self, one: Outbound) -> Sent:
        """Send one text, once."""

    def sent_since(self, since: datetime, to: str) -> Iterator[Sent]:
        """Texts that the provider has accepted since then: to a number, or all where it is ''."""

    def received_since(self, since: datetime) -> Iterator[Inbound]:
        """Texts to the line that the provider has received since then."""
