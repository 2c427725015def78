"""Wrap every key anew under the current key-encryption key."""

from django.db import transaction

from vigie.helpline.conversations.models import Conversation, Texter
from vigie.helpline.secrecy import Keyring, unwrap, wrap
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.models import Person, Role
from vigie.people.roles import allowed


def rewrap(ring: Keyring, *, by: Person | str) -> int:
    """Rewrap every key, or none; how many. Errors: NotAllowed, CannotUnseal."""
    who = allowed(by, Role.SUPERVISOR)
    keys = 0
    with transaction.atomic():
        for model in (Texter, Conversation):
            for owner in (
                model.objects.select_for_update(no_key=True).order_by("pk").iterator(chunk_size=500)
            ):
                if not owner.wrapped_key:
                    continue
                plain = unwrap(ring, owner.wrapped_key, str(owner.pk))
                owner.wrapped_key = wrap(ring, plain, str(owner.pk))
                owner.save(update_fields=["wrapped_key"])
                keys += 1
        write(Deed(who, "keys.rewrapped", f"key:{ring.current}", detail={"keys": keys}))
    return keys
