"""Guessing passwords ends soon, and keeps nobody else out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.helpline.conftest import PASSWORD
from vigie.helpline.console import tries
from vigie.ledger.models import Entry
from vigie.records import WrongUse

GUESSER, ADVOCATE = "203.0.113.9", "198.51.100.7"


@pytest.fixture
def enter(cast: dict[str, object]) -> Callable[..., int]:
    """Try to sign in from an address; the answer's code."""

    def run(login: str, password: str, address: str = GUESSER, **more: str) -> int:
        form = {"login": login, "password": password}
        return Client(REMOTE_ADDR=address).post("/sign-in", form, **more).status_code  # type: ignore[arg-type]  # WSGI names

    return run


def test_after_ten_wrong_passwords_none_is_looked_at(
    enter: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [enter("advocate", "wrong") for _ in range(tries.TRIES)] == [401] * tries.TRIES
    assert enter("advocate", PASSWORD) == 429
    assert enter("advocate", PASSWORD) == 429
    assert enter("advocate", PASSWORD, ADVOCATE) == 302  # whoever knows a login shuts nobody out
    assert enter("trainee", PASSWORD) == 302
    refused = Entry.objects.filter(verb="sign_in.refused")
    assert [(one.record, one.who) for one in refused] == [
        ("login:advocate", Entry.objects.filter(verb="sign_in.failed")[0].who)
    ]
    monkeypatch.setattr(tries, "PATIENCE", timedelta())
    assert enter("advocate", PASSWORD) == 302


def test_one_password_for_every_account_ends_too(
    enter: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "TRIES_ANYWHERE", 3)
    assert [enter(f"somebody{n}", PASSWORD) for n in range(4)] == [401, 401, 401, 429]


def test_no_address_stands_in_the_ledger(enter: Callable[..., int]) -> None:
    enter("advocate", "wrong")
    enter("advocate", "wrong", ADVOCATE)
    whos = [one.who for one in Entry.objects.filter(verb="sign_in.failed")]
    assert len(set(whos)) == 2
    assert all(address not in who for address in (GUESSER, ADVOCATE) for who in whos)


def test_a_forwarded_address_counts_as_far_as_our_proxies_wrote_it(
    enter: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def whos(forwarded: str) -> str:
        enter("advocate", "wrong", "127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
        return Entry.objects.filter(verb="sign_in.failed").latest("number").who

    assert whos("1.1.1.1") == whos("2.2.2.2")  # without a proxy it is anybody's word
    monkeypatch.setenv(tries.PROXIES, "1")
    assert whos(f"1.1.1.1, {GUESSER}") == whos(f"2.2.2.2, {GUESSER}")
    assert whos(GUESSER) != whos(ADVOCATE)


@pytest.mark.parametrize("written", ["", "one", "-1", "1.5", "10"])
def test_a_number_of_proxies_that_is_none_is_said(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(tries.PROXIES, written)
    with pytest.raises(WrongUse, match=tries.PROXIES):
        tries.proxies()
