"""What may be done to accounts; one verb a file."""

from vigie.people.actions.add_person import NewPerson, add_person
from vigie.people.actions.begin_factor import begin_factor
from vigie.people.actions.confirm_factor import confirm_factor
from vigie.people.actions.give_code import give_code
from vigie.people.actions.renew_password import renew_password
from vigie.people.actions.reset_factor import reset_factor
from vigie.people.actions.suspend_person import suspend_person

__all__ = [
    "NewPerson",
    "add_person",
    "begin_factor",
    "confirm_factor",
    "give_code",
    "renew_password",
    "reset_factor",
    "suspend_person",
]
