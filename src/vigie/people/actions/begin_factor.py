"""Begin to set up a second factor."""

from django.db import transaction

from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people import factor
from vigie.people.errors import NotAllowed
from vigie.people.models import Person, SecondFactor
from vigie.people.queries import factor_secret, has_factor


def begin_factor(person: Person) -> str:
    """The secret to be read by the person's authenticator, the same until it is confirmed.

    Errors: NotAllowed where the account has a second factor, or is not active.
    """
    if not person.is_active or has_factor(person):
        raise NotAllowed("there is a second factor already", remedy="ask for it to be reset")
    known = factor_secret(person)
    if known:
        return known
    secret = factor.new_secret()
    with transaction.atomic():
        SecondFactor.objects.update_or_create(
            person=person,
            defaults={"sealed_secret": factor.sealed(secret, person.login), "confirmed_at": None},
        )
        write(Deed(person.login, "second_factor.begun", f"person:{person.login}"))
    return secret
