"""The directory, the supervisor's page, the numbers, the handset."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from vigie.helpline.canary.watch import verdict
from vigie.helpline.consent.queries import unreviewed_glass
from vigie.helpline.console.access import ANSWERING, for_roles
from vigie.helpline.console.words import say
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions import receive
from vigie.helpline.conversations.outcomes import OUTCOMES
from vigie.helpline.gateways import handset as handsets
from vigie.helpline.numbers import plot, tables
from vigie.helpline.numbers.queries import settled_months
from vigie.helpline.numbers.suppression import K
from vigie.helpline.secrecy import keyring
from vigie.helpline.services.queries import search
from vigie.people.errors import NotAllowed
from vigie.people.models import Person, Role


@require_GET
@for_roles(*ANSWERING)
def services(request: HttpRequest, person: Person) -> HttpResponse:
    """Find a service by place and need."""
    place, need = request.GET.get("place", ""), request.GET.get("need", "")
    asked = bool(place.strip() or need.strip())
    context = {"place": place, "need": need, "asked": asked}
    return render(
        request,
        "helpline/services.html",
        context | {"services": search(place, need) if asked else []},
    )


@require_GET
@for_roles(Role.SUPERVISOR, Role.AUDITOR)
def supervise(request: HttpRequest, person: Person) -> HttpResponse:
    """Waiting times, load, uncertain sends, the canary, broken glass to review."""
    now = timezone.now()
    context = {
        "board": queries.board(now),
        "canary": verdict(now),
        "glass": unreviewed_glass(),
        "person": person,
    }
    return render(request, "helpline/supervise.html", context)


@require_GET
@for_roles(Role.SUPERVISOR, Role.AUDITOR)
def numbers(request: HttpRequest, person: Person) -> HttpResponse:
    """What may be published, with a plot."""
    rows = tables.published(settled_months())
    lang = str(getattr(request, "lang", "en"))
    index = ("en", "fr", "es").index(lang)
    context = {
        "rows": rows,
        "language_names": [*(name for _, name in settings.LANGUAGES), say("unknown", lang)],
        "outcome_names": [
            *(outcome.words[index] for outcome in OUTCOMES),
            say("no_outcome", lang),
        ],
        # The plot escapes every value that it is made from.
        "plot": mark_safe(plot.bars(rows, say("conversations", lang))),  # noqa: S308
        "k": K,
    }
    return render(request, "helpline/numbers.html", context)


@require_GET
@for_roles(Role.SUPERVISOR, Role.AUDITOR)
def numbers_csv(request: HttpRequest, person: Person, form: str) -> HttpResponse:
    """The numbers as a file: the months, or HTCDS."""
    months = settled_months()
    text = tables.as_htcds(months) if form == "htcds" else tables.as_csv(months)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="helpline-{form}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@for_roles(*ANSWERING)
def handset(request: HttpRequest, person: Person) -> HttpResponse:
    """A telephone on a page, for training: its texts come in like all others."""
    if not handsets.switched_on():
        raise NotAllowed("the handset is switched off here", remedy=f"set {handsets.SWITCH}=1")
    number = request.POST.get("number") or request.GET.get("number") or "+12025550143"
    if request.method == "POST":
        receive([handsets.typed(number, request.POST.get("text", ""))])
        return redirect(f"/handset?number=%2B{number.lstrip('+')}")
    said = queries.sent_to(keyring().number_index(number))
    return render(request, "helpline/handset.html", {"number": number, "said": said})
