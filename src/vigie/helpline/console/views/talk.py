"""The queue and a conversation, with everything that an advocate does there."""

import uuid
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vigie.helpline.consent import queries as consents
from vigie.helpline.consent.fields import SHAREABLE
from vigie.helpline.console.access import ANSWERING, for_roles
from vigie.helpline.console.words import LANGUAGES, READY, say
from vigie.helpline.conversations import actions, queries
from vigie.helpline.conversations.actions.remind import WHATS
from vigie.helpline.conversations.outcomes import OUTCOMES
from vigie.helpline.conversations.segments import size_of
from vigie.helpline.errors import Refused
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.models import Person, Role
from vigie.people.queries import active_people


@require_GET
@for_roles(*ANSWERING)
def queue(request: HttpRequest, person: Person) -> HttpResponse:
    """Who waits, what I hold, what waits for a second pair of eyes."""
    return render(request, "helpline/queue.html", _lists(person))


@require_GET
@for_roles(*ANSWERING)
def queue_list(request: HttpRequest, person: Person) -> HttpResponse:
    """The same lists alone, for a page that is open."""
    return render(request, "helpline/_lists.html", _lists(person))


def _lists(person: Person) -> dict[str, object]:
    return {
        "waiting": queries.queue(person.language_codes, learning=person.role == Role.TRAINEE),
        "held": queries.held_by(person.login),
        "drafts": queries.drafts() if person.role != Role.TRAINEE else [],
        "reminders": queries.due_reminders(person.login, timezone.now()),
        "last": queries.last_event_id(),
    }


@require_GET
@for_roles(*ANSWERING)
def conversation(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """One conversation; opening it is written in the ledger."""
    last = queries.last_event_id()
    opened = queries.opened(key)
    write(Deed(person.login, "conversation.read", f"conversation:{key}"))
    colleagues = active_people(*ANSWERING).exclude(login=person.login)
    index = LANGUAGES.index(opened.conversation.language or "en")
    context = {
        "opened": opened,
        "one": opened.conversation,
        "person": person,
        "may_act": person.role == Role.SUPERVISOR
        or opened.conversation.assigned_to == person.login,
        "colleagues": colleagues,
        "outcomes": [(o.code, o.words[LANGUAGES.index(_lang(request))]) for o in OUTCOMES],
        "whats": WHATS,
        "ready": [words[index] for words in READY.values()],
        "consents": consents.consents_of(opened.conversation),
        "glass": consents.open_glass(opened.conversation),
        "shareable": SHAREABLE,
        "last": last,
    }
    return render(request, "helpline/conversation.html", context)


@require_GET
@for_roles(*ANSWERING)
def lines(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The texts and the heading alone, for a page that is open."""
    opened = queries.opened(key)
    context = {"opened": opened, "one": opened.conversation, "person": person}
    return render(request, "helpline/_lines_again.html", context)


@require_POST
@for_roles(*ANSWERING)
def act(request: HttpRequest, person: Person, key: uuid.UUID, verb: str) -> HttpResponse:
    """Do something to a conversation."""
    given = {name: str(value) for name, value in request.POST.items()}
    DOING[verb](key, person, given)
    left = verb in ("release", "transfer", "close")
    return redirect("queue") if left else redirect("conversation", key=key)


def _remind(key: uuid.UUID, person: Person, given: dict[str, str]) -> None:
    minutes = given.get("minutes", "")
    if not minutes.isascii() or not minutes.isdigit() or not 1 <= int(minutes) <= 60 * 24 * 30:
        raise Refused("a reminder is due in 1 minute to 30 days")
    due = timezone.now() + timedelta(minutes=int(minutes))
    actions.remind(key, what=given.get("what", ""), due_at=due, by=person)


DOING = {
    "claim": lambda key, by, _: actions.claim(key, by=by),
    "release": lambda key, by, given: actions.release(key, by=by, why=given.get("why", "")),
    "transfer": lambda key, by, given: actions.transfer(
        key, to=given.get("to", ""), by=by, why=given.get("why", "")
    ),
    "reply": lambda key, by, given: actions.reply(key, given.get("text", ""), by=by),
    "note": lambda key, by, given: actions.add_note(key, given.get("text", ""), by=by),
    "flag": lambda key, by, given: actions.flag_risk(
        key, on=given.get("on") == "1", by=by, why=given.get("why", "")
    ),
    "lift": lambda key, by, given: actions.lift_pause(key, by=by, why=given.get("why", "")),
    "close": lambda key, by, given: actions.close(key, outcome=given.get("outcome", ""), by=by),
    "remind": _remind,
}


@require_POST
@for_roles(Role.ADVOCATE, Role.SUPERVISOR)
def draft(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """A second pair of eyes on a trainee's reply."""
    actions.review_draft(key, approve=request.POST.get("approve") == "1", by=person)
    return redirect("queue")


@require_POST
@for_roles(*ANSWERING)
def reminder_done(request: HttpRequest, person: Person, key: int) -> HttpResponse:
    """Tick a reminder off."""
    actions.tick_off(key, by=person)
    return redirect("queue")


@require_POST
@for_roles(*ANSWERING)
def size(request: HttpRequest, person: Person) -> HttpResponse:
    """How many SMS a reply takes, while it is being typed."""
    counted = size_of(request.POST.get("text", "").replace("\r\n", "\n"))
    told = say(
        "size",
        _lang(request),
        units=counted.units,
        whole=counted.units + counted.left,
        segments=counted.segments,
        alphabet=counted.alphabet,
    )
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def _lang(request: HttpRequest) -> str:
    return str(getattr(request, "lang", "en"))
