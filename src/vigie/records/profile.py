"""The party behind a set of ads."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """One party: the ads that links and judgements put together, under an id that stays.

    `profile_id` is `P` and 12 characters, never given twice. `weakest_bits` is the weakest bridge
    that holds the profile together (None for a single ad). `cut` says that it had grown past a
    plausible size on weak bridges and was cut there; `disputed` that people disagree about it.
    """

    profile_id: str
    ads: tuple[str, ...]
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    weakest_bits: float | None = None
    cut: bool = False
    disputed: bool = False
