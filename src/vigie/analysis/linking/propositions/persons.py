"""Propositions about who is advertised: names, ages, prices, hours, the way of writing."""

import numpy as np

from vigie.analysis.linking.commonness import HUB, MIDDLING
from vigie.analysis.linking.keys import Floats, Small
from vigie.analysis.linking.kinds import CODES
from vigie.analysis.linking.pairing import Pairs
from vigie.analysis.linking.propositions.keys import same_template

SAME_AGE, OTHER_AGE = 1, 5
"""Years by which stated ages agree, and from which they conflict."""
SAME_PRICE, OTHER_PRICE = 1.02, 1.5
"""Ratios of hourly prices up to which they agree, and from which they differ."""
STEADY = 0.6
"""How concentrated posting hours must be before they are compared (1: always at one hour)."""
SAME_HOUR, OTHER_HOUR = 1.5, 5.0
"""Hours between mean posting times."""


def same_habits(pairs: Pairs) -> Small:
    """Both use the same unusual marks and emoji, in texts that differ."""
    grade = np.where(same_template(pairs) > 0, 0, _by_rarity(pairs, "habit"))
    return np.asarray(grade, dtype=np.int8)


def names_agree(pairs: Pairs) -> Small:
    """Both give the same name for the person advertised."""
    return _by_rarity(pairs, "name")


def names_differ(pairs: Pairs) -> Small:
    """Both give names for the person advertised and none is the same."""
    bit = np.int32(1 << CODES["name"])
    both = (pairs.has[pairs.left] & pairs.has[pairs.right] & bit) != 0
    return np.asarray(both & (names_agree(pairs) == 0), dtype=np.int8)


def ages_agree(pairs: Pairs) -> Small:
    """The ages stated are the same, give or take a year."""
    return _known_and(pairs, _years_apart(pairs) <= SAME_AGE)


def ages_conflict(pairs: Pairs) -> Small:
    """The ages stated are five years apart or more."""
    return _known_and(pairs, _years_apart(pairs) >= OTHER_AGE)


def prices_agree(pairs: Pairs) -> Small:
    """Both ask the same price for an hour."""
    return (_price_ratio(pairs) <= SAME_PRICE).astype(np.int8)


def prices_differ(pairs: Pairs) -> Small:
    """One asks at least half as much again as the other for an hour."""
    return (_price_ratio(pairs) >= OTHER_PRICE).astype(np.int8)


def hours_agree(pairs: Pairs) -> Small:
    """Both post at the same time of day."""
    return (_hours_apart(pairs) <= SAME_HOUR).astype(np.int8)


def hours_differ(pairs: Pairs) -> Small:
    """Both post at steady times of day, five hours apart or more."""
    return (_hours_apart(pairs) >= OTHER_HOUR).astype(np.int8)


def _by_rarity(pairs: Pairs, kind: str) -> Small:
    """Grade 1 for a shared key that is a hub, 2 for a middling one, 3 for a rare one."""
    grade = np.zeros(len(pairs), np.int8)
    if kind in pairs.also:
        shared = pairs.also[kind]
        tier = pairs.holdings.tier[shared.key]
        grade[shared.rows] = np.select([tier == HUB, tier == MIDDLING], [1, 2], 3)
    return grade


def _years_apart(pairs: Pairs) -> np.ndarray:
    low, high = pairs.holdings.traits.age_low, pairs.holdings.traits.age_high
    one, other = pairs.left, pairs.right
    return np.maximum(low[one], low[other]) - np.minimum(high[one], high[other])


def _known_and(pairs: Pairs, holds: np.ndarray) -> Small:
    low = pairs.holdings.traits.age_low
    return (holds & (low[pairs.left] >= 0) & (low[pairs.right] >= 0)).astype(np.int8)


def _price_ratio(pairs: Pairs) -> Floats:
    price = pairs.holdings.traits.price
    one, other = price[pairs.left].astype(float), price[pairs.right].astype(float)
    known = (one > 0) & (other > 0)
    ratio = np.full(len(pairs), np.nan)
    np.divide(np.maximum(one, other), np.minimum(one, other), out=ratio, where=known)
    return ratio


def _hours_apart(pairs: Pairs) -> Floats:
    x, y = pairs.holdings.traits.hour_x, pairs.holdings.traits.hour_y
    steady = np.hypot(x, y) >= STEADY
    angle = np.where(steady, np.arctan2(y, x), np.nan)
    turn = np.abs(angle[pairs.left] - angle[pairs.right])
    return np.asarray(np.minimum(turn, 2 * np.pi - turn) * (24 / (2 * np.pi)))
