"""Write as the canary; see whether somebody answered; alarm."""

import logging
import os
import shlex
import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta

from vigie.helpline.conversations.actions import receive
from vigie.helpline.conversations.hours import staffed
from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.conversations.queries import canary
from vigie.helpline.gateways.handset import LINE
from vigie.records import WrongUse

NUMBER = "+12025550100"
EVERY, WITHIN, ALARM = (f"VIGIE_HELPLINE_CANARY_{name}" for name in ("EVERY", "WITHIN", "ALARM"))
WORDS = "Hello, is somebody there? I would like to talk."
log = logging.getLogger("vigie.helpline.canary")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is off, fine, waiting or late; `minutes` since the canary wrote."""

    state: str
    minutes: int = 0


def minutes_of(variable: str, otherwise: int) -> int:
    """A number of minutes from the environment; 0 switches off. Errors: WrongUse."""
    written = os.environ.get(variable, str(otherwise))
    if not written.isascii() or not written.isdigit():
        raise WrongUse(f"{variable} is {written!r}", remedy="write a number of minutes")
    return int(written)


def verdict(now: datetime) -> Verdict:
    """Whether the canary's last text was answered by a person in time."""
    last = canary()
    if last is None:
        return Verdict("off")
    minutes = int((now - last.wrote_at).total_seconds() // 60)
    limit = timedelta(minutes=minutes_of(WITHIN, 10))
    if last.answered_at:
        return Verdict("fine" if last.answered_at - last.wrote_at <= limit else "late", minutes)
    return Verdict("late" if now - last.wrote_at > limit else "waiting", minutes)


def write(now: datetime) -> None:
    """Write to the line as the canary, by the way that every text comes in."""
    stamp = f"CANARY{int(now.timestamp())}"
    receive([Inbound("handset", stamp, NUMBER, LINE, WORDS, canary=True)])


def due(now: datetime) -> bool:
    """Whether the canary is to write now: never where nobody would be on duty to answer in time."""
    every = minutes_of(EVERY, 0)
    if not (staffed(now) and staffed(now + timedelta(minutes=minutes_of(WITHIN, 10)))):
        return False
    last = canary()
    if every == 0 or (last is not None and not last.answered_at):
        return False
    return last is None or now - last.wrote_at >= timedelta(minutes=every)


def tick(now: datetime, alarmed: bool) -> bool:
    """One look: write where it is time, alarm where nobody answered; whether the alarm was given.

    It is given once; where its command fails it is not given yet, and the next look tries again.
    """
    if due(now):
        write(now)
    late = verdict(now).state == "late" and canary() is not None and not _answered()
    if late and not alarmed:
        log.critical("canary: no person answered in time")
        return _alarm()
    return late


def _answered() -> bool:
    last = canary()
    return last is not None and last.answered_at is not None


def _alarm() -> bool:
    """Run the command that pages somebody, where one is set; whether nothing failed."""
    command = shlex.split(os.environ.get(ALARM, ""))
    if not command:
        return True
    try:
        subprocess.run(command, check=True, timeout=30, capture_output=True)  # noqa: S603 (the operator's own)
    except (OSError, subprocess.SubprocessError) as error:
        log.critical("canary: the alarm command failed: %s", type(error).__name__)
        return False
    return True
