"""Finding accounts."""

from django.db.models import QuerySet

from vigie.people.models import Person


def person_named(login: str) -> Person | None:
    """The account with a login."""
    return Person.objects.filter(login=login).first()


def active_people(*roles: str) -> QuerySet[Person]:
    """Everybody active in one of the roles, by login."""
    return Person.objects.filter(is_active=True, role__in=roles).order_by("login")
