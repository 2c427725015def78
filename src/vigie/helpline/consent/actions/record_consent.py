"""Write down what a texter agreed to."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from vigie.helpline.consent.fields import SHAREABLE
from vigie.helpline.consent.models import Consent
from vigie.helpline.conversations.actions._happen import move, record
from vigie.helpline.conversations.actions._locked import locked, require_hold
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role
from vigie.people.roles import require

LONGEST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class NewConsent:
    """`scope` names the fields agreed to; `wording` is what the texter was shown."""

    scope: Sequence[str]
    recipient: str
    wording: str
    language: str
    lasts: timedelta


def record_consent(conversation_id: uuid.UUID, new: NewConsent, *, by: Person) -> Consent:
    """Keep a consent. Errors: NotAllowed; Refused where it says too little or too much."""
    require(by, Role.ADVOCATE, Role.SUPERVISOR)
    scope = sorted(set(new.scope))
    if not scope or not set(scope) <= set(SHAREABLE):
        raise Refused(f"a consent names some of: {', '.join(SHAREABLE)}")
    if not new.recipient.strip() or len(new.wording.strip()) < 10:
        raise Refused("a consent names its recipient and the wording that was shown")
    if not timedelta(0) < new.lasts <= LONGEST:
        raise Refused("a consent lasts up to 90 days")
    now = timezone.now()
    with transaction.atomic():
        conversation = locked(conversation_id)
        require_hold(conversation, by)
        done = move(conversation, "consent_given", by.login, ", ".join(scope))
        consent = Consent.objects.create(
            conversation=conversation,
            scope=scope,
            recipient=new.recipient.strip()[:200],
            wording=new.wording.strip(),
            language=new.language,
            given_at=now,
            expires_at=now + new.lasts,
            recorded_by=by.login,
        )
        record(done)
    return consent
