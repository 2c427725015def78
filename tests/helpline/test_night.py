"""The simulated night: everybody is answered, nobody before they came, and the order matters."""

import random

import pytest

from benchmarks.crisis_texts import texts
from benchmarks.helpline_night import GIVEN, STAFFS, first_come, share, staffing, vigies
from benchmarks.night import Order, run, texters

POOL = texts("calibration")


@pytest.mark.parametrize("order", [vigies, first_come])
def test_everybody_is_answered_after_they_came(order: Order) -> None:
    people = texters(POOL, random.Random(1))
    run(people, staffing(*STAFFS[GIVEN]), order, 1)
    assert len(people) > 100
    assert all(one.answered is not None and one.wait > 0.5 for one in people)


def test_the_same_night_again_is_the_same() -> None:
    lived = []
    for _ in range(2):
        people = texters(POOL, random.Random(2))
        run(people, staffing(4, 0), vigies, 2)
        lived.append([one.wait for one in people])
    assert lived[0] == lived[1]


def test_who_is_in_danger_waits_less_where_staff_is_short() -> None:
    """The order is what differs: with nobody to spare, first come first served does worse."""
    answered = {}
    for order in (vigies, first_come):
        urgent = []
        for seed in range(8):
            people = texters(POOL, random.Random(seed))
            run(people, staffing(4, 1), order, seed)
            urgent += [one for one in people if one.grade >= 2]
        answered[order] = share(urgent)
    assert answered[vigies] > answered[first_come] + 0.05
