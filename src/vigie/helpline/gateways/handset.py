"""A telephone on a page, for demonstration and training: the same way in, and an outbox to read."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime

from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.errors import Refused
from vigie.helpline.gateways.protocol import Outbound, Sent

LINE = "233733"
# Numbers that are kept for fiction: nobody has one (North America 555-01XX).
FICTIONAL = re.compile(r"\+1[2-9]\d{2}55501\d{2}")
SWITCH = "VIGIE_HELPLINE_HANDSET"


def switched_on() -> bool:
    """Whether the page is there: only where `VIGIE_HELPLINE_HANDSET` is 1."""
    return os.environ.get(SWITCH) == "1"


def typed(number: str, body: str) -> Inbound:
    """What a handset sends. Errors: Refused for a number that somebody might have."""
    if not FICTIONAL.fullmatch(number):
        raise Refused(
            "a handset has a fictional number", remedy="use one like +12025550143 (555-01XX)"
        )
    return Inbound("handset", f"HS{secrets.token_hex(16)}", number, LINE, body)


class Handset:
    """The gateway `handset`: what is sent to it is read on its page."""

    name = "handset"

    def send(self, one: Outbound) -> Sent:
        """Deliver at once; the id follows from our row, so a repeated send is the same text."""
        return Sent(f"HO{one.outgoing_id}", "delivered")

    def sent_since(self, since: datetime, to: str) -> Iterator[Sent]:  # noqa: ARG002 (the protocol's)
        """Nothing: a send here has no uncertain end."""
        yield from ()

    def received_since(self, since: datetime) -> Iterator[Inbound]:  # noqa: ARG002 (the protocol's)
        """Nothing: what is typed is taken in at once."""
        yield from ()
