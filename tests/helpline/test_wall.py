"""The wall: what leaves is what was agreed to, signed; or what two people and a review let out."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.helpline.line import NUMBER, opened
from vigie.database import SITES
from vigie.helpline import settings as helpline_settings
from vigie.helpline.consent.actions import (
    NewConsent,
    ask_glass,
    confirm_glass,
    hand_off,
    record_consent,
    review_glass,
    revoke_consent,
)
from vigie.helpline.consent.models import Consent, HandOff
from vigie.helpline.consent.signing import public_key, verify
from vigie.helpline.conversations.actions import claim
from vigie.helpline.errors import Refused
from vigie.helpline.secrecy import keyring
from vigie.ledger.queries import entries_about
from vigie.people.errors import NotAllowed
from vigie.people.models import Person

NEW = NewConsent(
    ("language", "texts"), "A shelter", "May we share this with A?", "en", timedelta(days=7)
)


@pytest.mark.django_db
def test_a_hand_off_holds_the_agreed_fields_and_no_other(cast: dict[str, Person]) -> None:
    one = opened("please help me, I need you")
    claim(one.id, by=cast["advocate"])
    consent = record_consent(one.id, NEW, by=cast["advocate"])
    paper = hand_off(consent.id, by=cast["advocate"])
    document = paper["document"]
    assert isinstance(document, dict)
    assert document["fields"] == {"language": "en", "texts": ["please help me, I need you"]}
    assert NUMBER not in json.dumps(paper)
    assert verify(paper, public_key(keyring()))
    document["recipient"] = "Somebody else"
    assert not verify(paper, public_key(keyring()))
    assert HandOff.objects.get().consent == consent
    verbs = [entry.verb for entry in entries_about(f"conversation:{one.id}")]
    assert verbs[-2:] == ["conversation.consent_given", "conversation.handed_off"]


@pytest.mark.django_db
def test_a_consent_ends_by_revocation_and_by_its_date(cast: dict[str, Person]) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    first, second = (record_consent(one.id, NEW, by=cast["advocate"]) for _ in range(2))
    revoke_consent(first.id, by=cast["advocate"])
    Consent.objects.filter(pk=second.pk).update(expires_at=timezone.now())
    for consent in (first, second):
        with pytest.raises(Refused, match="does not hold"):
            hand_off(consent.id, by=cast["advocate"])
    assert not HandOff.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"scope": ()},
        {"scope": ("everything",)},
        {"recipient": " "},
        {"wording": "ok"},
        {"lasts": timedelta(days=91)},
        {"lasts": timedelta(0)},
    ],
)
def test_a_consent_says_what_to_whom_and_how_long(
    cast: dict[str, Person], change: dict[str, object]
) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    with pytest.raises(Refused):
        record_consent(one.id, replace(NEW, **change), by=cast["advocate"])  # type: ignore[arg-type]  # by name


@pytest.mark.django_db
def test_the_glass_is_broken_by_two_and_reviewed_by_a_third(cast: dict[str, Person]) -> None:
    one = opened("hello")
    glass = ask_glass(one.id, reason="he is at the door", recipient="112", by=cast["advocate"])
    with pytest.raises(NotAllowed, match="two people"):
        confirm_glass(glass.id, by=cast["advocate"])
    with pytest.raises(NotAllowed):
        confirm_glass(glass.id, by=cast["trainee"])
    paper = confirm_glass(glass.id, by=cast["colleague"])
    document = paper["document"]
    assert isinstance(document, dict)
    assert document["fields"]["number"] == NUMBER
    assert document["without_consent"]["people"] == ["advocate", "colleague"]
    with pytest.raises(Refused):
        confirm_glass(glass.id, by=cast["supervisor"])
    with pytest.raises(NotAllowed):
        review_glass(glass.id, review="fine", by=cast["advocate"])
    review_glass(glass.id, review="it was right", by=cast["supervisor"])


@pytest.mark.django_db
def test_a_supervisor_who_took_part_does_not_review(cast: dict[str, Person]) -> None:
    one = opened("hello")
    glass = ask_glass(one.id, reason="he is at the door", recipient="112", by=cast["advocate"])
    confirm_glass(glass.id, by=cast["supervisor"])
    with pytest.raises(NotAllowed, match="somebody else"):
        review_glass(glass.id, review="fine", by=cast["supervisor"])


@pytest.mark.django_db
def test_the_console_makes_the_export_a_file(
    cast: dict[str, Person], signed_in: Callable[[str], Client]
) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    consent = record_consent(one.id, NEW, by=cast["advocate"])
    answer = signed_in("advocate").post(f"/consent/{consent.id}/hand-off")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert verify(json.loads(answer.content), public_key(keyring()))


def test_the_sites_share_no_database_role_cookie_or_app() -> None:
    desk, helpline = SITES["desk"], SITES["helpline"]
    assert {desk.database, desk.role, desk.variable}.isdisjoint(
        {helpline.database, helpline.role, helpline.variable}
    )
    tree = ast.parse((Path(helpline_settings.__file__).parents[1] / "desk/settings.py").read_text())
    names = {
        target.id: ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for cookie in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECRET_KEY"):
        assert names[cookie] != repr(getattr(helpline_settings, cookie))
    assert not [app for app in helpline_settings.INSTALLED_APPS if "desk" in app]


def test_the_helpline_runs_where_no_police_desk_is_installed() -> None:
    program = """
import sys
for name in ("desk", "lake", "analysis", "engines", "pipeline", "world"):
    sys.modules["vigie." + name] = None
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "vigie.helpline.settings"
import vigie.helpline.asgi
print("runs")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "runs\n", done.stderr
