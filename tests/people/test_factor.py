"""The second factor: RFC 6238's codes, each good once; recovery codes; a reset."""

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.conf import settings
from django.utils import timezone

from vigie.ledger.queries import entries_about
from vigie.people import factor
from vigie.people.actions import (
    NewPerson,
    add_person,
    begin_factor,
    confirm_factor,
    give_code,
    reset_factor,
)
from vigie.people.errors import NotAllowed, WrongCode
from vigie.people.models import Person, RecoveryCode, Role, SecondFactor
from vigie.people.queries import has_factor, recovery_codes_left

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STEP = timedelta(seconds=factor.STEP)
# RFC 6238, appendix B: the last six of the eight digits for SHA-1.
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.fixture(autouse=True)
def _secret() -> None:
    settings.SECRET_KEY = "for tests"  # an empty one cannot even be read, to be put back


def kim() -> Person:
    new = NewPerson("kim", "Kim", Role.ADVOCATE, "correct horse battery")
    return add_person(new, by="operator:tests")


def code(secret: str, at: datetime) -> str:
    return str(pyotp.TOTP(secret).at(at))


def enrolled(person: Person) -> tuple[str, list[str]]:
    """Their secret and recovery codes; the code of NOW is used."""
    secret = begin_factor(person)
    return secret, confirm_factor(person, code(secret, timezone.now()), timezone.now())


@pytest.mark.parametrize(("seconds", "digits"), VECTORS.items())
def test_codes_are_those_of_the_standard(seconds: int, digits: str) -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    at = datetime.fromtimestamp(seconds, UTC)
    assert factor.step_of(secret, digits, at, 0) == seconds // 30
    assert factor.step_of(secret, digits, at, seconds // 30) is None
    assert factor.step_of(secret, digits, at + STEP, 0) == seconds // 30
    assert factor.step_of(secret, digits, at + 2 * STEP, 0) is None


@pytest.mark.parametrize("odd", ["", "abc", "１２３４５６", "12345", "9" * 40, "\x00", "28708 2 x"])
def test_what_is_no_code_is_wrong(odd: str) -> None:
    assert factor.step_of(factor.new_secret(), odd, NOW, 0) is None


def test_a_code_is_good_once() -> None:
    person = kim()
    secret, _ = enrolled(person)
    later = timezone.now() + 2 * STEP
    give_code(person, code(secret, later), later)
    with pytest.raises(WrongCode):
        give_code(person, code(secret, later), later)
    with pytest.raises(WrongCode):  # nor is an earlier one that was never used
        give_code(person, code(secret, later - STEP), later)
    verbs = [entry.verb for entry in entries_about("person:kim")]
    assert verbs.count("second_factor.failed") == 2


def test_setting_up_counts_only_with_a_right_code() -> None:
    person = kim()
    secret = begin_factor(person)
    assert begin_factor(person) == secret
    with pytest.raises(WrongCode):
        confirm_factor(person, "000000" if code(secret, NOW) != "000000" else "1", NOW)
    assert not has_factor(person)
    with pytest.raises(WrongCode):
        give_code(person, code(secret, NOW), NOW)
    codes = confirm_factor(person, code(secret, NOW), NOW)
    assert has_factor(person)
    assert len(set(codes)) == 10
    with pytest.raises(NotAllowed):
        begin_factor(person)


def test_neither_the_secret_nor_a_recovery_code_lies_in_the_database() -> None:
    person = kim()
    secret, codes = enrolled(person)
    stored = bytes(SecondFactor.objects.get().sealed_secret)
    assert secret.encode() not in stored
    assert factor.unsealed(stored, "kim") == secret
    assert factor.unsealed(stored, "alex") == ""
    kept = {one.hashed for one in RecoveryCode.objects.all()}
    assert not kept & {c.replace("-", "") for c in codes}


def test_a_recovery_code_is_good_once_however_typed() -> None:
    person = kim()
    _, codes = enrolled(person)
    give_code(person, codes[3].upper().replace("-", " "), NOW)
    assert recovery_codes_left(person) == 9
    with pytest.raises(WrongCode):
        give_code(person, codes[3], NOW)


def test_after_five_wrong_codes_none_is_looked_at_for_a_while() -> None:
    person = kim()
    _, codes = enrolled(person)
    for _ in range(5):
        with pytest.raises(WrongCode, match="not right"):
            give_code(person, "nonsense", timezone.now())
    with pytest.raises(WrongCode, match="too many"):
        give_code(person, codes[0], timezone.now())
    give_code(person, codes[0], timezone.now() + timedelta(minutes=6))


def test_a_reset_takes_all_of_it_away_and_ends_every_session() -> None:
    person = kim()
    enrolled(person)
    before = person.get_session_auth_hash()
    assert reset_factor(person, by="operator:tests", because="the telephone was lost")
    assert not has_factor(person)
    assert recovery_codes_left(person) == 0
    assert Person.objects.get().get_session_auth_hash() != before
    last = [(entry.verb, entry.purpose) for entry in entries_about("person:kim")][-2:]
    assert last == [
        ("second_factor.reset", "the telephone was lost"),
        ("sessions.ended", "the telephone was lost"),
    ]
    assert not reset_factor(person, by="operator:tests", because="again")
    with pytest.raises(NotAllowed):
        reset_factor(person, by=person, because="I want to")
