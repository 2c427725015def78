"""Every page of the console, tried as everybody of the cast: the full table."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from tests.helpline.conftest import PASSWORD
from tests.helpline.line import opened
from vigie.helpline.consent.models import Consent, Glass
from vigie.helpline.conversations.actions import claim, remind, reply
from vigie.helpline.urls import urlpatterns
from vigie.ledger.models import Entry
from vigie.people.models import Person

pytestmark = pytest.mark.django_db
WHO = ("advocate", "trainee", "supervisor", "auditor", "outsider", "investigator")
ANSWERING = {"advocate", "trainee", "supervisor"}
SENIOR = {"advocate", "supervisor"}
LOOKING = {"supervisor", "auditor"}
EVERYBODY = set(WHO)

# page -> (method, who may open it)
TABLE: dict[str, tuple[str, set[str]]] = {
    "queue": ("get", ANSWERING),
    "queue_list": ("get", ANSWERING),
    "conversation": ("get", ANSWERING),
    "lines": ("get", ANSWERING),
    "do_claim": ("post", ANSWERING),
    "do_release": ("post", ANSWERING),
    "do_transfer": ("post", ANSWERING),
    "do_reply": ("post", ANSWERING),
    "do_note": ("post", ANSWERING),
    "do_flag": ("post", ANSWERING),
    "do_lift": ("post", SENIOR),
    "do_close": ("post", SENIOR),
    "do_remind": ("post", ANSWERING),
    "consent": ("post", SENIOR),
    "ask_glass": ("post", SENIOR),
    "revoke": ("post", ANSWERING),
    "hand_off": ("post", SENIOR),
    "confirm_glass": ("post", SENIOR),
    "review_glass": ("post", {"supervisor"}),
    "draft": ("post", SENIOR),
    "reminder_done": ("post", ANSWERING),
    "size": ("post", ANSWERING),
    "services": ("get", ANSWERING),
    "supervise": ("get", LOOKING),
    "numbers": ("get", LOOKING),
    "numbers_csv": ("get", LOOKING),
    "handset": ("get", ANSWERING),
    "sign_in": ("get", EVERYBODY),
    "give_code": ("get", EVERYBODY),  # all go back to the sign-in: see test_second_factor.py
    "set_up_factor": ("get", EVERYBODY),
    "sign_out": ("post", EVERYBODY),
    "speak": ("post", EVERYBODY),
    "pulse": ("get", EVERYBODY),
    "asset": ("get", EVERYBODY),
    "live": ("get", ANSWERING),  # asynchronous: tried in test_live.py
}
GIVEN: dict[str, dict[str, str]] = {
    "do_reply": {"text": "hello"},
    "do_note": {"text": "a note"},
    "do_transfer": {"to": "colleague"},
    "do_flag": {"on": "1"},
    "do_lift": {"why": "a test"},
    "do_close": {"outcome": "information"},
    "do_remind": {"what": "follow_up", "minutes": "5"},
    "consent": {"scope": "language", "recipient": "shelter", "wording": "May we share this?"},
    "ask_glass": {"reason": "danger at this moment", "recipient": "emergency"},
    "review_glass": {"review": "it was right"},
    "draft": {"approve": "1"},
    "size": {"text": "hello"},
}


def test_the_table_names_every_page() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(TABLE)
    assert len(get_resolver().url_patterns) == len(urlpatterns)


def address(page: str, who: str, cast: dict[str, Person]) -> str:
    """The page's address, with everything in place for `who` to use it."""
    one = opened("hello, I need help")
    holder = cast[who] if who in ANSWERING else cast["advocate"]
    if page == "do_claim":
        return f"/c/{one.id}/claim"
    claim(one.id, by=holder)
    if page in ("conversation", "lines") or page.startswith("do_") or page == "consent":
        tail = {"conversation": "", "lines": "/lines", "consent": "/consent"}
        return f"/c/{one.id}" + tail.get(page, f"/{page.removeprefix('do_')}")
    now = timezone.now()
    if page in ("revoke", "hand_off"):
        consent = Consent.objects.create(
            conversation=one, scope=["language"], recipient="shelter", wording="x" * 10,
            language="en", given_at=now, expires_at=now + timedelta(days=1),
            recorded_by="advocate",
        )  # fmt: skip
        return f"/consent/{consent.id}/{page.replace('_', '-')}"
    if page in ("confirm_glass", "review_glass"):
        confirmed = page == "review_glass"
        glass = Glass.objects.create(
            conversation=one, reason="danger at this moment", recipient="x",
            asked_by="colleague", asked_at=now, confirmed_by="other" if confirmed else "",
            confirmed_at=now if confirmed else None,
        )  # fmt: skip
        return f"/glass/{glass.id}/{page.split('_', maxsplit=1)[0]}"
    if page == "draft":
        other = opened("hello", number="+12025550145")
        claim(other.id, by=cast["trainee"])
        return f"/draft/{reply(other.id, 'hi', by=cast['trainee']).id}"
    if page == "reminder_done":
        made = remind(one.id, what="follow_up", due_at=now, by=cast["advocate"])
        return f"/reminder/{made.pk}/done"
    return {
        "ask_glass": f"/c/{one.id}/break-glass", "queue": "/", "queue_list": "/queue/list",
        "numbers_csv": "/numbers/months.csv", "asset": "/assets/console.css", "sign_in": "/sign-in",
        "give_code": "/sign-in/code", "set_up_factor": "/sign-in/second-factor",
        "sign_out": "/sign-out", "speak": "/language",
    }.get(page, f"/{page}")  # fmt: skip


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", [page for page in TABLE if page != "live"])
def test_each_page_opens_to_whom_the_table_says(
    page: str, who: str, cast: dict[str, Person], signed_in: Callable[[str], Client]
) -> None:
    method, allowed = TABLE[page]
    where = address(page, who, cast)
    before = Entry.objects.count()
    answer = getattr(signed_in(who), method)(where, GIVEN.get(page, {}))
    if who in allowed:
        assert answer.status_code in (200, 302), answer.content
        if who != "outsider" and page not in ("sign_out", "give_code"):
            assert urlsplit(answer.headers.get("Location", "")).path != "/sign-in"
    elif who == "outsider":
        assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in")
    else:
        assert answer.status_code == 403
    if who not in allowed:
        assert Entry.objects.count() == before


@pytest.mark.parametrize("verb", ["release", "transfer", "reply", "lift", "close"])
def test_a_colleague_does_not_act_on_what_another_holds(
    verb: str, cast: dict[str, Person], signed_in: Callable[[str], Client]
) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    given = GIVEN.get(f"do_{verb}", {})
    assert signed_in("colleague").post(f"/c/{one.id}/{verb}", given).status_code == 403
    assert signed_in("supervisor").post(f"/c/{one.id}/{verb}", given).status_code == 302


def test_posting_needs_the_token_of_the_page(cast: dict[str, Person]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["advocate"])
    one = opened("hello")
    assert client.post(f"/c/{one.id}/claim").status_code == 403


def test_what_is_not_there_is_a_page_and_not_an_error(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("advocate")
    assert client.get(f"/c/{uuid.uuid4()}").status_code == 409
    assert client.post(f"/c/{uuid.uuid4()}/claim").status_code == 409
    assert client.get("/assets/../settings.py").status_code == 404
    assert client.get("/nothing").status_code == 404


@pytest.mark.parametrize("page", ["/", "/sign-in", "/supervise"])
def test_every_answer_is_closed_to_others(page: str, signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("supervisor").get(page)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "body", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><b>', "{{ 7 }}"]
)
def test_what_a_texter_writes_is_never_markup(
    body: str, cast: dict[str, Person], signed_in: Callable[[str], Client]
) -> None:
    one = opened(body)
    page = signed_in("advocate").get(f"/c/{one.id}").content.decode()
    assert body not in page or "{{" in body
    assert "<script>alert" not in page


def test_a_nul_in_any_field_is_refused_and_never_an_error(
    signed_in: Callable[[str], Client],
) -> None:
    client, one = signed_in("supervisor"), opened("hello")
    assert client.post("/sign-in", {"login": "a\x00b", "password": "x"}).status_code == 400
    assert client.post(f"/c/{one.id}/note", {"text": "a\x00b"}).status_code == 400
    assert client.get("/services?place=%00").status_code == 400
    assert client.get("/assets/%00").status_code == 400


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_console_speaks_three_languages(
    language: str, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("supervisor")
    client.post("/language", {"language": language, "back": "//evil.example"})
    page = client.get("/").content.decode()
    assert f'<html lang="{language}">' in page
    assert {"en": "Queue", "fr": "File d'attente", "es": "Cola"}[language] in unescape(page)


def test_signing_in_and_out(cast: dict[str, Person]) -> None:
    client = Client()
    assert client.post("/sign-in", {"login": "advocate", "password": "wrong"}).status_code == 401
    assert Entry.objects.filter(verb="sign_in.failed").count() == 1
    assert client.post("/sign-in", {"login": "advocate", "password": PASSWORD}).status_code == 302
    assert client.get("/").status_code == 200
    Person.objects.filter(login="advocate").update(is_active=False)
    assert client.get("/").status_code == 302
