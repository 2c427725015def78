"""Hand the fields that a texter agreed to share to the recipient they agreed to."""

import uuid

from django.db import transaction
from django.utils import timezone

from vigie.helpline.consent.fields import field
from vigie.helpline.consent.models import Consent, HandOff
from vigie.helpline.consent.signing import FORMAT, digest, signed
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked, require_hold
from vigie.helpline.errors import Refused
from vigie.helpline.secrecy import keyring
from vigie.people.models import Person, Role
from vigie.people.roles import require


def hand_off(consent_id: uuid.UUID, *, by: Person) -> dict[str, object]:
    """A signed export of the agreed fields and no other.

    Errors: NotAllowed; Refused where the consent was revoked or has expired.
    """
    require(by, Role.ADVOCATE, Role.SUPERVISOR)
    now = timezone.now()
    with transaction.atomic():
        consent = Consent.objects.select_for_update(no_key=True).filter(pk=consent_id).first()
        if consent is None or consent.revoked_at or consent.expires_at <= now:
            raise Refused("this consent does not hold", remedy="ask the texter again")
        conversation = locked(consent.conversation_id)
        require_hold(conversation, by)
        done = move(conversation, "handed_off", by.login, f"consent {consent.id}")
        opened = queries.opened(conversation.id)
        document = {
            "format": FORMAT,
            "consent": str(consent.id),
            "scope": consent.scope,
            "recipient": consent.recipient,
            "language": consent.language,
            "expires_at": consent.expires_at.isoformat(),
            "exported_at": now.isoformat(),
            "fields": {name: field(name, opened) for name in consent.scope},
        }
        HandOff.objects.create(
            consent=consent, conversation=conversation, digest=digest(document), by=by.login, at=now
        )
        record(done)
    return signed(document, keyring())
