"""A night at the line, minute by minute: who texts, who answers, and the order that they go by.

The order is `vigie.helpline.conversations.scoring.ordered`, which the console lists the queue by;
the scores are `score_of`, by which texts are stored. The clock, the texters and the staff are made.
"""

import heapq
import itertools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial

from benchmarks.crisis_texts import Graded
from vigie.helpline.conversations.scoring import Reader, Standing, score_of
from vigie.helpline.conversations.tongues import language_of

START = datetime(2026, 3, 6, 20, tzinfo=UTC)
HOURS = (16, 18, 22, 24, 22, 18, 14, 11, 8, 7, 8, 10)  # texters an hour, 20:00 to 08:00
BURSTS, BURST = 3, (8, 16)  # after a broadcast, say: so many at once within ten minutes
GRADES = (45, 35, 15, 5)  # of a hundred: low, medium, high, imminent
LANGUAGES = {"en": 60, "es": 28, "fr": 12}
MINUTES = (8.0, 28.0, 40.0, 45.0)  # the median length of a conversation, by grade
SPREAD = 0.6  # of its logarithm
GREETS_FIRST = 0.3
GREETINGS = {
    "en": ("hi", "hello?", "is someone there"),
    "fr": ("bonjour", "salut", "il y a quelqu'un"),
    "es": ("hola", "buenas", "hay alguien"),
}
INTERPRETER = 2.0  # minutes more to the first reply in a language that one does not answer in

Order = Callable[[Sequence[tuple[Standing, "Texter"]], Reader, datetime], list["Texter"]]
points = cache(score_of)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who answers: `seats` conversations at once; a trainee's first reply waits for a review."""

    reader: Reader
    seats: int


@dataclass
class Texter:
    """Somebody who texts: what, when (minutes), how long it will take; when they were answered."""

    grade: int
    language: str
    texts: list[tuple[float, str]]
    length: float
    score: float = 0.0
    told: str = ""
    answered: float | None = None

    @property
    def came(self) -> float:
        """The minute of the first text."""
        return self.texts[0][0]

    @property
    def wait(self) -> float:
        """Minutes to the first reply by a person; endless where none came."""
        return math.inf if self.answered is None else self.answered - self.came


@dataclass
class Night:
    """The state of one night. `moments` is a heap of (minute, count, what happens)."""

    order: Order
    dice: random.Random
    moments: list[tuple[float, int, Callable[[float], None]]] = field(default_factory=list)
    waiting: list[Texter] = field(default_factory=list)
    free: dict[int, int] = field(default_factory=dict)
    busy: set[int] = field(default_factory=set)
    staff: Sequence[Staff] = ()
    count: "itertools.count[int]" = field(default_factory=itertools.count)

    def at(self, minute: float, happens: Callable[[float], None]) -> None:
        """Let something happen at a minute."""
        heapq.heappush(self.moments, (minute, next(self.count), happens))


def texters(pool: Sequence[Graded], dice: random.Random) -> list[Texter]:
    """A night's texters, in the order in which they come."""
    minutes = [
        60 * hour + 60 * dice.random()
        for hour, rate in enumerate(HOURS)
        for _ in range(_poisson(rate, dice))
    ]
    for _ in range(_poisson(BURSTS, dice)):
        begun = dice.uniform(0, 60 * len(HOURS) - 60)
        minutes += [begun + dice.uniform(0, 10) for _ in range(dice.randint(*BURST))]
    return [_texter(minute, pool, dice) for minute in sorted(minutes)]


def _poisson(rate: float, dice: random.Random) -> int:
    count, left = 0, dice.expovariate(1)
    while left < rate:
        count, left = count + 1, left + dice.expovariate(1)
    return count


def _texter(minute: float, pool: Sequence[Graded], dice: random.Random) -> Texter:
    grade = dice.choices(range(4), GRADES)[0]
    language = dice.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    said = dice.choice([one for one in pool if (one.grade, one.language) == (grade, language)]).text
    texts = [(minute, said)]
    if dice.random() < GREETS_FIRST:
        texts = [(minute, dice.choice(GREETINGS[language]))]
        texts.append((minute + 0.3 + dice.expovariate(1 / 1.5), said))
    return Texter(grade, language, texts, MINUTES[grade] * math.exp(dice.gauss(0, SPREAD)))


def run(people: Sequence[Texter], staff: Sequence[Staff], order: Order, seed: int) -> None:
    """Live through a night; every texter is left with the minute of their answer."""
    night = Night(order, random.Random(seed), staff=staff)
    night.free = {place: one.seats for place, one in enumerate(staff)}
    for one in people:
        one.answered, one.score, one.told = None, 0.0, ""
        for minute, text in one.texts:
            night.at(minute, partial(_arrive, night, one, text))
    while night.moments:
        minute, _, happens = heapq.heappop(night.moments)
        happens(minute)


def _arrive(night: Night, one: Texter, text: str, now: float) -> None:
    """A text comes in, as `receive` stores it: the language that is told, the highest score."""
    one.told = language_of(text, one.told)
    one.score = max(one.score, points(text, one.told))
    if one.answered is None and one not in night.waiting and now == one.came:
        night.waiting.append(one)
    _wake(night, now)


def _wake(night: Night, now: float) -> None:
    """Whoever has a seat and is not writing looks at the queue, some seconds later."""
    idle = [place for place, seats in night.free.items() if seats and place not in night.busy]
    night.dice.shuffle(idle)
    for place in idle[: len(night.waiting)]:
        night.busy.add(place)
        night.at(now + night.dice.uniform(0.1, 0.7), partial(_look, night, place))


def _look(night: Night, place: int, now: float) -> None:
    """Take the first of one's own list, and write the first reply."""
    night.busy.discard(place)
    reader = night.staff[place].reader
    moment = START + timedelta(minutes=now)
    if not night.waiting:
        return
    chosen = night.order([(_standing(one), one) for one in night.waiting], reader, moment)[0]
    night.waiting.remove(chosen)
    night.free[place] -= 1
    night.busy.add(place)
    written = now + night.dice.uniform(0.5, 1.5)
    if chosen.language not in reader.languages:
        written += INTERPRETER
    chosen.answered = written + (night.dice.expovariate(1 / 1.2) if reader.learning else 0.0)
    night.at(written, partial(_written, night, place))
    night.at(chosen.answered + chosen.length, partial(_ended, night, place))


def _written(night: Night, place: int, now: float) -> None:
    night.busy.discard(place)
    _wake(night, now)


def _ended(night: Night, place: int, now: float) -> None:
    night.free[place] += 1
    _wake(night, now)


def _standing(one: Texter) -> Standing:
    since = START + timedelta(minutes=one.came)
    return Standing(one.score, False, since, since, one.told)
