"""What every answer of the console has: closed headers, a language, problems as pages."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from vigie.helpline.console.words import LANGUAGES, NAMES
from vigie.helpline.errors import CannotUnseal, OutOfTurn, Refused
from vigie.helpline.gateways.handset import switched_on
from vigie.people.errors import NotAllowed
from vigie.records import Problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CODES: dict[type[Problem], int] = {NotAllowed: 403, OutOfTurn: 409, CannotUnseal: 410, Refused: 422}


class Closed(MiddlewareMixin):
    """Nothing is fetched from anybody else, nothing is kept by the browser."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the headers."""
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class PlainFields(MiddlewareMixin):
    """A NUL in a field is 400: no database keeps it, and no browser sends it."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Look at every field and at the path."""
        fields = [request.path, *request.GET.values(), *request.POST.values()]
        return HttpResponse(status=400) if any("\x00" in str(one) for one in fields) else None


class SpeakLanguage(MiddlewareMixin):
    """The language that the person chose, or the first of the browser's that the console has."""

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language."""
        request.lang = language_of(request)  # type: ignore[attr-defined]  # read by `page` below
        translation.activate(language_of(request))


class AnswerProblems(MiddlewareMixin):
    """A Problem becomes a page with its sentence; it holds no text and no number."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a Problem; anything else is left to Django."""
        if not isinstance(error, Problem):
            return None
        code = next((c for kind, c in CODES.items() if isinstance(error, kind)), 500)
        return render(request, "helpline/problem.html", {"problem": error}, status=code)


def language_of(request: HttpRequest) -> str:
    """The page's language."""
    chosen = str(request.session.get("language", "")) if hasattr(request, "session") else ""
    if chosen in LANGUAGES:
        return chosen
    asked = request.headers.get("Accept-Language", "").replace(";", ",").split(",")
    codes = (part.strip()[:2].lower() for part in asked)
    return next((code for code in codes if code in LANGUAGES), "en")


def page(request: HttpRequest) -> dict[str, object]:
    """What every template may use."""
    return {
        "lang": getattr(request, "lang", "en"),
        "language_names": NAMES,
        "handset_on": switched_on(),
        "path": request.get_full_path(),
    }
