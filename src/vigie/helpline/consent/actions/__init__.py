"""What may leave the helpline, and how; one verb a file."""

from vigie.helpline.consent.actions.break_glass import ask_glass, confirm_glass, review_glass
from vigie.helpline.consent.actions.hand_off import hand_off
from vigie.helpline.consent.actions.record_consent import NewConsent, record_consent
from vigie.helpline.consent.actions.revoke_consent import revoke_consent

__all__ = [
    "NewConsent",
    "ask_glass",
    "confirm_glass",
    "hand_off",
    "record_consent",
    "review_glass",
    "revoke_consent",
]
