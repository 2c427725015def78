"""What a cue's function gives back."""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.triage.grouping import Flags, Floats, Ints
from vigie.analysis.triage.view import View


@dataclass(frozen=True)
class Signal:
    """How strongly a cue holds for each profile, and where it is seen.

    `strength` is 0 to 1 a profile (the learned wording alone may be negative); `rows` marks the
    rows that show it; `value` is the number that its sentence names; `word` is the place, in
    `phrases`, of the phrase that its sentence quotes; `exact` is the value before it was rounded.
    """

    strength: Floats
    rows: Flags
    value: Ints | None = None
    word: Ints | None = None
    phrases: tuple[str, ...] = ()
    exact: Floats | None = None

    @property
    def number(self) -> Floats:
        """What steps are taken over: the exact number, else the value, else the strength.

        A value counts only where the cue holds at all: its sentence is not true elsewhere.
        """
        if self.exact is not None:
            return self.exact
        if self.value is None:
            return self.strength
        return np.where(self.strength > 0.0, self.value, 0.0)


def of_rows(view: View, rows: Flags) -> Signal:
    """The signal of a cue of single ads: in full where half of a profile's ads show it.

    Strength grows with the root: the first ad that shows a cue says more than the tenth.
    """
    return Signal(np.sqrt(np.minimum(1.0, 2.0 * view.share(rows))), rows)


def of_profiles(view: View, strength: Floats, value: Ints, rows: Flags | None = None) -> Signal:
    """The signal of a cue of whole profiles; without `rows`, all their ads show it.

    `strength` is how far the cue goes, 0 to 1; its root counts, as for cues of single ads.
    """
    shown = np.ones(view.rows, bool) if rows is None else rows
    return Signal(np.sqrt(strength), shown & (strength[view.profile] > 0), value)
