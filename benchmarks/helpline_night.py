"""How soon a person answers in a night of 210 texters, by the order of the queue and by the staff.

    python -m benchmarks.helpline_night            the tables on the screen (a minute)
    python -m benchmarks.helpline_night --write    docs/benchmarks/helpline-night.md as well

The nights (`benchmarks/night.py`) have bursts, three languages, trainees whose first reply waits
for a second pair of eyes, and texters who begin with a greeting. They text the test texts of
`benchmarks/crisis_texts`, scored as the line scores them, so that an urgent text that the score
misses waits like any other. The order is the function that the console lists the queue by. Beside
it: first come, first served; and an order that knows who is urgent, which no line can have.
"""

import argparse
import math
import random
import statistics
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from benchmarks.crisis_texts import Graded, texts
from benchmarks.night import Order, Staff, Texter, run, texters
from vigie.helpline.conversations.scoring import Reader, Standing, ordered

PAGE: Final = Path(__file__).parents[1] / "docs" / "benchmarks" / "helpline-night.md"
IN_TIME: Final = 5.0
Rows = Sequence[tuple[Standing, Texter]]


def vigies(rows: Rows, reader: Reader, now: datetime) -> list[Texter]:
    """The order of the line's own queue."""
    return [one for _, one in ordered(rows, reader, now)]


def first_come(rows: Rows, reader: Reader, _: datetime) -> list[Texter]:
    """First come, first served; those whose language one answers in before the others."""
    return [
        one
        for _, one in sorted(
            rows, key=lambda row: (row[1].language not in reader.languages, row[0].opened_at)
        )
    ]


def knowing(rows: Rows, reader: Reader, now: datetime) -> list[Texter]:
    """By whether one is truly urgent, then as first come, first served."""
    return sorted(first_come(rows, reader, now), key=lambda one: one.grade < 2)


ORDERS: Final[dict[str, Order]] = {
    "Vigie's queue": vigies,
    "first come, first served": first_come,
    "an order that knows": knowing,
}


def staffing(advocates: int, trainees: int) -> list[Staff]:
    """Advocates with three conversations each, of whom every second speaks Spanish and every third
    French; trainees with one."""
    seniors = []
    for place in range(advocates):
        languages = ["en", *(["es"] if place % 2 == 0 else []), *(["fr"] if place % 3 == 0 else [])]
        seniors.append(Staff(Reader(tuple(languages)), 3))
    learners = [
        Staff(Reader(("en", "es") if place % 2 else ("en",), learning=True), 1)
        for place in range(trainees)
    ]
    return seniors + learners


STAFFS: Final = {
    "4 advocates": (4, 0),
    "4 advocates, 2 trainees": (4, 2),
    "5 advocates, 2 trainees": (5, 2),
    "6 advocates, 2 trainees": (6, 2),
    "8 advocates, 2 trainees": (8, 2),
}
GIVEN: Final = "6 advocates, 2 trainees"


def waits(
    pool: Sequence[Graded], staff: list[Staff], order: Order, nights: Sequence[int]
) -> list[list[Texter]]:
    """Every night's texters with their waits; the same nights whatever the order or the staff."""
    lived = []
    for seed in nights:
        people = texters(pool, random.Random(seed))
        run(people, staff, order, seed)
        lived.append(people)
    return lived


def share(people: Sequence[Texter]) -> float:
    """The share of those who were answered within five minutes."""
    return sum(one.wait <= IN_TIME for one in people) / len(people) if people else math.nan


def row(name: str, nights: list[list[Texter]]) -> str:
    """One line of a table."""
    everybody = [one for night in nights for one in night]
    urgent = [one for one in everybody if one.grade >= 2]
    by_night = sorted(share([one for one in night if one.grade >= 2]) for night in nights)
    low, high = by_night[len(by_night) // 20], by_night[-1 - len(by_night) // 20]
    imminent = [one for one in urgent if one.grade == 3]
    others = [one.wait for one in everybody if one.grade < 2]
    late = sorted(one.wait for one in urgent)[int(0.99 * len(urgent))]
    cells = (
        f"{share(urgent):.3f} ({low:.2f} to {high:.2f})",
        f"{share(imminent):.3f}",
        f"{late:.0f}",
        f"{statistics.median(others):.1f}",
        f"{sorted(others)[int(0.95 * len(others))]:.0f}",
        f"{max(one.wait for one in everybody):.0f}",
    )
    return f"| {name} | {' | '.join(cells)} |"


HEAD = (
    "| | urgent texters answered within 5 minutes (nine nights in ten) | of these, imminent | "
    "urgent, 99 of 100 within | others, median | others, 95 of 100 within | longest wait |\n"
    "|---|---|---|---|---|---|---|"
)


def page(nights: int) -> str:
    """The whole page."""
    pool, seeds = texts("test"), range(5_000, 5_000 + nights)
    given = staffing(*STAFFS[GIVEN])
    by_order = [row(name, waits(pool, given, order, seeds)) for name, order in ORDERS.items()]
    by_staff = [
        row(f"{name}: {way}", waits(pool, staffing(*numbers), ORDERS[way], seeds))
        for name, numbers in STAFFS.items()
        for way in list(ORDERS)[:2]
    ]
    return f"""# A night at the helpline

Made by `python -m benchmarks.helpline_night --write`: {nights} simulated nights of twelve hours,
with about 210 texters each, 20 in a hundred of them urgent (imminent or high). Waits are minutes
from the first text to the first reply by a person; the automatic answer does not count. An advocate
holds three conversations at once, a trainee one, whose first reply waits for a review. The same
nights for every row. What is assumed of texters and staff stands in `benchmarks/night.py` and is
nobody's published figure; the order and the scores are the line's own code. The staff given and the
weight of waiting were settled on other nights and other texts.

Staff given: {GIVEN} ({sum(one.seats for one in given)} conversations at once).

{HEAD}
{chr(10).join(by_order)}

Staff varied:

{HEAD}
{chr(10).join(by_staff)}
"""


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--nights", type=int, default=60)
    options = parser.parse_args()
    made = page(options.nights)
    print(made)
    if options.write:
        PAGE.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
