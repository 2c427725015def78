"""Cues of a crisis in a text: they order the queue, and do nothing else.

A cue never answers, closes or hides anybody. The cues, their sentences and their sources stand in
`cues.toml` beside this file.
"""

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files

from vigie.helpline.conversations.words import folded

LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its id, its weight in the score, the sentence shown, its source."""

    name: str
    weight: float
    sentence: str
    source: str
    pattern: re.Pattern[str] = field(repr=False)


def _read() -> tuple[Cue, ...]:
    text = files("vigie.helpline.conversations").joinpath("cues.toml").read_text("utf-8")
    rows = tomllib.loads(text)["cue"]
    return tuple(
        Cue(
            name=row["name"],
            weight=row["weight"],
            sentence=row["sentence"],
            source=row["source"],
            pattern=re.compile("|".join(f"(?:{one})" for one in row["wordings"])),
        )
        for row in rows
    )


CUES = _read()


def cues_in(text: str) -> tuple[Cue, ...]:
    """The cues that a text holds, heaviest first."""
    plain = re.sub(r"[^\w]+", " ", folded(text[:LONGEST]))
    found = (cue for cue in CUES if cue.pattern.search(plain))
    return tuple(sorted(found, key=lambda cue: -cue.weight))
