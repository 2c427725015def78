"""Finish setting up a second factor."""

from datetime import datetime

from django.db import transaction

from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people import factor
from vigie.people.errors import WrongCode
from vigie.people.models import Person, RecoveryCode, SecondFactor
from vigie.people.queries import FAILED, tried_too_often


def confirm_factor(person: Person, code: str, now: datetime) -> list[str]:
    """Take the first code; the recovery codes, which are shown this once and kept as hashes.

    Errors: WrongCode.
    """
    if tried_too_often(person, now):
        raise WrongCode("too many wrong codes", remedy="try again in five minutes", retry=True)
    record = f"person:{person.login}"
    with transaction.atomic():
        one = SecondFactor.objects.select_for_update().filter(person=person).first()
        secret = factor.unsealed(bytes(one.sealed_secret), person.login) if one else ""
        step = factor.step_of(secret, code, now, 0)
        if one is not None and one.confirmed_at is None and step is not None:
            one.confirmed_at, one.last_step = now, step
            one.save(update_fields=["confirmed_at", "last_step"])
            codes = factor.new_recovery_codes()
            RecoveryCode.objects.filter(person=person).delete()
            RecoveryCode.objects.bulk_create(
                [RecoveryCode(person=person, hashed=factor.hashed(c, person.login)) for c in codes]
            )
            write(Deed(person.login, "second_factor.set_up", record))
            return codes
        write(Deed(person.login, FAILED, record))
    raise WrongCode("the code is not right", remedy="wait for the next one", retry=True)
