"""Guessing passwords ends soon: per account and address, and per address over all accounts.

Not per account alone: whoever knows a login could then keep its advocate out of the line. An
address stands in the ledger as a keyed hash: who looks there can tell two apart, and no more.
"""

import os
from datetime import datetime, timedelta

from django.http import HttpRequest

from vigie.helpline.secrecy import keyring
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.ledger.queries import counted_by
from vigie.records import WrongUse

PROXIES = "VIGIE_HELPLINE_PROXIES"
FAILED, REFUSED = "sign_in.failed", "sign_in.refused"
PATIENCE = timedelta(minutes=5)
TRIES = 10
TRIES_ANYWHERE = 50


def proxies() -> int:
    """How many proxies of ours stand before the line. Errors: WrongUse."""
    written = os.environ.get(PROXIES, "0")
    if not written.isascii() or not written.isdigit() or len(written) > 1:
        raise WrongUse(f"{PROXIES} is {written!r}", remedy="write how many proxies are yours: 1")
    return int(written)


def caller_of(request: HttpRequest) -> str:
    """Who calls, for the ledger: `address:` and a keyed hash.

    What stands further left in X-Forwarded-For than our own proxies wrote is anybody's word.
    """
    address, count = str(request.META.get("REMOTE_ADDR", "")), proxies()
    passed = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if count and len(passed) >= count:
        address = passed[-count]
    return f"address:{keyring().number_index(address).hex()[:24]}"


def shut(caller: str, login: str, now: datetime) -> bool:
    """Whether no password of a caller for an account is looked at now; written down once."""
    since, record = now - PATIENCE, f"login:{login}"
    if (
        counted_by(caller, FAILED, since, record) < TRIES
        and counted_by(caller, FAILED, since) < TRIES_ANYWHERE
    ):
        return False
    if not counted_by(caller, REFUSED, since, record):
        write(Deed(caller, REFUSED, record))
    return True


def failed(caller: str, login: str) -> None:
    """Write down that a password was wrong."""
    write(Deed(caller, FAILED, f"login:{login}"))
