"""Who may open a page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vigie.people.models import Person, Role
from vigie.people.roles import require

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
Personal = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponse]

ANSWERING = (Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)


def for_roles(*roles: Role) -> Callable[[Personal[Rest]], Page[Rest]]:
    """Open a page to these roles and give it the person; others get 403, strangers the sign-in."""

    def closed(view: Personal[Rest]) -> Page[Rest]:
        @wraps(view)
        def checked(
            request: HttpRequest, /, *rest: Rest.args, **named: Rest.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect("sign_in")
            return view(request, require(request.user, *roles), *rest, **named)

        return checked

    return closed
