"""Make an account."""

from dataclasses import dataclass, field

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.errors import UnknownRole
from vigie.people.models import Person, Role
from vigie.people.roles import allowed
from vigie.records import WrongUse


@dataclass(frozen=True, slots=True)
class NewPerson:
    """An account to be made; `languages` are ISO 639-1 codes."""

    login: str
    shown_as: str
    role: str
    password: str = field(repr=False)
    agency: str = ""
    languages: tuple[str, ...] = ("en",)


def add_person(new: NewPerson, *, by: Person | str) -> Person:
    """Make the account and write it down. `by` is a supervisor, or `operator:NAME`.

    Errors: NotAllowed, UnknownRole, WrongUse (a login in use, a weak password).
    """
    who = allowed(by, Role.SUPERVISOR)
    if new.role not in Role.values:
        raise UnknownRole(f"no role {new.role!r}", remedy=f"one of: {', '.join(Role.values)}")
    person = Person(
        login=new.login,
        shown_as=new.shown_as,
        role=new.role,
        agency=new.agency,
        languages=",".join(new.languages),
    )
    try:
        validate_password(new.password, person)
        person.set_password(new.password)
        person.full_clean()
    except ValidationError as error:
        raise WrongUse(" ".join(error.messages)) from error
    with transaction.atomic():
        person.save()
        write(Deed(who, "person.added", f"person:{person.login}", detail={"role": person.role}))
    return person
