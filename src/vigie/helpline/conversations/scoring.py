"""The order of the queue: how urgent the texts read, then the time waited. Higher is sooner.

Nothing here hides, answers or closes anybody: everybody who waits is in every list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from vigie.helpline.conversations.tongues import language_of
from vigie.helpline.crisis.score import Reading, bits_of, read, weights

FLOOR, CEILING = -6.0, 10.0  # bits; what reads less or more urgent than this counts as this
NOW = 2.0
FLAG = 6.0
HASTE = 240.0
TOGETHER = 3
UNSPOKEN = 4.0
FOR_SENIORS = 6.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a conversation its place depends on; `language` is empty where it is not known."""

    score: float
    flag: bool
    waiting_since: datetime | None
    opened_at: datetime
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the queue: the languages that they answer in, and whether they still learn."""

    languages: Sequence[str]
    learning: bool = False

    def speaks(self, language: str) -> bool:
        """Whether they can answer in a language; anybody can in one that is not known."""
        return not language or language in self.languages


def score_of(text: str, language: str = "") -> float:
    """A text's points: its bits above a floor, and two more where an urgent one speaks of now."""
    bits, now = bits_of(text, language)
    urgent = bits >= weights().urgent_from
    return min(max(bits, FLOOR), CEILING) - FLOOR + (NOW if urgent and now else 0.0)


def together(texts: Sequence[str]) -> list[str]:
    """Every way to read texts that came one after the other: each alone, each with two before it.

    Who is in danger may say so over several texts, and none of them alone reads urgent.
    """
    joined = [" ".join(texts[max(0, end - TOGETHER) : end]) for end in range(2, len(texts) + 1)]
    return [*texts, *joined]


def most_urgent(texts: Sequence[str], language: str) -> Reading:
    """The most urgent reading of the last twenty texts, alone and together: the queue's."""
    said = together(texts[-20:]) or [""]
    readings = (read(text, language_of(text, language)) for text in said)
    return max(readings, key=lambda reading: reading.bits)


def urgency(score: float, waiting_since: datetime | None, now: datetime, *, flag: bool) -> float:
    """Where a conversation stands in the queue.

    Waiting adds the square of its minutes over 240: a tenth of a point after 5 minutes, 2 points
    after 20, 15 after an hour. So nobody in danger waits behind others' first minutes, and nobody
    starves: whoever waits 77 minutes stands above every fresh text that there can be.
    """
    minutes = max(0.0, (now - waiting_since).total_seconds() / 60) if waiting_since else 0.0
    return score + (FLAG if flag else 0.0) + minutes * minutes / HASTE


Item = TypeVar("Item")


def ordered(
    items: Sequence[tuple[Standing, Item]], reader: Reader, now: datetime
) -> list[tuple[float, Item]]:
    """Everybody who waits, in the order for one reader, each with its urgency.

    For this reader alone, a conversation in a language that they do not answer in stands lower, and
    for whoever learns one that was flagged or reads urgent: others are likely to be better for it.
    Waiting makes up for both.
    """
    placed = [
        (urgency(one.score, one.waiting_since, now, flag=one.flag), one, item)
        for one, item in items
    ]
    placed.sort(key=lambda row: (_held_back(row[1], reader) - row[0], row[1].opened_at))
    return [(points, item) for points, _, item in placed]


def _held_back(one: Standing, reader: Reader) -> float:
    unspoken = 0.0 if reader.speaks(one.language) else UNSPOKEN
    return unspoken + (FOR_SENIORS if reader.learning and (one.flag or one.score >= -FLOOR) else 0)
