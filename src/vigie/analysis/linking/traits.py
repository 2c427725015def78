"""What is known of each account besides its keys: ages, price, hours, places, span of days."""

from dataclasses import dataclass

import numpy as np

from vigie.analysis.linking.keys import Floats, Ints

HOURS_NEEDED = 3
"""Posting hours of fewer ads say nothing."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Arrays by account; -1 (nan for the hours) where nothing is known.

    `age_low`, `age_high` in years; `price` is the median per hour, in hundredths of whatever
    currency; (`hour_x`, `hour_y`) is the mean direction of posting hours on a clock of 24, its
    length 1 where all ads came at one hour and 0 where they came at any.
    """

    age_low: Ints
    age_high: Ints
    price: Ints
    hour_x: Floats
    hour_y: Floats


@dataclass(frozen=True, slots=True)
class Stays:
    """One row an account, week and city: on which days of the week, as a mask of 7 bits."""

    account: Ints
    week: Ints
    city: Ints
    region: Ints
    days: Ints


def traits(figures: dict[str, tuple[Ints, Ints]], accounts: int) -> Traits:
    """The figures of each account, from (account, value) rows by name."""
    low, high = _range(*figures["age"], accounts)
    x, y = _clock(*figures["hour"], accounts)
    return Traits(low, high, _median(*figures["price"], accounts), x, y)


def _range(account: Ints, value: Ints, accounts: int) -> tuple[Ints, Ints]:
    low, high = np.full(accounts, 2**31 - 1, np.int32), np.full(accounts, -1, np.int32)
    np.minimum.at(low, account, value)
    np.maximum.at(high, account, value)
    low[high < 0] = -1
    return low, high


def _median(account: Ints, value: Ints, accounts: int) -> Ints:
    order = np.lexsort((value, account))
    many = np.bincount(account, minlength=accounts)
    ends = np.cumsum(many)
    middle = np.minimum(ends - many + many // 2, max(len(order) - 1, 0))
    found = np.full(accounts, -1, np.int32)
    known = many > 0
    found[known] = value[order][middle[known]]
    return found


def _clock(account: Ints, hour: Ints, accounts: int) -> tuple[Floats, Floats]:
    many = np.bincount(account, minlength=accounts)
    turn = hour * (2 * np.pi / 24)
    enough = np.where(many >= HOURS_NEEDED, np.maximum(many, 1), np.nan)
    x = np.bincount(account, np.cos(turn), accounts) / enough
    y = np.bincount(account, np.sin(turn), accounts) / enough
    return np.round(x, 9), np.round(y, 9)


def weekly(stays: tuple[Ints, Ints, Ints], region_of: Ints) -> Stays:
    """Daily stays (account, day, city) as weekly ones."""
    account, day, city = stays
    week = day // 7
    order = np.lexsort((city, week, account))
    account, day, city, week = account[order], day[order], city[order], week[order]
    begins = np.ones(len(order), bool)
    begins[1:] = np.diff(account) + np.diff(week) + np.diff(city) != 0
    begins[1:] = (account[1:] != account[:-1]) | (week[1:] != week[:-1]) | (city[1:] != city[:-1])
    starts = np.flatnonzero(begins)
    if not len(starts):
        return Stays(account, week, city, city, day)
    days = np.bitwise_or.reduceat((1 << (day % 7)).astype(np.int32), starts)
    places = city[starts]
    return Stays(account[starts], week[starts].astype(np.int32), places, region_of[places], days)
