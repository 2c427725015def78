"""Finding accounts."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from vigie.ledger.queries import counted
from vigie.people import factor
from vigie.people.models import Person, RecoveryCode, SecondFactor

FAILED = "second_factor.failed"
PATIENCE = timedelta(minutes=5)
TRIES = 5


def person_named(login: str) -> Person | None:
    """The account with a login."""
    return Person.objects.filter(login=login).first()


def person_entering(key: int) -> Person | None:
    """The active account with a key: somebody who is half signed in."""
    return Person.objects.filter(pk=key, is_active=True).first()


def active_people(*roles: str) -> QuerySet[Person]:
    """Everybody active in one of the roles, by login."""
    return Person.objects.filter(is_active=True, role__in=roles).order_by("login")


def has_factor(person: Person) -> bool:
    """Whether the person has an authenticator that was tried once."""
    return SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).exists()


def factor_secret(person: Person) -> str:
    """The secret of an authenticator that is being set up; empty where there is none."""
    one = SecondFactor.objects.filter(person=person, confirmed_at__isnull=True).first()
    return factor.unsealed(bytes(one.sealed_secret), person.login) if one else ""


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes are still good."""
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True).count()


def tried_too_often(person: Person, now: datetime) -> bool:
    """Whether so many codes were wrong lately that none is looked at for some minutes."""
    return counted(f"person:{person.login}", FAILED, now - PATIENCE) >= TRIES
