"""Fill gaps: what the provider received and we did not take in."""

from datetime import datetime, timedelta

from vigie.helpline.conversations.actions import receive, set_watermark
from vigie.helpline.conversations.queries import watermark
from vigie.helpline.gateways.protocol import Gateway

# The provider lists a text some time after it received it, so each look goes back over the last.
OVERLAP = timedelta(minutes=10)
FIRST = timedelta(days=1)
AT_ONCE = 100


def reconcile(way: Gateway, now: datetime) -> int:
    """Take in every listed text that is not here yet; how many. Errors: GatewayUncertain."""
    since = (watermark(way.name) or now - FIRST) - OVERLAP
    listed = list(way.received_since(since))
    filled = sum(
        receive(listed[start : start + AT_ONCE]) for start in range(0, len(listed), AT_ONCE)
    )
    set_watermark(way.name, now, filled)
    return filled
