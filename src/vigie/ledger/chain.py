"""The hash that ties an entry to the one before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be written down: who did what, to which record (`kind:id`), for which purpose.

    `detail` holds ids, counts and settings; never words or numbers of the people concerned.
    """

    who: str
    verb: str
    record: str
    purpose: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


def digest(previous: str, number: int, at: datetime, deed: Deed) -> str:
    """The SHA-256, in 64 digits, of the previous digest and everything in the entry."""
    content = [
        previous,
        number,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        deed.who,
        deed.verb,
        deed.record,
        deed.purpose,
        dict(deed.detail),
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
