"""What a provider says of a text's way, and which word is further than which."""

# Twilio's words. What stands later is further; a status never moves back.
ORDER = {
    "accepted": 1,
    "scheduled": 1,
    "queued": 2,
    "sending": 3,
    "sent": 4,
    "partially_delivered": 5,
    "delivered": 6,
    "undelivered": 6,
    "failed": 6,
    "canceled": 6,
    "read": 7,
}
FAILED = ("undelivered", "failed", "canceled")
LAST = ("delivered", *FAILED, "read")


def further(new: str, old: str) -> bool:
    """Whether a status is further on than another; a word that is not known is not."""
    return ORDER.get(new, 0) > ORDER.get(old, 0)
