"""What may be done to conversations; one verb a file, each with its check and its ledger entry."""

from vigie.helpline.conversations.actions.add_note import add_note
from vigie.helpline.conversations.actions.claim import claim
from vigie.helpline.conversations.actions.close import close
from vigie.helpline.conversations.actions.flag_risk import flag_risk
from vigie.helpline.conversations.actions.lift_pause import lift_pause
from vigie.helpline.conversations.actions.purge import (
    forget_numbers,
    purge,
    purge_expired,
    sweep_pages,
)
from vigie.helpline.conversations.actions.read_together import read_together
from vigie.helpline.conversations.actions.receive import receive
from vigie.helpline.conversations.actions.release import release
from vigie.helpline.conversations.actions.remind import remind, tick_off
from vigie.helpline.conversations.actions.reply import reply
from vigie.helpline.conversations.actions.review_draft import review_draft
from vigie.helpline.conversations.actions.rewrap import rewrap
from vigie.helpline.conversations.actions.send_out import (
    Taken,
    accepted,
    known_provider_ids,
    not_sent,
    note_status,
    refused,
    take_due,
    take_uncertain,
    uncertain,
)
from vigie.helpline.conversations.actions.set_watermark import set_watermark
from vigie.helpline.conversations.actions.take_unsettled import Unsettled, take_unsettled
from vigie.helpline.conversations.actions.transfer import transfer

__all__ = [
    "Taken",
    "Unsettled",
    "accepted",
    "add_note",
    "claim",
    "close",
    "flag_risk",
    "forget_numbers",
    "known_provider_ids",
    "lift_pause",
    "not_sent",
    "note_status",
    "purge",
    "purge_expired",
    "read_together",
    "receive",
    "refused",
    "release",
    "remind",
    "reply",
    "review_draft",
    "rewrap",
    "set_watermark",
    "sweep_pages",
    "take_due",
    "take_uncertain",
    "take_unsettled",
    "tick_off",
    "transfer",
    "uncertain",
]
