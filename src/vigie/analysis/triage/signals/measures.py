"""Measures: plain numbers of a profile that weigh nothing until labels say what they are worth.

They stand in no study as a sign, so that the registry gives them no bits and no direction. A fitted
model may add bits in steps of them; what it adds is listed on its card, with the labels behind it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from vigie.analysis.triage.grouping import (
    Floats,
    Ints,
    count,
    count_distinct,
    highest,
    lowest,
)
from vigie.analysis.triage.signals.ages import stated_ages
from vigie.analysis.triage.signals.pricing import hourly, price_ratios
from vigie.analysis.triage.signals.signal import Signal
from vigie.analysis.triage.view import UNKNOWN, View


@dataclass(frozen=True)
class Measure:
    """A number of each profile: the sentence shown, with `{value}`, and how it is counted."""

    id: str
    sentence: str
    compute: Callable[[View], Floats]


def _kinds(view: View, kind: str) -> Ints:
    mentions = view.mentions[kind]
    return count_distinct(mentions.profile, mentions.code, view.profiles)


def _cities(view: View) -> Ints:
    placed = view.city != UNKNOWN
    return count_distinct(view.profile[placed], view.city[placed], view.profiles)


def _months(view: View) -> Floats:
    return np.asarray(np.maximum(1.0, view.days_spanned) / 30.0)


def _ads_with(view: View, kind: str) -> Floats:
    mentions = view.mentions[kind]
    rows = np.zeros(view.rows, bool)
    rows[mentions.row] = True
    return 100.0 * view.share(rows)


def _highest_age(view: View) -> Floats:
    row, age = stated_ages(view)
    return highest(view.profile[row], age, view.profiles)


def _lowest_age(view: View) -> Floats:
    row, age = stated_ages(view)
    return lowest(view.profile[row], age, view.profiles)


def _mean_age(view: View) -> Floats:
    row, age = stated_ages(view)
    sums = np.bincount(view.profile[row], weights=age, minlength=view.profiles)
    return np.asarray(sums / np.maximum(1, count(view.profile[row], view.profiles)))


def _ages(view: View) -> Floats:
    row, age = stated_ages(view)
    return count_distinct(view.profile[row], age.astype(np.int64), view.profiles).astype(float)


def _hours(view: View) -> tuple[Ints, Ints]:
    """The profile and the hour of the day (UTC) of every row that has a time."""
    return view.profile[view.timed], view.minute[view.timed] // 60 % 24


def _different_hours(view: View) -> Floats:
    return count_distinct(*_hours(view), view.profiles).astype(float)


def _at_night(view: View) -> Floats:
    profile, hour = _hours(view)
    night = np.bincount(profile[hour < 6], minlength=view.profiles)
    return np.asarray(100.0 * night / np.maximum(1, count(profile, view.profiles)))


def _moves(view: View) -> Floats:
    order = view.by_time
    profile, city = view.profile[order], view.city[order]
    moved = (profile[1:] == profile[:-1]) & (city[1:] != city[:-1])
    times = np.bincount(profile[1:][moved], minlength=view.profiles)
    return np.asarray(100.0 * times / np.maximum(1, view.ads_of))


def _silence(view: View) -> Floats:
    order = view.by_time
    profile, days = view.profile[order], view.minute[order] / 1440.0
    same = profile[1:] == profile[:-1]
    return highest(profile[1:][same], np.diff(days)[same], view.profiles)


def _prices(view: View) -> Floats:
    row, currency, worth = hourly(view)
    price = np.round(worth).astype(np.int64) * 100 + currency
    return count_distinct(view.profile[row], price, view.profiles).astype(float)


def _price_share(view: View) -> Floats:
    _, ratio = price_ratios(view)
    return np.where(np.isinf(ratio), 100.0, 100.0 * np.minimum(ratio, 1e4))


def _texts(view: View) -> Floats:
    different = count_distinct(view.profile, view.template + 1, view.profiles)
    return np.asarray(100.0 * different / np.maximum(1, view.ads_of))


def _pictures(view: View) -> Floats:
    rows, codes, _ = view.pictures
    return count_distinct(view.profile[rows], codes, view.profiles).astype(float)


def _hidden(view: View) -> Floats:
    phones = view.mentions["phone"]
    return np.bincount(phones.profile[phones.hidden], minlength=view.profiles).astype(float)


LISTED = (
    Measure("ads_in_all", "{value} ads in all", lambda view: view.ads_of.astype(float)),
    Measure("days_advertised", "{value} days from the first ad to the last",
            lambda view: view.days_spanned),
    Measure("names_in_all", "{value} names in all", lambda view: view.names_of.astype(float)),
    Measure("numbers_in_all", "{value} telephone numbers in all",
            lambda view: _kinds(view, "phone").astype(float)),
    Measure("cities_in_all", "{value} cities in all", lambda view: _cities(view).astype(float)),
    Measure("addresses_in_all", "{value} e-mail addresses in all",
            lambda view: _kinds(view, "email").astype(float)),
    Measure("handles_in_all", "{value} handles in all",
            lambda view: _kinds(view, "handle").astype(float)),
    Measure("heights_in_all", "{value} different heights stated",
            lambda view: _kinds(view, "height").astype(float)),
    Measure("ages_in_all", "{value} different ages stated", _ages),
    Measure("highest_age", "the highest age stated is {value}", _highest_age),
    Measure("lowest_age", "the lowest age stated is {value}", _lowest_age),
    Measure("mean_age", "the ages stated are {value} on the average", _mean_age),
    Measure("prices_in_all", "{value} different prices an hour", _prices),
    Measure("price_share", "prices at {value} % of what is usual (100 where none is known)",
            _price_share),
    Measure("pictures_in_all", "{value} different pictures", _pictures),
    Measure("hidden_numbers", "a number is hidden in {value} places", _hidden),
    Measure("ads_a_month", "{value} ads a month",
            lambda view: np.asarray(view.ads_of / _months(view))),
    Measure("cities_a_month", "{value} further cities a month",
            lambda view: np.asarray(np.maximum(0, _cities(view) - 1) / _months(view))),
    Measure("moves_a_hundred", "{value} changes of city in a hundred ads", _moves),
    Measure("texts_a_hundred", "{value} different texts in a hundred ads", _texts),
    Measure("hours_of_day", "posted in {value} different hours of the day", _different_hours),
    Measure("night_share", "{value} % posted between midnight and six (UTC)", _at_night),
    Measure("longest_silence", "silent for {value} days at the longest", _silence),
    Measure("website_share", "{value} % of ads name a website",
            lambda view: _ads_with(view, "url")),
    Measure("phone_share", "{value} % of ads name a telephone number",
            lambda view: _ads_with(view, "phone")),
)  # fmt: skip
MEASURES: Mapping[str, Measure] = MappingProxyType({measure.id: measure for measure in LISTED})


def measured(view: View) -> dict[str, Signal]:
    """The signal of every measure, by its id: no strength, the number alone, shown by all ads."""
    nothing, everything = np.zeros(view.profiles), np.ones(view.rows, bool)
    found = {}
    for measure in LISTED:
        exact = np.round(measure.compute(view), 6)
        found[measure.id] = Signal(nothing, everything, np.rint(exact).astype(np.int64),
                                   exact=exact)  # fmt: skip
    return found
