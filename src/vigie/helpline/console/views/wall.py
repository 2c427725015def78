"""Consent, hand-off and broken glass."""

import json
import uuid
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vigie.helpline.consent import actions
from vigie.helpline.consent.actions import NewConsent
from vigie.helpline.console.access import ANSWERING, for_roles
from vigie.helpline.conversations.queries import found
from vigie.helpline.errors import Refused
from vigie.people.models import Person, Role

DAYS = 30


@require_POST
@for_roles(Role.ADVOCATE, Role.SUPERVISOR)
def consent(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Write down what the texter agreed to."""
    days = request.POST.get("days", str(DAYS))
    if not days.isascii() or not days.isdigit() or len(days) > 3:
        raise Refused("a consent lasts up to 90 days")
    new = NewConsent(
        scope=request.POST.getlist("scope"),
        recipient=request.POST.get("recipient", ""),
        wording=request.POST.get("wording", ""),
        language=found(key).language or "en",
        lasts=timedelta(days=int(days)),
    )
    actions.record_consent(key, new, by=person)
    return redirect("conversation", key=key)


@require_POST
@for_roles(*ANSWERING)
def revoke(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Take a consent back."""
    actions.revoke_consent(key, by=person)
    return redirect(_back(request))


@require_POST
@for_roles(Role.ADVOCATE, Role.SUPERVISOR)
def hand_off(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The signed export, as a file."""
    return _file(actions.hand_off(key, by=person))


@require_POST
@for_roles(Role.ADVOCATE, Role.SUPERVISOR)
def ask_glass(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Imminent danger: ask for a second person."""
    actions.ask_glass(
        key,
        reason=request.POST.get("reason", ""),
        recipient=request.POST.get("recipient", ""),
        by=person,
    )
    return redirect("conversation", key=key)


@require_POST
@for_roles(Role.ADVOCATE, Role.SUPERVISOR)
def confirm_glass(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Imminent danger: confirm as the second person."""
    return _file(actions.confirm_glass(key, by=person))


@require_POST
@for_roles(Role.SUPERVISOR)
def review_glass(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Review what two people did."""
    actions.review_glass(key, review=request.POST.get("review", ""), by=person)
    return redirect("supervise")


def _file(paper: dict[str, object]) -> HttpResponse:
    answer = HttpResponse(json.dumps(paper, indent=2), content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="hand-off.json"'
    return answer


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "/")
    return back if back.startswith("/") and not back.startswith("//") else "/"
