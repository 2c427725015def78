"""Signing in and out, the language, the assets, the pulse."""

from importlib.resources import files

from django.contrib.auth import authenticate, logout
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vigie.helpline.console import tries
from vigie.helpline.console.views.factor import enter
from vigie.helpline.console.words import LANGUAGES
from vigie.people.models import Person

KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
}


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The way in, past the password. A failed attempt is written in the ledger with its login.

    After ten wrong ones for an account from one address none is looked at for five minutes.
    """
    if request.method == "GET":
        return render(request, "helpline/sign_in.html")
    name, caller = request.POST.get("login", "")[:150], tries.caller_of(request)
    if tries.shut(caller, name, timezone.now()):
        return render(request, "helpline/sign_in.html", {"wrong": "too_many"}, status=429)
    person = authenticate(request, username=name, password=request.POST.get("password", ""))
    if not isinstance(person, Person):
        tries.failed(caller, name)
        return render(request, "helpline/sign_in.html", {"wrong": "wrong_login"}, status=401)
    return enter(request, person)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The way out."""
    logout(request)
    return redirect("sign_in")


@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages."""
    language = request.POST.get("language", "")
    if language in LANGUAGES:
        request.session["language"] = language
    target = request.POST.get("back", "/")
    return redirect(target if target.startswith("/") and not target.startswith("//") else "/")


@require_GET
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """One of the console's own files; there are no others."""
    folder = files("vigie.helpline.console") / "assets"
    known = {entry.name: entry for entry in folder.iterdir()}
    if name not in known:
        raise Http404
    kind = KINDS.get("." + name.rpartition(".")[2], "application/octet-stream")
    answer = HttpResponse(known[name].read_bytes(), content_type=f"{kind}; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@require_GET
def pulse(request: HttpRequest) -> HttpResponse:
    """Whether the site and its database work; says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"alive": False}, status=503)
    return JsonResponse({"alive": True})
