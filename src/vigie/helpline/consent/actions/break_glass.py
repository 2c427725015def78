"""Imminent danger: two people share a number without consent; a supervisor reviews it after."""

import uuid

from django.db import transaction
from django.utils import timezone

from vigie.helpline.consent.fields import field
from vigie.helpline.consent.models import Glass, HandOff
from vigie.helpline.consent.signing import FORMAT, digest, signed
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.errors import Refused
from vigie.helpline.secrecy import keyring
from vigie.people.errors import NotAllowed
from vigie.people.models import Person, Role
from vigie.people.roles import require

SHARED = ("number", "language", "texts")


def ask_glass(conversation_id: uuid.UUID, *, reason: str, recipient: str, by: Person) -> Glass:
    """Ask a second person. Errors: NotAllowed; Refused without a reason and a recipient."""
    require(by, Role.ADVOCATE, Role.SUPERVISOR)
    if len(reason.strip()) < 10 or not recipient.strip():
        raise Refused("say why there is imminent danger, and to whom the number goes")
    with transaction.atomic():
        conversation = locked(conversation_id)
        done = move(conversation, "glass_broken", by.login, "asked for a second person")
        glass = Glass.objects.create(
            conversation=conversation,
            reason=reason.strip(),
            recipient=recipient.strip()[:200],
            asked_by=by.login,
            asked_at=timezone.now(),
        )
        record(done)
    return glass


def confirm_glass(glass_id: uuid.UUID, *, by: Person) -> dict[str, object]:
    """The second person confirms, and the signed export is made.

    Errors: NotAllowed where it is the same person; Refused where it was confirmed already.
    """
    require(by, Role.ADVOCATE, Role.SUPERVISOR)
    now = timezone.now()
    with transaction.atomic():
        glass = Glass.objects.select_for_update(no_key=True).filter(pk=glass_id).first()
        if glass is None or glass.confirmed_at:
            raise Refused("there is nothing to confirm")
        if glass.asked_by == by.login:
            raise NotAllowed("it takes two people", remedy="ask a colleague to confirm")
        conversation = locked(glass.conversation_id)
        done = move(conversation, "glass_broken", by.login, "confirmed as second person")
        opened = queries.opened(conversation.id)
        document = {
            "format": FORMAT,
            "without_consent": {"reason": glass.reason, "people": [glass.asked_by, by.login]},
            "recipient": glass.recipient,
            "exported_at": now.isoformat(),
            "fields": {name: field(name, opened) for name in SHARED},
        }
        glass.confirmed_by, glass.confirmed_at = by.login, now
        glass.save(update_fields=["confirmed_by", "confirmed_at"])
        HandOff.objects.create(
            conversation=conversation, digest=digest(document), by=by.login, at=now
        )
        record(done)
    return signed(document, keyring())


def review_glass(glass_id: uuid.UUID, *, review: str, by: Person) -> None:
    """A supervisor who was not one of the two says what they think of it. Errors: NotAllowed."""
    require(by, Role.SUPERVISOR)
    if len(review.strip()) < 3:
        raise Refused("write what the review found")
    with transaction.atomic():
        glass = Glass.objects.select_for_update(no_key=True).filter(pk=glass_id).first()
        if glass is None or not glass.confirmed_at or glass.reviewed_by:
            raise Refused("there is nothing to review")
        if by.login in (glass.asked_by, glass.confirmed_by):
            raise NotAllowed("a review is made by somebody else")
        conversation = locked(glass.conversation_id)
        done = move(conversation, "glass_reviewed", by.login)
        glass.reviewed_by, glass.review = by.login, review.strip()
        glass.save(update_fields=["reviewed_by", "review"])
        record(done)
