"""The score that orders the queue: cues in the text, then time waited. Higher is sooner."""

from datetime import datetime

from vigie.helpline.conversations.cues import cues_in

PER_MINUTE = 0.5
FLAG = 6.0


def score_of(text: str) -> float:
    """The weight of a text's cues: the heaviest in full, the others by half."""
    weights = [cue.weight for cue in cues_in(text)]
    return weights[0] + sum(weights[1:]) / 2 if weights else 0.0


def urgency(score: float, waiting_since: datetime | None, now: datetime, *, flag: bool) -> float:
    """Where a conversation stands in the queue.

    Half a point a minute, so that whoever waits 20 minutes stands above a fresh text with two heavy
    cues: nobody starves, and nobody in danger waits long behind others.
    """
    minutes = (now - waiting_since).total_seconds() / 60 if waiting_since else 0.0
    return score + (FLAG if flag else 0.0) + PER_MINUTE * max(0.0, minutes)
