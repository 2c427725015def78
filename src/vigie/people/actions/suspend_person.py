"""Take an account's access away; it stays for the ledger's sake."""

from django.db import transaction

from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.models import Person, Role
from vigie.people.roles import require


def suspend_person(person: Person, *, by: Person, because: str) -> None:
    """Suspend an account at once: its sessions are refused from the next request on.

    Errors: NotAllowed unless `by` is a supervisor.
    """
    require(by, Role.SUPERVISOR)
    with transaction.atomic():
        person.is_active = False
        person.save(update_fields=["is_active"])
        write(Deed(by.login, "person.suspended", f"person:{person.login}", because))
