"""A text's score in bits: what its cues are worth, what its wording is worth, and why.

    bits = start + the bits of every cue + the bits of every piece of wording

Bits are the logarithm (of 2) of the odds that the text was written as urgent. All numbers stand in
`weights.json`, which `python -m benchmarks.helpline_crisis_fit` makes; reading a text needs no
learning library. The score orders the queue. It never answers, closes or hides anybody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from vigie.helpline.crisis.cues import Cue, cues_in
from vigie.helpline.crisis.spelling import plain
from vigie.helpline.crisis.wording import features, pieces

SHOWN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each cue and each piece of wording is worth, in bits, and where `urgent` begins."""

    start: float
    urgent_from: float
    cues: Mapping[str, float] = field(repr=False)
    wording: Mapping[str, float] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of why: a sentence, its source, its bits; `words` of the text for its wording."""

    sentence: str
    source: str
    bits: float
    words: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text's score is and why, the weightiest reason first.

    `urgent` says that the bits are over the published threshold; `now` that a cue of this moment
    is among the reasons.
    """

    bits: float
    urgent: bool
    now: bool
    reasons: tuple[Reason, ...] = field(repr=False)

    @property
    def probability(self) -> float:
        """How likely such a text is an urgent one, 0 to 1, where four in ten are."""
        return float(1 / (1 + 2.0**-self.bits))


@cache
def weights() -> Weights:
    """The weights of `weights.json`."""
    content = json.loads(files("vigie.helpline.crisis").joinpath("weights.json").read_text("utf-8"))
    return Weights(content["start"], content["urgent_from"], content["cues"], content["wording"])


def bits_of(text: str, language: str) -> tuple[float, bool]:
    """A text's bits, and whether a cue of this moment is in it: `read` without its reasons."""
    known, said = weights(), plain(text, language)
    found = cues_in(said)
    wording = sum(known.wording.get(one, 0.0) for one in features(said))
    bits = known.start + sum([*(known.cues[cue.name] for cue in found), wording])
    return bits, any(cue.now for cue in found)


def read(text: str, language: str) -> Reading:
    """Score a text. `language` (`en`, `fr`, `es` or '') says whose texting spelling is undone."""
    known, said = weights(), plain(text, language)
    found = cues_in(said)
    reasons = [_reason(cue, known) for cue in found]
    wording = sum(known.wording.get(one, 0.0) for one in features(said))
    if wording:
        reasons.append(_of_wording(said, wording, known))
    bits = known.start + sum(reason.bits for reason in reasons)
    return Reading(
        bits=bits,
        urgent=bits >= known.urgent_from,
        now=any(cue.now for cue in found),
        reasons=tuple(sorted(reasons, key=lambda reason: -abs(reason.bits))),
    )


def _reason(cue: Cue, known: Weights) -> Reason:
    return Reason(cue.sentence, cue.source, known.cues[cue.name])


def _of_wording(said: str, bits: float, known: Weights) -> Reason:
    """The wording's share, with the words that say most for it."""
    sign = 1 if bits > 0 else -1
    worth = {
        word: sign * sum(known.wording.get(piece, 0.0) for piece in set(pieces(word)))
        for word in said.split()
    }
    telling = sorted((word for word in worth if worth[word] > 0), key=lambda word: -worth[word])
    sentence = "It is worded like texts that were urgent." if sign > 0 else (
        "It is worded like texts that could wait."
    )  # fmt: skip
    return Reason(sentence, "OWN", bits, tuple(telling[:SHOWN_WORDS]))
