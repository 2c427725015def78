"""Cues of what an ad's words say."""

import numpy as np

from vigie.analysis.triage.grouping import Flags, Ints, lowest
from vigie.analysis.triage.registry import Indicator
from vigie.analysis.triage.signals.signal import Signal, of_rows
from vigie.analysis.triage.view import View


def stated(view: View, cue: Indicator) -> Signal:
    """A phrase of the cue's own list stands in the ad."""
    return _quoting(view, cue.id, view.found(cue.id))


def stated_elsewhere(view: View, cue: Indicator) -> Signal:
    """A phrase of the list of another cue, which the parameter `list` names, stands in the ad."""
    name = str(cue.parameters["list"])
    return _quoting(view, name, view.found(name))


def own_voice(view: View, cue: Indicator) -> Signal:
    """The ad says “I”, and neither “we” nor “she”."""
    others = view.found("third_person") | view.found("we_voice") | view.found("third_party_contact")
    return _quoting(view, cue.id, view.found(cue.id) & ~others)


def wording(view: View, cue: Indicator) -> Signal:  # noqa: ARG001 (every cue's function has this form)
    """What the learned text model adds; nothing until a model that has one puts it in."""
    return Signal(np.zeros(view.profiles), np.zeros(view.rows, bool))


def _quoting(view: View, name: str, rows: Flags) -> Signal:
    signal = of_rows(view, rows)
    return Signal(signal.strength, rows, None, first_word(view, name, rows), name)


def first_word(view: View, name: str, rows: Flags) -> Ints:
    """The first phrase of a list, in the list's order, that a profile's marked rows hold."""
    place = view.hits.first[rows, view.lists[name]].astype(np.float64)
    return lowest(view.profile[rows], place, view.profiles).astype(np.int64)
