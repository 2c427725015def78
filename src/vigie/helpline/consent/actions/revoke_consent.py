"""Take a consent back."""

import uuid

from django.db import transaction
from django.utils import timezone

from vigie.helpline.consent.models import Consent
from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.roles import require


def revoke_consent(consent_id: uuid.UUID, *, by: Person) -> None:
    """Nothing is handed off under this consent from now on. Errors: NotAllowed, Refused."""
    require(by, Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)
    with transaction.atomic():
        consent = Consent.objects.select_for_update(no_key=True).filter(pk=consent_id).first()
        if consent is None:
            raise Refused("there is no such consent")
        conversation = locked(consent.conversation_id)
        done = move(conversation, "consent_revoked", by.login)
        consent.revoked_at = consent.revoked_at or timezone.now()
        consent.save(update_fields=["revoked_at"])
        record(done)
