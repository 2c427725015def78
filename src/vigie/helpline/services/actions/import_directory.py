"""Replace the directory."""

from django.db import transaction

from vigie.helpline.services.hsds import Directory
from vigie.helpline.services.models import Service
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.models import Person, Role
from vigie.people.roles import allowed


def import_directory(directory: Directory, *, by: Person | str) -> int:
    """Make these the services that advocates see; how many. Errors: NotAllowed."""
    who = allowed(by, Role.SUPERVISOR)
    with transaction.atomic():
        Service.objects.all().delete()
        made = Service.objects.bulk_create([Service(**row) for row in directory.services])
        detail = {"services": len(made), "passed_over": directory.passed_over}
        write(Deed(who, "directory.imported", "directory:services", detail=detail))
    return len(made)
