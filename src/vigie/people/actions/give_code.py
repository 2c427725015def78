"""Give the second factor's code when signing in."""

from datetime import datetime

from django.db import transaction

from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people import factor
from vigie.people.errors import WrongCode
from vigie.people.models import Person, RecoveryCode, SecondFactor
from vigie.people.queries import FAILED, tried_too_often


def give_code(person: Person, code: str, now: datetime) -> None:
    """Return where the code is right: the authenticator's, later than any used, or a recovery code.

    Errors: WrongCode; after five within five minutes, whatever the code.
    """
    with transaction.atomic():
        one = SecondFactor.objects.select_for_update().filter(person=person).first()
        if tried_too_often(person, now):  # asked while it is held: guesses at once are counted
            raise WrongCode("too many wrong codes", remedy="try again in five minutes", retry=True)
        verb = _used(one, person, code, now)
        write(Deed(person.login, verb, f"person:{person.login}"))
    if verb == FAILED:
        raise WrongCode("the code is not right", remedy="wait for the next one", retry=True)


def _used(one: SecondFactor | None, person: Person, code: str, now: datetime) -> str:
    if one is None or one.confirmed_at is None:
        return FAILED
    secret = factor.unsealed(bytes(one.sealed_secret), person.login)
    step = factor.step_of(secret, code, now, one.last_step)
    if step is not None:
        one.last_step = step
        one.save(update_fields=["last_step"])
        return "second_factor.given"
    spare = RecoveryCode.objects.select_for_update().filter(
        person=person, hashed=factor.hashed(code, person.login), used_at__isnull=True
    )
    if spare.update(used_at=now):
        return "second_factor.recovery_used"
    return FAILED
