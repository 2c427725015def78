"""Signing in past the second factor: nobody is in before the code, and no code lets in twice."""

from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from tests.helpline.conftest import PASSWORD
from vigie.helpline.console.required import required_of
from vigie.people.actions import begin_factor, confirm_factor, reset_factor
from vigie.people.models import Person
from vigie.records import WrongUse

pytestmark = pytest.mark.django_db
GIVE, SET_UP = "/sign-in/code", "/sign-in/second-factor"


@pytest.fixture(autouse=True)
def _required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_HELPLINE_SECOND_FACTOR", "all")


def past_the_password(login: str = "advocate") -> tuple[Client, str]:
    """A browser in which the right password was given, and where it was sent on to."""
    client = Client()
    answer = client.post("/sign-in", {"login": login, "password": PASSWORD})
    return client, answer.headers["Location"]


def enrol(person: object) -> tuple[str, list[str]]:
    assert isinstance(person, Person)
    secret, then = begin_factor(person), timezone.now() - timedelta(minutes=5)
    return secret, confirm_factor(person, str(pyotp.TOTP(secret).at(then)), then)


def now_of(secret: str) -> str:
    return str(pyotp.TOTP(secret).now())


def test_whoever_has_none_sets_one_up_before_anything_else(cast: dict[str, object]) -> None:
    client, where = past_the_password()
    assert where == SET_UP
    assert client.get("/").headers["Location"] == "/sign-in"
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    secret = page.split('<code id="secret">')[1].split("<")[0].replace(" ", "")
    assert client.post(SET_UP, {"code": "12"}).status_code == 401
    assert client.get("/").headers["Location"] == "/sign-in"
    shown = client.post(SET_UP, {"code": now_of(secret)})
    assert shown.content.decode().count("<li><code>") == 10
    assert client.get("/").status_code == 200
    assert client.get(SET_UP).headers["Location"] == "/"  # neither is shown again
    assert secret not in client.get("/").content.decode()


def test_the_password_alone_lets_nobody_in(cast: dict[str, object]) -> None:
    secret, codes = enrol(cast["advocate"])
    client, where = past_the_password()
    assert where == GIVE
    assert client.get("/").headers["Location"] == "/sign-in"
    assert client.get(SET_UP).headers["Location"] == GIVE
    assert client.post(GIVE, {"code": "000"}).status_code == 401
    code = now_of(secret)
    assert client.post(GIVE, {"code": code}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    again, _ = past_the_password()
    assert again.post(GIVE, {"code": code}).status_code == 401
    assert again.post(GIVE, {"code": codes[0]}).headers["Location"] == "/"


def test_a_code_without_a_password_is_nothing(cast: dict[str, object]) -> None:
    secret, _ = enrol(cast["advocate"])
    client = Client()
    for method in (client.get, client.post):
        assert method(GIVE, {"code": now_of(secret)}).headers["Location"] == "/sign-in"
        assert method(SET_UP, {"code": now_of(secret)}).headers["Location"] == "/sign-in"


def test_a_half_open_door_closes(cast: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    secret, _ = enrol(cast["advocate"])
    client, _ = past_the_password()
    monkeypatch.setattr("vigie.helpline.console.views.factor.SECONDS", -1)
    assert client.post(GIVE, {"code": now_of(secret)}).headers["Location"] == "/sign-in"
    monkeypatch.undo()
    other, _ = past_the_password()
    Person.objects.filter(login="advocate").update(is_active=False)
    assert other.post(GIVE, {"code": now_of(secret)}).headers["Location"] == "/sign-in"


def test_a_reset_ends_the_sessions_that_are_open(cast: dict[str, object]) -> None:
    secret, _ = enrol(cast["advocate"])
    client, _ = past_the_password()
    client.post(GIVE, {"code": now_of(secret)})
    assert client.get("/").status_code == 200
    person = Person.objects.get(login="advocate")
    reset_factor(person, by="operator:tests", because="the telephone was lost")
    assert client.get("/").headers["Location"] == "/sign-in"


def test_it_is_asked_of_the_roles_that_are_named(
    cast: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIE_HELPLINE_SECOND_FACTOR", "supervisor, auditor")
    assert past_the_password("advocate")[1] == "/"
    assert past_the_password("supervisor")[1] == SET_UP
    enrol(cast["advocate"])  # who has one is asked for it, whatever the role
    assert past_the_password("advocate")[1] == GIVE


@pytest.mark.parametrize("written", ["everybody", "supervisor,boss"])
def test_a_role_that_is_none_is_said(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_HELPLINE_SECOND_FACTOR", written)
    with pytest.raises(WrongUse, match="VIGIE_HELPLINE_SECOND_FACTOR"):
        required_of()
