"""Cues of prices, an hour's worth in one currency."""

import numpy as np

from vigie.analysis.triage.grouping import Floats, Ints, count_distinct, middle, ramp
from vigie.analysis.triage.registry import Indicator
from vigie.analysis.triage.signals.signal import Signal, of_profiles
from vigie.analysis.triage.view import View


def hourly(view: View) -> tuple[Ints, Ints, Floats]:
    """The rows that state a rate for half an hour to two hours, its currency, its worth an hour."""
    rates = view.mentions["rate"]
    currencies = sorted({str(name or "") for name in rates.detailed("currency")})
    currency = np.array(
        [currencies.index(str(name or "")) for name in rates.detailed("currency")], np.int64
    )
    amount = np.array([_number(value) for value in rates.detailed("amount")])
    minutes = np.array([_number(value) for value in rates.detailed("minutes")])
    fit = (amount > 0) & (minutes >= 30) & (minutes <= 120)
    hourly = np.where(fit, amount * 60.0 / np.maximum(minutes, 1.0), 0.0)
    if not len(fit):
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    kept = fit[rates.detail]
    return rates.row[kept], currency[rates.detail[kept]], hourly[rates.detail[kept]]


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value < 1e9 else 0.0


def price_ratios(view: View) -> tuple[Ints, Floats]:
    """The rows that state a price, and each party's middle price beside all parties'.

    The lowest of its currencies counts; infinite for a party without a price, or where fewer than
    ten parties state one in its currency.
    """
    row, currency, worth = hourly(view)
    size = int(currency.max(initial=0)) + 1
    mine = middle(view.profile[row] * size + currency, worth, view.profiles * size)
    mine = mine.reshape(view.profiles, size)
    counted = (~np.isnan(mine)).sum(axis=0)
    usual = np.array([np.nanmedian(mine[:, place]) if counted[place] >= 10 else np.nan
                      for place in range(size)])  # fmt: skip
    return row, np.where(np.isnan(mine / usual), np.inf, mine / usual).min(axis=1)


def price_ratio(view: View, cue: Indicator) -> Signal:
    """The party's prices are far under the middle of all parties' in the same currency."""
    row, ratio = price_ratios(view)
    shown = np.zeros(view.rows, bool)
    shown[row] = True
    value = np.where(np.isinf(ratio), 0, 100.0 * np.minimum(ratio, 1e6)).astype(np.int64)
    strength = np.where(
        np.isinf(ratio), 0.0, ramp(np.minimum(ratio, 1e6), cue.number("low"), cue.number("high"))
    )
    return of_profiles(view, strength, value, shown)


def same_price(view: View, cue: Indicator) -> Signal:
    """Several names are offered, all at one price an hour."""
    row, currency, worth = hourly(view)
    price = np.unique(np.round(worth * 100).astype(np.int64) * 100 + currency, return_inverse=True)[
        1
    ]
    prices = count_distinct(view.profile[row], price, view.profiles)
    shown = np.zeros(view.rows, bool)
    shown[row] = True
    value = np.where(prices == 1, view.names_of, 0)
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)
