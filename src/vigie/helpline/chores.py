"""What the helpline does by itself, again and again, each in a thread of its own."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from vigie.helpline.canary import watch
from vigie.helpline.conversations import actions, hours
from vigie.helpline.errors import GatewayProblem
from vigie.helpline.gateways import outbox, statuses
from vigie.helpline.gateways.every import set_up
from vigie.helpline.gateways.reconcile import reconcile
from vigie.helpline.numbers.actions import settle_months
from vigie.records import Problem, WrongUse

KEEP_DAYS = "VIGIE_HELPLINE_KEEP_DAYS"
log = logging.getLogger("vigie.helpline.chores")


@dataclass(frozen=True, slots=True)
class Chore:
    """`work` is done, then again `seconds` after it ended; at once where it says there is more."""

    name: str
    seconds: float
    work: Callable[[], bool]


def send() -> bool:
    """Send what is due, settle what is uncertain; whether more may be due."""
    sent = outbox.send_due()
    outbox.settle_uncertain()
    return sent > 0


def fill_gaps() -> bool:
    """Compare every provider's list with what was taken in."""
    for way in set_up():
        reconcile(way, timezone.now())
    return False


def follow() -> bool:
    """Look up how texts ended where the provider's call that told it was lost."""
    statuses.look_up(timezone.now())
    return False


def read() -> bool:
    """Read together what was told over several texts."""
    actions.read_together(timezone.now())
    return False


def kept_for() -> timedelta:
    """How long a closed conversation is kept. Errors: WrongUse; the line does not start then."""
    written = os.environ.get(KEEP_DAYS, "180")
    if not written.isascii() or not written.isdigit():
        raise WrongUse(f"{KEEP_DAYS} is {written!r}", remedy="write a number of days")
    return timedelta(days=int(written))


def readable() -> None:
    """Whether what the chores go by can be read. Errors: WrongUse."""
    kept_for()
    hours.staffed(timezone.now())
    for variable in (watch.EVERY, watch.WITHIN):
        watch.minutes_of(variable, 0)


def erase() -> bool:
    """Erase what was asked to be erased and what is past its retention date."""
    now = timezone.now()
    if actions.forget_numbers(now) + actions.purge_expired(now, kept_for()):
        actions.sweep_pages()
    return False


class Alarm:
    """Whether the canary's alarm was given already."""

    given = False


def canary() -> bool:
    """Let the canary write, and alarm where no person answers it."""
    Alarm.given = watch.tick(timezone.now(), Alarm.given)
    return False


def settle() -> bool:
    """Settle the months whose numbers may be published."""
    settle_months(timezone.now())
    return False


EVERY = (
    Chore("outbox", 0.5, send),
    Chore("score", 2.0, read),
    Chore("erasure", 10.0, erase),
    Chore("reconciler", 60.0, fill_gaps),
    Chore("statuses", 60.0, follow),
    Chore("canary", 30.0, canary),
    Chore("numbers", 3600.0, settle),
)


def run_chores() -> None:
    """Do every chore until told to end (SIGTERM); what is under way is finished."""
    asyncio.run(_all())


async def _all() -> None:
    ending = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ending.set)
    tasks = [asyncio.create_task(run_chore(chore)) for chore in EVERY]
    await ending.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def run_chore(chore: Chore) -> None:
    """Do a chore for ever; a database or a provider that is away is tried again."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, thread_name_prefix=chore.name) as thread:
        while True:
            more = await loop.run_in_executor(thread, _once, chore)
            await asyncio.sleep(0 if more else chore.seconds)


def _once(chore: Chore) -> bool:
    close_old_connections()
    try:
        return chore.work()
    except (DatabaseError, GatewayProblem) as error:
        log.warning("%s: %s; it is tried again", chore.name, type(error).__name__)
    except Problem as problem:
        log.error("%s: %s", chore.name, problem.what)  # noqa: TRY400 (a traceback may show a text)
    except Exception as error:  # noqa: BLE001 (a chore that ended would never erase or send again)
        log.critical("%s: %s; it is tried again", chore.name, type(error).__name__)
    finally:
        close_old_connections()
    return False
