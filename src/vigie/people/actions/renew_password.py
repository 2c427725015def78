"""Give an account a new password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.models import Person, Role
from vigie.people.roles import allowed
from vigie.records import WrongUse


def renew_password(person: Person, password: str, *, by: Person | str) -> None:
    """Set a password; every session of the person ends. Errors: NotAllowed, WrongUse."""
    who = allowed(by, Role.SUPERVISOR)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WrongUse(" ".join(error.messages)) from error
    with transaction.atomic():
        person.set_password(password)
        person.save(update_fields=["password"])
        write(Deed(who, "person.password_renewed", f"person:{person.login}"))
