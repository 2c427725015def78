"""Take a person's second factor away, so that a new one can be set up."""

from django.db import transaction

from vigie.ledger.actions import write_all
from vigie.ledger.chain import Deed
from vigie.people.models import Person, RecoveryCode, Role, SecondFactor
from vigie.people.roles import allowed


def reset_factor(person: Person, *, by: Person | str, because: str) -> bool:
    """Remove the authenticator and its recovery codes, end every session; whether there was one.

    Errors: NotAllowed unless `by` is a supervisor or `operator:NAME`.
    """
    who, record = allowed(by, Role.SUPERVISOR), f"person:{person.login}"
    with transaction.atomic():
        RecoveryCode.objects.filter(person=person).delete()
        removed, _ = SecondFactor.objects.filter(person=person).delete()
        person.era += 1
        person.save(update_fields=["era"])
        write_all(
            [
                Deed(who, "second_factor.reset", record, because),
                Deed(who, "sessions.ended", record, because),
            ]
        )
    return removed > 0
