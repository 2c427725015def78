"""What triage says of a profile: a rank with its reasons, or that nothing can be said."""

from dataclasses import dataclass
from typing import Literal

Question = Literal["trafficking", "minor"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One indicator that holds for a profile, in words, with the ads that show it.

    `bits` is what it adds to the log-odds of `question` (negative: it speaks against).
    """

    indicator: str
    question: Question
    sentence: str
    bits: float
    ads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability with its interval, all between 0 and 1."""

    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a profile stands in the list, for two questions that are never mixed.

    `rank` 1 is what a person should read first. `abstained` is empty, or says why nothing can be
    said (a single ad, no contact); an abstaining profile stands after all others.
    """

    profile_id: str
    rank: int
    trafficking: Estimate
    minor: Estimate
    abstained: str = ""
    reasons: tuple[Reason, ...] = ()
