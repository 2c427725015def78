"""Send what is due, and settle what is uncertain, gateway by gateway."""

import logging

from vigie.helpline.conversations import actions
from vigie.helpline.conversations.actions import Taken
from vigie.helpline.errors import GatewayRefused, GatewayUncertain
from vigie.helpline.gateways.every import gateway
from vigie.helpline.gateways.patience import patiently
from vigie.helpline.gateways.protocol import Gateway, Outbound

log = logging.getLogger("vigie.helpline.outbox")


def send_due() -> int:
    """Send some of the texts that are due, the oldest first; how many were tried."""
    batch = actions.take_due()
    for taken in batch:
        send(taken, None)
    return len(batch)


def send(taken: Taken, way: Gateway | None) -> None:
    """Send one text that was taken out, and note what the provider said."""
    one = Outbound(taken.outgoing_id, taken.line, taken.number, taken.body)
    try:
        sent = (way or gateway(taken.gateway)).send(one)
    except GatewayRefused as error:
        log.warning("outgoing %s was refused", taken.outgoing_id)
        why = error.what
        patiently(lambda: actions.refused(taken.outgoing_id, why))
    except GatewayUncertain as error:
        log.warning("outgoing %s is uncertain", taken.outgoing_id)
        why = error.what
        patiently(lambda: actions.uncertain(taken.outgoing_id, why))
    else:
        patiently(lambda: actions.accepted(taken.outgoing_id, sent.provider_id, sent.status))


def settle_uncertain() -> int:
    """Look up every uncertain text in its provider's list; how many were settled."""
    return sum(settle(taken, None) for taken in actions.take_uncertain())


def settle(taken: Taken, way: Gateway | None) -> bool:
    """Whether the provider's list tells if a text was sent. Where it has it, it is sent.

    Texts to one number with the same words are told apart by the ids that our other rows hold.
    """
    try:
        listed = list((way or gateway(taken.gateway)).sent_since(taken.created_at, taken.number))
    except (GatewayUncertain, GatewayRefused):
        return False
    known = actions.known_provider_ids(taken.outgoing_id)
    for sent in listed:
        if sent.body == taken.body and sent.provider_id not in known:
            actions.accepted(taken.outgoing_id, sent.provider_id, sent.status)
            return True
    actions.not_sent(taken.outgoing_id)
    return True
