"""What a person said about two ads or two profiles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's word on whether two ads come from one party; never changed, never overruled.

    `left` and `right` are ad ids with `left` < `right`. `at` is in UTC. A machine link never
    overrules it; two people who disagree are shown as disputed.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    because: str
    at: datetime
