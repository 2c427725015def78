"""The reasons of every profile, for and against, in words, with the ads they come from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vigie.analysis.triage.arrow import NUMBERS, TEXT, Column, Lists, arrow, compute
from vigie.analysis.triage.grouping import Floats, Ints, count, ints
from vigie.analysis.triage.model import Model
from vigie.analysis.triage.registry import QUESTIONS, registry
from vigie.analysis.triage.scoring import worth
from vigie.analysis.triage.signals import Signal
from vigie.analysis.triage.signals.measures import MEASURES
from vigie.analysis.triage.view import View
from vigie.records.finding import Question

SMALLEST_BITS = 0.05
MOST_ADS = 20
REASON = arrow.struct(
    [("indicator", TEXT), ("question", TEXT), ("sentence", TEXT),
     ("bits", NUMBERS), ("ads", arrow.list_(TEXT))]
)  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """The reasons that one cue gives: the profile, bits, sentence and ads of each."""

    profile: Ints
    bits: np.ndarray
    sentence: Column
    sizes: Ints
    ads: Ints


def reasons(view: View, signals: Mapping[str, Signal], model: Model) -> Lists:
    """A list of reasons for each profile: by question, then the weightiest first, then by cue.

    A reason names at most 20 ads, the first by their ids; its sentence says how many there are.
    """
    cues: list[tuple[str, Question]] = []
    parts: list[_Part] = []
    for question in QUESTIONS:
        weights = model.weights[question]
        found = np.round(worth(signals, weights), 3)
        for place, name in enumerate(weights.named):
            sentence = (MEASURES.get(name) or registry()[name]).sentence
            parts.append(_part(view, sentence, signals[name], found[:, place]))
            cues.append((name, question))
    return _together(view, cues, parts)


def _part(view: View, sentence: str, signal: Signal, worth: Floats) -> _Part:
    profile = ints(np.flatnonzero(np.abs(worth) >= SMALLEST_BITS))
    chosen = np.zeros(view.profiles, bool)
    chosen[profile] = True
    bare = np.ones(view.profiles, bool)
    bare[view.profile[signal.rows]] = False
    shown = view.ads_marked((signal.rows | bare[view.profile]) & chosen[view.profile])
    owner = view.profile_of_ad[shown]
    sizes = count(owner, view.profiles)
    rank = np.arange(len(shown)) - (np.cumsum(sizes) - sizes)[owner]
    kept = np.minimum(sizes, MOST_ADS)[profile]
    slots = {
        "ads": sizes[profile],
        "of": view.ads_of[profile],
        "value": (signal.value if signal.value is not None else view.ads_of)[profile],
    }
    words = _words(signal, profile)
    return _Part(profile, worth[profile], _sentences(sentence, slots, words), kept,
                 shown[rank < MOST_ADS])  # fmt: skip


def _words(signal: Signal, profile: Ints) -> Column:
    if signal.word is None:
        return arrow.repeat(arrow.scalar("", TEXT), len(profile))
    return arrow.array(signal.phrases, TEXT).take(arrow.array(signal.word[profile]))


def _sentences(template: str, slots: Mapping[str, Ints], words: Column) -> Column:
    """The template with its slots filled, for all profiles at once."""
    pieces: list[Column] = []
    for piece in template.replace("}", "{").split("{"):
        if piece in slots:
            pieces.append(arrow.array(slots[piece]).cast(TEXT))
        else:
            pieces.append(words if piece == "words" else arrow.scalar(piece, TEXT))
    blank = arrow.repeat(arrow.scalar("", TEXT), len(words))
    return compute.binary_join_element_wise(blank, *pieces, arrow.scalar("", TEXT))


def _together(view: View, cues: list[tuple[str, Question]], parts: list[_Part]) -> Lists:
    profile = np.concatenate([part.profile for part in parts])
    bits = np.concatenate([part.bits for part in parts])
    cue = np.repeat(np.arange(len(cues)), [len(part.profile) for part in parts])
    sizes = np.concatenate([part.sizes for part in parts])
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    ads = view.ad_ids.take(arrow.array(np.concatenate([part.ads for part in parts])))
    listed = arrow.ListArray.from_arrays(arrow.array(offsets), ads)
    question = np.array([QUESTIONS.index(asked) for _, asked in cues])[cue]
    order = np.lexsort((cue, -np.abs(bits), question, profile))
    taken = arrow.array(order)
    sentences = arrow.chunked_array([part.sentence for part in parts], TEXT).combine_chunks()
    fields = [
        arrow.array([name for name, _ in cues]).take(arrow.array(cue[order])),
        arrow.array(QUESTIONS).take(arrow.array(question[order])),
        sentences.take(taken),
        arrow.array(bits[order]),
        listed.take(taken),
    ]
    bounds = np.concatenate([[0], np.cumsum(count(profile, view.profiles))]).astype(np.int32)
    return arrow.ListArray.from_arrays(
        arrow.array(bounds), arrow.StructArray.from_arrays(fields, fields=list(REASON))
    )
