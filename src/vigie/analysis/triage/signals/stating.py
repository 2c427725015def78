"""Cues of what an ad's words say."""

import numpy as np

from vigie.analysis.triage.grouping import Flags, lowest
from vigie.analysis.triage.registry import Indicator, registry
from vigie.analysis.triage.signals.signal import Signal, of_rows
from vigie.analysis.triage.view import View


def stated(view: View, cue: Indicator) -> Signal:
    """A phrase of the cue's own list stands in the ad."""
    return _quoting(view, cue, view.found(cue.id))


def stated_elsewhere(view: View, cue: Indicator) -> Signal:
    """A phrase of the list of another cue, which the parameter `list` names, stands in the ad."""
    other = registry()[str(cue.parameters["list"])]
    return _quoting(view, other, view.found(other.id))


def own_voice(view: View, cue: Indicator) -> Signal:
    """The ad says “I”, and neither “we” nor “she”."""
    others = view.found("third_person") | view.found("we_voice") | view.found("third_party_contact")
    return _quoting(view, cue, view.found(cue.id) & ~others)


def wording(view: View, cue: Indicator) -> Signal:  # noqa: ARG001 (every cue's function has this form)
    """What the learned text model adds; nothing until a model that has one puts it in."""
    return Signal(np.zeros(view.profiles), np.zeros(view.rows, bool))


def _quoting(view: View, cue: Indicator, rows: Flags) -> Signal:
    signal = of_rows(view, rows)
    first = view.hits.first[rows, view.lists[cue.id]].astype(np.float64)
    word = lowest(view.profile[rows], first, view.profiles).astype(np.int64)
    return Signal(signal.strength, rows, None, word, cue.words)
