"""When the line is staffed."""

import os
from datetime import datetime, time
from zoneinfo import ZoneInfo

from vigie.records import WrongUse

VARIABLE = "VIGIE_HELPLINE_HOURS"


def staffed(now: datetime) -> bool:
    """Whether somebody is there. `VIGIE_HELPLINE_HOURS` is `08:00-22:00 America/New_York`.

    Unset, the line is always staffed. A span may pass midnight. Errors: WrongUse.
    """
    written = os.environ.get(VARIABLE, "")
    if not written:
        return True
    try:
        span, _, zone = written.partition(" ")
        first, last = (time.fromisoformat(part) for part in span.split("-"))
        here = now.astimezone(ZoneInfo(zone or "UTC")).time()
    except (ValueError, KeyError, OSError) as error:
        raise WrongUse(
            f"{VARIABLE} is {written!r}", remedy="write it as '08:00-22:00 America/New_York'"
        ) from error
    return first <= here < last if first <= last else here >= first or here < last
