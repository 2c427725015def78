"""Who signs in with a second factor."""

import os

from vigie.people.models import Role
from vigie.records import WrongUse

VARIABLE = "VIGIE_HELPLINE_SECOND_FACTOR"


def required_of() -> frozenset[str]:
    """The roles that sign in with a second factor: all, none, or those named, with commas between.

    Errors: WrongUse for a role that is none.
    """
    written = os.environ.get(VARIABLE, "all").strip().lower()
    if written in ("all", "none", ""):
        return frozenset(Role.values) if written == "all" else frozenset()
    named = frozenset(part.strip() for part in written.split(","))
    if not named <= set(Role.values):
        raise WrongUse(
            f"{VARIABLE} is {written!r}", remedy="all, none, or roles: supervisor,auditor"
        )
    return named
