"""The second factor: setting one up, and giving its code when signing in.

Between the password and the code nobody is signed in: the session knows only who is entering.
"""

import time

import segno
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from vigie.helpline.console.required import required_of
from vigie.helpline.console.words import say
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.actions import begin_factor, confirm_factor, give_code
from vigie.people.errors import WrongCode
from vigie.people.factor import address_of
from vigie.people.models import Person
from vigie.people.queries import has_factor, person_entering

ENTERING = "entering"
SECONDS = 600


def enter(request: HttpRequest, person: Person) -> HttpResponse:
    """Let somebody whose password is right go on: in, to the code, or to setting one up."""
    known = has_factor(person)
    if not known and person.role not in required_of():
        return _in(request, person)
    request.session[ENTERING] = [person.pk, person.get_session_auth_hash(), time.time()]
    return redirect("give_code" if known else "set_up_factor")


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code and let in whoever gives it."""
    person = _entering(request)
    if person is None or not has_factor(person):
        return redirect("sign_in")
    if request.method == "GET":
        return render(request, "helpline/code.html")
    try:
        give_code(person, request.POST.get("code", "")[:40], timezone.now())
    except WrongCode as wrong:
        return render(request, "helpline/code.html", _told(wrong), status=401)
    return _in(request, person)


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator: when entering, or later by choice."""
    person = request.user if isinstance(request.user, Person) else _entering(request)
    if person is None:
        return redirect("sign_in")
    if has_factor(person):
        return redirect("queue" if request.user.is_authenticated else "give_code")
    wrong: dict[str, object] = {}
    if request.method == "POST":
        try:
            codes = confirm_factor(person, request.POST.get("code", "")[:40], timezone.now())
        except WrongCode as error:
            wrong = _told(error)
        else:
            _in(request, person)
            return render(request, "helpline/recovery.html", {"codes": codes})
    context = wrong | _to_read(request, begin_factor(person), person)
    return render(request, "helpline/set_up.html", context, status=401 if wrong else 200)


def _to_read(request: HttpRequest, secret: str, person: Person) -> dict[str, object]:
    drawn = segno.make(address_of(secret, person.login, "Helpline"), error="m")
    title = say("factor_picture", str(getattr(request, "lang", "en")))
    return {
        # Drawn here, from an address that this process made: no picture service sees the secret.
        "picture": mark_safe(  # noqa: S308
            drawn.svg_inline(
                scale=5, border=4, light="#fff", title=title, svgclass="qr", lineclass=None
            )
        ),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }


def _told(wrong: WrongCode) -> dict[str, object]:
    return {"wrong": "factor_too_many" if "too many" in wrong.what else "factor_wrong"}


def _entering(request: HttpRequest) -> Person | None:
    """Whoever gave the right password in this session within the last ten minutes."""
    key, tied, at = request.session.get(ENTERING, (0, "", 0.0))
    person = person_entering(key) if time.time() - at < SECONDS else None
    return person if person is not None and person.get_session_auth_hash() == tied else None


def _in(request: HttpRequest, person: Person) -> HttpResponse:
    request.session.pop(ENTERING, None)
    login(request, person)
    write(Deed(person.login, "sign_in.done", f"person:{person.login}"))
    return redirect("queue")
