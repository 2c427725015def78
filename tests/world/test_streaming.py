"""A world of any size is written in the memory that its living parties take."""

import tracemalloc
from datetime import date
from itertools import islice

from vigie.world.cast import plan
from vigie.world.habits import Habits
from vigie.world.kinds import kinds, mixture
from vigie.world.timeline import Timeline


def test_memory_does_not_grow_with_the_ads_that_are_written() -> None:
    """The most bytes held in the last third of a long run, against those in the third before."""
    habits = Habits(days=1080)
    entries = plan(6000, habits, kinds(habits), mixture(habits), 1)
    timeline = Timeline(habits, 1, date(2024, 3, 4))
    peaks = []
    tracemalloc.start()
    for number, _ in enumerate(timeline.run(entries), start=1):
        timeline.holdings.clear()
        if number % 2000 == 0:
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()
    tracemalloc.stop()
    assert len(peaks) == 3
    assert peaks[2] < 1.3 * peaks[1]


def test_the_first_ads_come_before_the_last_are_thought_of() -> None:
    habits = Habits()
    entries = plan(200_000, habits, kinds(habits), mixture(habits), 1)
    first = list(islice(Timeline(habits, 1, date(2024, 3, 4)).run(entries), 5))
    assert [posting.minute for posting in first] == sorted(posting.minute for posting in first)
