"""Accounts: who may make them, who may be let in."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser

from vigie.ledger.queries import entries_about
from vigie.people.actions import NewPerson, add_person, renew_password, suspend_person
from vigie.people.errors import NotAllowed, UnknownRole
from vigie.people.models import Person, Role
from vigie.people.roles import allowed, require
from vigie.records import WrongUse

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def person(login: str, role: Role) -> Person:
    return add_person(NewPerson(login, login.title(), role, PASSWORD), by="operator:tests")


def test_an_account_can_sign_in_and_is_written_down() -> None:
    kim = person("kim", Role.INVESTIGATOR)
    assert authenticate(username="kim", password=PASSWORD) == kim
    assert authenticate(username="kim", password="wrong") is None
    assert [entry.who for entry in entries_about("person:kim")] == ["operator:tests"]
    assert PASSWORD not in kim.password


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_only_a_supervisor_makes_and_suspends_accounts(role: Role) -> None:
    somebody = person("somebody", role)
    with pytest.raises(NotAllowed):
        add_person(NewPerson("new", "New", Role.ADVOCATE, PASSWORD), by=somebody)
    with pytest.raises(NotAllowed):
        suspend_person(somebody, by=somebody, because="a test")


def test_a_suspended_person_is_kept_out() -> None:
    boss, kim = person("boss", Role.SUPERVISOR), person("kim", Role.ADVOCATE)
    suspend_person(kim, by=boss, because="left the team")
    assert authenticate(username="kim", password=PASSWORD) is None
    with pytest.raises(NotAllowed):
        require(Person.objects.get(login="kim"), Role.ADVOCATE)


def test_somebody_who_is_not_signed_in_may_do_nothing() -> None:
    with pytest.raises(NotAllowed):
        require(AnonymousUser(), *Role)


@pytest.mark.parametrize("by", ["", "operator:", "kim"])
def test_a_mere_name_is_nobody(by: str) -> None:
    with pytest.raises(NotAllowed):
        allowed(by, *Role)


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        (NewPerson("kim", "Kim", "boss", PASSWORD), UnknownRole),
        (NewPerson("kim", "Kim", "advocate", "short"), WrongUse),
        (NewPerson("kim", "Kim", "advocate", "password1234"), WrongUse),
        (NewPerson("", "Kim", "advocate", PASSWORD), WrongUse),
    ],
)
def test_a_bad_account_is_refused_in_words(new: NewPerson, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        add_person(new, by="operator:tests")
    assert not Person.objects.exists()


def test_a_login_is_given_once() -> None:
    person("kim", Role.ADVOCATE)
    with pytest.raises(WrongUse, match="already exists"):
        person("kim", Role.SUPERVISOR)


def test_a_new_password_replaces_the_old_one() -> None:
    boss, kim = person("boss", Role.SUPERVISOR), person("kim", Role.ADVOCATE)
    renew_password(kim, "another good password", by=boss)
    assert authenticate(username="kim", password=PASSWORD) is None
    assert authenticate(username="kim", password="another good password") == kim
    with pytest.raises(NotAllowed):
        renew_password(boss, "another good password", by=kim)
    with pytest.raises(WrongUse):
        renew_password(kim, "short", by=boss)
