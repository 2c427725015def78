"""What may be done to accounts; one verb a file."""

from vigie.people.actions.add_person import NewPerson, add_person
from vigie.people.actions.renew_password import renew_password
from vigie.people.actions.suspend_person import suspend_person

__all__ = ["NewPerson", "add_person", "renew_password", "suspend_person"]
