"""What could not be read, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """One row or picture that was not kept, with the place it stood and the reason.

    `reason` is a short stable id (`broken_json`, `picture_truncated`); `detail` is the sentence a
    person reads; `line` counts from 1 (0: the whole file).
    """

    file: str
    line: int
    reason: str
    detail: str
