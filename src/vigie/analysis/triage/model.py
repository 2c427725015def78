"""What each cue is worth: the registry's word, or that word moved by labels, in plain numbers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.analysis.triage.errors import BrokenModel
from vigie.analysis.triage.registry import QUESTIONS, Indicator, Registry, registry
from vigie.analysis.triage.shape import Shape
from vigie.analysis.triage.signals.measures import MEASURES
from vigie.analysis.triage.wording.encoded import KIND, EncodedModel
from vigie.analysis.triage.wording.model import TextModel
from vigie.records.finding import Question

Text = TextModel | EncodedModel
FORMAT = 2
DRAWS = 41
AGAIN = "run vigie triage fit again"
# The base rates assumed before any label, in bits of log-odds: 1 in 33 and 1 in 129. No study gives
# them for profiles of public ads; a fit replaces them.
PRIOR_BITS: Mapping[Question, float] = {"trafficking": -5.0, "minor": -7.0}
PRIOR_SPREAD = 0.7
# How far off a cue's bits may be (one standard deviation): a share of them, and a floor.
SPREAD = {"validated": 0.3, "contested": 0.6, "contrary": 0.5, "folk": 1.0}
FLOOR = 0.4


@dataclass(frozen=True)
class Weights:
    """One question's base rate and the bits of its cues, with draws that say how sure both are.

    `cues` are ids in order; `bits` are theirs. `draws` has a row for each draw: the base rate, then
    the bits in the same order. `shape` is what numbers add in steps, if that was learned.
    """

    prior: float
    cues: tuple[str, ...]
    bits: NDArray[np.float64]
    draws: NDArray[np.float64]
    shape: Shape | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Everything that may add bits: the cues, then the numbers that are no cue, in order."""
        numbers = self.shape.numbers if self.shape else ()
        return self.cues + tuple(name for name in numbers if name not in self.cues)


@dataclass(frozen=True)
class Model:
    """The weights of both questions, which are never mixed, and how their list is put in order.

    `minor_first` bits are added to the minor's log-odds when the two are compared for the rank.
    `text` is the learned wording, if any. `about` says how the model came to be.
    """

    weights: Mapping[Question, Weights]
    minor_first: float = 1.0
    text: Text | None = None
    about: Mapping[str, Any] = field(default_factory=dict)

    def without(self, cue: str) -> "Model":
        """The same model with one cue worth nothing."""
        return replace(self, weights={
            question: _silenced(weights, cue) for question, weights in self.weights.items()
        })  # fmt: skip

    def to_json(self) -> str:
        """The model as JSON: sorted keys, plain numbers, equal models in equal bytes."""
        content = {
            "format": FORMAT,
            "about": dict(self.about),
            "minor_first": self.minor_first,
            "weights": {question: _listed(weights) for question, weights in self.weights.items()},
            "text": self.text.to_plain() if self.text else None,
        }
        return json.dumps(content, sort_keys=True, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Model":
        """The model that `to_json` wrote; cues of it that the registry lacks are an error."""
        try:
            content = json.loads(text)
            if content["format"] != FORMAT:
                raise BrokenModel("the model was made by another version of Vigie", remedy=AGAIN)
            weights = {question: _weights(content["weights"][question]) for question in QUESTIONS}
            told = content["text"]
            model = cls(weights, float(content["minor_first"]),
                        _text(told) if told else None, content["about"])  # fmt: skip
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise BrokenModel("the model's file does not read", remedy="fit it again") from error
        unknown = (
            {cue for part in weights.values() for cue in part.named}
            - {cue.id for cue in registry().used}
            - set(MEASURES)
        )
        if unknown:
            raise BrokenModel("the model was made for another registry", remedy=AGAIN)
        return model


def _text(content: Mapping[str, Any]) -> Text:
    reader = EncodedModel if content.get("kind") == KIND else TextModel
    return reader.from_plain(content)


def registry_model(listed: Registry | None = None) -> Model:
    """The model before any label: the registry's bits as they are written there."""
    listed = listed or registry()
    return Model(
        {question: _prior_weights(question, listed) for question in QUESTIONS},
        about={"made_by": "the registry alone, before any label"},
    )


def spread(cue: Indicator) -> float:
    """How far off the registry's bits of a cue may be, as a standard deviation in bits."""
    return SPREAD[cue.standing] * abs(cue.bits) + FLOOR


def _prior_weights(question: Question, listed: Registry) -> Weights:
    cues = tuple(cue for cue in listed.used if cue.question == question)
    bits = np.array([cue.bits for cue in cues])
    means = np.concatenate([[PRIOR_BITS[question]], bits])
    spreads = np.concatenate([[PRIOR_SPREAD], [spread(cue) for cue in cues]])
    noise = np.random.default_rng(1).standard_normal((DRAWS, len(means)))
    return Weights(
        PRIOR_BITS[question],
        tuple(cue.id for cue in cues),
        bits,
        np.round(means + spreads * noise, 4),
    )


def _silenced(weights: Weights, cue: str) -> Weights:
    if weights.shape:
        weights = replace(weights, shape=weights.shape.without(cue))
    if cue not in weights.cues:
        return weights
    bits, draws = weights.bits.copy(), weights.draws.copy()
    place = weights.cues.index(cue)
    bits[place], draws[:, place + 1] = 0.0, 0.0
    return replace(weights, bits=bits, draws=draws)


def _listed(weights: Weights) -> dict[str, Any]:
    return {
        "prior": weights.prior,
        "bits": dict(zip(weights.cues, weights.bits.tolist(), strict=True)),
        "draws": weights.draws.tolist(),
        "shape": weights.shape.to_plain() if weights.shape else None,
    }


def _weights(content: Mapping[str, Any]) -> Weights:
    cues = tuple(sorted(content["bits"]))
    bits = np.array([float(content["bits"][cue]) for cue in cues])
    draws = np.array(content["draws"], dtype=np.float64)
    if draws.ndim != 2 or draws.shape[1] != len(cues) + 1 or not np.isfinite(draws).all():
        raise ValueError("draws")
    shape = Shape.from_plain(content["shape"]) if content["shape"] else None
    return Weights(float(content["prior"]), cues, bits, draws, shape)
