"""Cues of place and time: where a party posts from, in which order, at which hours."""

import numpy as np

from vigie.analysis.triage.grouping import (
    Flags,
    Ints,
    count,
    count_distinct,
    highest,
    ramp,
)
from vigie.analysis.triage.registry import Indicator
from vigie.analysis.triage.signals.signal import Signal, of_profiles
from vigie.analysis.triage.view import UNKNOWN, View


def _moves(view: View) -> tuple[Ints, Flags]:
    """The timed rows with a city, by profile and time, and whether the city changed."""
    order = view.by_time[view.city[view.by_time] != UNKNOWN]
    profile, city = view.profile[order], view.city[order]
    moved = np.zeros(len(order), bool)
    moved[1:] = (profile[1:] == profile[:-1]) & (city[1:] != city[:-1])
    return order, moved


def _cities(view: View) -> Ints:
    placed = view.city != UNKNOWN
    return count_distinct(view.profile[placed], view.city[placed], view.profiles)


def cities_moved_between(view: View, cue: Indicator) -> Signal:
    """The party posts from several cities in turn."""
    order, moved = _moves(view)
    value = _cities(view)
    shown = np.zeros(view.rows, bool)
    shown[order[moved]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def rounds_repeated(view: View, cue: Indicator) -> Signal:
    """The same way from one city to another is taken again, among three cities or more."""
    order, moved = _moves(view)
    after = np.flatnonzero(moved)
    profile = view.profile[order[after]]
    size = int(view.city.max(initial=0)) + 1
    way = view.city[order[after - 1]] * size + view.city[order[after]]
    ways, group = np.unique(profile * size * size + way, return_inverse=True)
    taken = count(group, len(ways))
    again = highest(ways // (size * size), (taken - 1).astype(np.float64), view.profiles)
    value = np.where(_cities(view) > 2, again, 0).astype(np.int64)
    shown = np.zeros(view.rows, bool)
    shown[order[after[taken[group] > 1]]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def places_at_once(view: View, cue: Indicator) -> Signal:
    """Ads are posted in two cities within few hours."""
    order, moved = _moves(view)
    near = np.zeros(len(order), bool)
    near[1:] = np.diff(view.minute[order]) <= 60.0 * cue.number("hours")
    at_once = moved & near
    value = count(view.profile[order[at_once]], view.profiles)
    shown = np.zeros(view.rows, bool)
    shown[order[at_once]] = True
    shown[order[np.flatnonzero(at_once) - 1]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def one_city(view: View, cue: Indicator) -> Signal:
    """The party has posted from one city alone, for long."""
    value = np.where(_cities(view) == 1, view.days_spanned, 0.0)
    strength = ramp(value, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, value.astype(np.int64), view.city != UNKNOWN)


def hours_posted(view: View, cue: Indicator) -> Signal:
    """Ads for several names are posted at nearly all hours of the day (UTC)."""
    order = view.by_time
    hours = count_distinct(view.profile[order], view.minute[order] // 60 % 24, view.profiles)
    value = np.where(view.names_of >= cue.number("names"), hours, 0)
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, view.timed)


def posted_at_once(view: View, cue: Indicator) -> Signal:
    """Many ads are posted within one hour of the clock."""
    order = view.by_time
    key, group = np.unique(
        view.profile[order] << 32 | view.minute[order] // 60, return_inverse=True
    )
    posted = count_distinct(group, view.ad[order], len(key))
    value = highest(key >> 32, posted.astype(np.float64), view.profiles).astype(np.int64)
    shown = np.zeros(view.rows, bool)
    shown[order[posted[group] > cue.number("low")]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def posted_a_week(view: View, cue: Indicator) -> Signal:
    """Many ads a week, over the time from first to last (one week at least)."""
    value = (view.ads_of / np.maximum(1.0, view.days_spanned / 7.0)).astype(np.int64)
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value)


def sites_used(view: View, cue: Indicator) -> Signal:
    """The party advertises on several sites."""
    value = count_distinct(view.profile, view.source, view.profiles)
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value)


def same_person_for_long(view: View, cue: Indicator) -> Signal:
    """One name and one telephone number, for long."""
    phones = view.mentions["phone"]
    numbers = count_distinct(phones.profile, phones.code, view.profiles)
    alone = (view.names_of == 1) & (numbers == 1)
    value = np.where(alone, view.days_spanned, 0.0)
    strength = ramp(value, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, value.astype(np.int64))


def names_along_a_circuit(view: View, cue: Indicator) -> Signal:
    """Several names are each advertised from several cities by one party."""
    rows = np.flatnonzero((view.city != UNKNOWN) & (view.name != UNKNOWN))
    size = int(view.name.max(initial=0)) + 1
    persons, person = np.unique(view.profile[rows] * size + view.name[rows], return_inverse=True)
    moved = count_distinct(person, view.city[rows], len(persons)) > 1
    value = count(persons[moved] // size, view.profiles)
    value = np.where(_cities(view) >= cue.number("cities"), value, 0)
    shown = np.zeros(view.rows, bool)
    shown[rows[moved[person]]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def settled_business(view: View, cue: Indicator) -> Signal:
    """Several names, but one number and one city, for long."""
    phones = view.mentions["phone"]
    numbers = count_distinct(phones.profile, phones.code, view.profiles)
    settled = (view.names_of >= cue.number("names")) & (numbers == 1) & (_cities(view) == 1)
    value = np.where(settled, view.days_spanned, 0.0)
    strength = ramp(value, cue.number("low"), cue.number("high"))
    return of_profiles(view, strength, value.astype(np.int64))


def single_identity(view: View, cue: Indicator) -> Signal:
    """One name, and no more than one telephone number, in every one of several ads."""
    phones = view.mentions["phone"]
    numbers = count_distinct(phones.profile, phones.code, view.profiles)
    alone = (view.names_of == 1) & (numbers <= 1)
    value = np.where(alone, view.ads_of, 0)
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value)
