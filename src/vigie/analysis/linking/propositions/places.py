"""Propositions about where the accounts were, and when."""

import numpy as np

from vigie.analysis.linking.keys import Small
from vigie.analysis.linking.pairing import Pairs


def same_circuit(pairs: Pairs) -> Small:
    """Both were in the same cities in the same weeks."""
    grade = np.zeros(len(pairs), np.int8)
    met = pairs.meetings
    found = 1 + (met.together > 1).astype(np.int8) + (met.several & (met.together > 2))
    grade[met.rows] = np.where(met.together > 0, found, 0)
    return grade


def two_places_at_once(pairs: Pairs) -> Small:
    """They were in different regions on the same day."""
    grade = np.zeros(len(pairs), np.int8)
    met = pairs.meetings
    grade[met.rows] = np.minimum(met.apart, 2) * (met.together == 0)
    return grade
