"""The helpline's cast, keys and line, for its tests."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django.fixtures import Settings

from vigie.helpline.gateways.twilio import account
from vigie.helpline.secrecy.keyring import INLINE, new_keyring

pytest_plugins = ["tests.servers"]

PASSWORD = "correct horse battery"
ORIGIN = "https://line.example.org"
SID = "AC" + "0" * 32
TOKEN = "a token that is only for tests"


def pytest_configure() -> None:
    """Set the line's surroundings."""
    os.environ[INLINE] = new_keyring().to_json()
    os.environ["VIGIE_HELPLINE_HANDSET"] = "1"
    django_settings.SECRET_KEY = "for tests"  # pytest-django has read the settings by now


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An account at the provider, at an address where nobody listens."""
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    monkeypatch.setenv("VIGIE_PUBLIC_ORIGIN", ORIGIN)
    monkeypatch.setenv("VIGIE_TWILIO_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("VIGIE_HELPLINE_SECOND_FACTOR", "none")  # see test_second_factor.py
    account.cache_clear()
    yield
    account.cache_clear()


@pytest.fixture
def cast(db: None, settings: Settings) -> "dict[str, object]":
    """One person of each role, by role; and a colleague of the advocate's."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed
    from vigie.people.actions import NewPerson, add_person  # noqa: PLC0415 (Django is set up)
    from vigie.people.models import Role  # noqa: PLC0415

    people: dict[str, object] = {
        role.value: add_person(
            NewPerson(role.value, role.value.title(), role, PASSWORD, languages=("en", "es")),
            by="operator:tests",
        )
        for role in Role
    }
    people["colleague"] = add_person(
        NewPerson("colleague", "Colleague", Role.ADVOCATE, PASSWORD), by="operator:tests"
    )
    return people


@pytest.fixture
def signed_in(cast: "dict[str, object]") -> Callable[[str], Client]:
    """A browser in which somebody of the cast is signed in; nobody, for `outsider`."""

    def browser(who: str) -> Client:
        client = Client()
        if who != "outsider":
            client.force_login(cast[who])  # type: ignore[arg-type]  # the cast are people
        return client

    return browser
