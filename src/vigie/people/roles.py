"""The check that stands at the head of every action."""

from django.contrib.auth.models import AnonymousUser

from vigie.people.errors import NotAllowed
from vigie.people.models import Person, Role


def require(person: Person | AnonymousUser, *roles: Role) -> Person:
    """The person, if signed in, active and in one of the roles. Errors: NotAllowed."""
    if not isinstance(person, Person) or not person.is_active:
        raise NotAllowed("you are not signed in", remedy="sign in")
    if person.role not in roles:
        allowed = ", ".join(role.value for role in roles)
        raise NotAllowed(f"your role is {person.role}; this is for: {allowed}")
    return person


def allowed(by: Person | str, *roles: Role) -> str:
    """The name that goes into the ledger: a person's login after the check, or `operator:NAME`.

    An operator is whoever runs the command line on the server itself. Errors: NotAllowed.
    """
    if isinstance(by, Person):
        return require(by, *roles).login
    if not by.startswith("operator:") or by == "operator:":
        raise NotAllowed("nobody is named as doing this")
    return by
