"""What is counted of a month."""

from dataclasses import dataclass, field

from vigie.helpline.conversations.outcomes import OUTCOMES


@dataclass
class Month:
    """What a month had; `delays` are seconds until a person answered; `languages` has '' too."""

    conversations: int = 0
    texters: set[object] = field(default_factory=set)
    delays: list[float] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=lambda: {o.code: 0 for o in OUTCOMES})

    @property
    def median_minutes(self) -> float | None:
        """The median time until a person answered, in minutes."""
        ordered = sorted(self.delays)
        return round(ordered[len(ordered) // 2] / 60, 1) if ordered else None
