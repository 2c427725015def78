"""Ask how a text ended where the provider's call that told it was lost."""

from datetime import datetime, timedelta

from vigie.helpline.conversations.actions import Unsettled, note_status, take_unsettled
from vigie.helpline.errors import GatewayRefused, GatewayUncertain
from vigie.helpline.gateways.every import gateway
from vigie.helpline.gateways.protocol import Gateway

# The provider's clock is not ours, and it dates a text when it sends it.
OVERLAP = timedelta(minutes=10)


def look_up(now: datetime, way: Gateway | None = None) -> int:
    """Take what the providers' lists say of texts that stopped on their way; how many they had."""
    stopped = take_unsettled(now)
    names = {one.gateway for one in stopped}
    return sum(
        _look_up([one for one in stopped if one.gateway == name], way, name) for name in names
    )


def _look_up(stopped: list[Unsettled], way: Gateway | None, name: str) -> int:
    try:
        listed = (way or gateway(name)).sent_since(stopped[0].created_at - OVERLAP, "")
        known = {sent.provider_id: sent for sent in listed}
    except (GatewayUncertain, GatewayRefused):
        return 0
    found = [(one, known[one.provider_id]) for one in stopped if one.provider_id in known]
    for one, sent in found:
        note_status(one.provider_id, sent.status, one.outgoing_id, sent.error)
    return len(found)
