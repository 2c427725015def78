"""Cues of the ages that ads state, each looked at beside the time that passed."""

import numpy as np

from vigie.analysis.triage.grouping import (
    Floats,
    Ints,
    count,
    distinct,
    highest,
    lowest,
    ramp,
)
from vigie.analysis.triage.registry import Indicator
from vigie.analysis.triage.signals.signal import Signal, of_profiles, of_rows
from vigie.analysis.triage.view import View

YEAR = 365.25 * 1440.0


def stated_ages(view: View) -> tuple[Ints, Floats]:
    """The rows that state an age from 1 to 99, and the age; with the time where there is one."""
    ages = view.mentions["age"]
    years = np.array([_whole(value) for value in ages.values], dtype=np.float64)
    value = years[ages.code] if len(years) else np.zeros(0)
    kept = (value > 0) & (value < 100)
    return ages.row[kept], value[kept]


def _whole(value: str) -> float:
    return float(value) if value.isdecimal() and len(value) < 4 else 0.0


def _persons(view: View, row: Ints) -> tuple[Ints, Ints]:
    """Of each row a number for its profile and the name it gives, and each number's profile.

    Several people's ages are no conflict. Rows without a name are one person's.
    """
    size = len(view.mentions["name"].values) + 1
    persons, person = np.unique(view.profile[row] * size + view.name[row] + 1, return_inverse=True)
    return person, persons // size


def _apart(view: View) -> Floats:
    """By how many years the ages stated for one name fail to be one person's, at most.

    An age of a at time t says that the birth was in the year before t - a. Ages agree where those
    years have a moment in common; the years missing to that are the value.
    """
    row, age = stated_ages(view)
    row, age = row[view.timed[row]], age[view.timed[row]]
    person, profile = _persons(view, row)
    birth = view.minute[row] / YEAR - age
    latest = highest(person, birth - 1.0, len(profile))
    earliest = lowest(person, birth, len(profile))
    return highest(profile, np.maximum(0.0, latest - earliest), view.profiles)


def ages_apart(view: View, cue: Indicator) -> Signal:
    """The ages stated for one name over time cannot be one person's."""
    apart = _apart(view)
    strength = ramp(apart, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, np.ceil(apart).astype(np.int64), _aged(view))


def ages_apart_low(view: View, cue: Indicator) -> Signal:
    """A name's ages conflict, and the lowest stated is near the age of majority."""
    row, age = stated_ages(view)
    youngest = lowest(view.profile[row], age, view.profiles, 99.0)
    apart = np.where(youngest < cue.number("under"), _apart(view), 0.0)
    strength = ramp(apart, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, np.ceil(apart).astype(np.int64), _aged(view))


def ages_in_a_week(view: View, cue: Indicator) -> Signal:
    """Different ages are stated for one name within one week."""
    row, age = stated_ages(view)
    row, age = row[view.timed[row]], age[view.timed[row]]
    person, profile = _persons(view, row)
    weeks, group = np.unique(person * 100_000 + view.minute[row] // 10_080, return_inverse=True)
    different = count(distinct(group, age.astype(np.int64))[0], len(weeks))
    most = different.astype(np.float64)
    value = highest(profile[weeks // 100_000], most, view.profiles).astype(np.int64)
    shown = np.zeros(view.rows, bool)
    shown[row[different[group] > 1]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def young_stated_age(view: View, cue: Indicator) -> Signal:
    """The ad states an age under the parameter `under`."""
    row, age = stated_ages(view)
    rows = np.zeros(view.rows, bool)
    rows[row[age < cue.number("under")]] = True
    return of_rows(view, rows)


def under_age(view: View, cue: Indicator) -> Signal:
    """The ad states an age under the age of majority, the parameter `adult`."""
    row, age = stated_ages(view)
    rows = np.zeros(view.rows, bool)
    rows[row[(age >= 10) & (age < cue.number("adult"))]] = True
    signal = of_rows(view, rows)
    return Signal((signal.strength > 0).astype(np.float64), rows)


def youngest_stated(view: View, cue: Indicator) -> Signal:
    """The lowest age stated is the lowest that sites accept."""
    row, age = stated_ages(view)
    youngest = lowest(view.profile[row], age, view.profiles, 99.0)
    shown = np.zeros(view.rows, bool)
    shown[row[age <= youngest[view.profile[row]]]] = True
    strength = ramp(youngest, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, youngest.astype(np.int64), shown)


def age_falls(view: View, cue: Indicator) -> Signal:
    """A lower age is stated for a name after a higher one."""
    row, age = stated_ages(view)
    row, age = row[view.timed[row]], age[view.timed[row]]
    person, profile = _persons(view, row)
    order = np.lexsort((age, view.minute[row], person))
    person, age = person[order], age[order]
    fall = np.zeros(len(order))
    fall[1:] = np.where(person[1:] == person[:-1], age[:-1] - age[1:], 0.0)
    value = np.maximum(0.0, highest(profile[person], fall, view.profiles))
    strength = ramp(value, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, value.astype(np.int64), _aged(view))


def steady_age(view: View, cue: Indicator) -> Signal:
    """The ages stated over a long time fit one person."""
    row, _ = stated_ages(view)
    several = count(view.profile[row], view.profiles) > 1
    held = several & (_apart(view) <= 0.25) & (view.names_of < 2)
    value = np.where(held, view.days_spanned, 0.0)
    strength = ramp(value, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, value.astype(np.int64), _aged(view))


def settled_age(view: View, cue: Indicator) -> Signal:
    """Every age stated is well above the age of majority."""
    row, age = stated_ages(view)
    youngest = lowest(view.profile[row], age, view.profiles, 0.0)
    strength = ramp(youngest, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, youngest.astype(np.int64), _aged(view))


def _aged(view: View) -> np.ndarray:
    shown = np.zeros(view.rows, bool)
    shown[stated_ages(view)[0]] = True
    return shown
