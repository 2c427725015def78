"""Reading consents and broken glass."""

from django.utils import timezone

from vigie.helpline.consent.models import Consent, Glass
from vigie.helpline.conversations.models import Conversation


def consents_of(conversation: Conversation) -> list[Consent]:
    """What the texter agreed to that still holds, newest first."""
    rows = Consent.objects.filter(
        conversation=conversation, revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    return list(rows.order_by("-given_at"))


def open_glass(conversation: Conversation) -> Glass | None:
    """A request for a second person that nobody has confirmed yet."""
    rows = Glass.objects.filter(conversation=conversation, confirmed_at__isnull=True)
    return rows.order_by("-asked_at").first()


def unreviewed_glass() -> list[Glass]:
    """Broken glass that no supervisor has reviewed, oldest first."""
    rows = Glass.objects.filter(confirmed_at__isnull=False, reviewed_by="")
    return list(rows.order_by("asked_at"))
