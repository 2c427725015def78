"""When nothing can be said of a profile, and why."""

from collections.abc import Mapping

import numpy as np

from vigie.analysis.triage.arrow import TEXT, Column, arrow
from vigie.analysis.triage.grouping import Flags
from vigie.analysis.triage.languages import understood
from vigie.analysis.triage.registry import registry
from vigie.analysis.triage.signals import Signal
from vigie.analysis.triage.view import View

SINGLE = "a single ad"
NO_CONTACT = "no way to reach the party is known"
NO_LANGUAGE = "no ad is in a language that the word lists cover"
# What is said for each combination of the three, counted in binary.
_SAID = [
    "; ".join(
        text for place, text in enumerate((SINGLE, NO_CONTACT, NO_LANGUAGE)) if which >> place & 1
    )
    for which in range(8)
]
CONTACTS = ("phone", "email", "handle", "url", "wallet", "onion")


def abstentions(view: View, signals: Mapping[str, Signal]) -> Column:
    """Why nothing can be said of each profile; empty where something can.

    What people have established (a known case, a known-hash hit) and an age under the age of
    majority that an ad states are read by a person however thin the rest is.
    """
    reached = np.zeros(view.profiles, bool)
    for kind in CONTACTS:
        reached[view.mentions[kind].profile] = True
    urgent = _urgent(view, signals)
    held = (view.ads_of < 2, ~reached, ~understood(view))
    which = sum((flags & ~urgent) * (1 << place) for place, flags in enumerate(held))
    return arrow.array(_SAID, TEXT).take(arrow.array(which))


def _urgent(view: View, signals: Mapping[str, Signal]) -> Flags:
    urgent = np.zeros(view.profiles, bool)
    for cue in registry().used:
        if cue.standing == "validated" and (cue.level == "network" or cue.id == "states_under_age"):
            urgent |= signals[cue.id].strength > 0
    return urgent
