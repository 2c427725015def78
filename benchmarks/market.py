"""A market of accounts with known truth, at any size, for `benchmarks/links.py`.

Parties of one to sixty accounts (most are alone) share numbers that churn, handles, addresses,
pictures and texts. Around them is what misleads: agencies' numbers shown by unrelated parties,
small shared offices, numbers passed on after a gap, misread numbers, stock pictures, pictures taken
from others, copied texts, frequent names, stated ages that are not true. All from the seed.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.linking.commonness import all_cut_offs, tiers
from vigie.analysis.linking.keys import Carried, Names, regroup
from vigie.analysis.linking.kinds import CODES
from vigie.analysis.linking.pairing import Holdings
from vigie.analysis.linking.parameters import Parameters
from vigie.analysis.linking.traits import traits, weekly

Ints = npt.NDArray[np.int64]
START = 19_700
"""The first day, counted from 1970."""
CITIES, NAMES, DAYS = 300, 2_000, 540
OWN = ("phone", "handle", "email", "picture", "template", "word")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the market behaves. `hub_size` multiplies how many accounts show each agency's number,
    stock picture and copied text, with as many of those as before. A market of larger hubs is the
    plain one and more accounts in each hub: every other draw is the same."""

    seed: int
    accounts: int
    hub_size: float = 1.0
    harsh: bool = False


@dataclass
class Market:
    """The truth (`party` of each account), every key as (account, kind, number), and the traits."""

    habits: Habits
    party: Ints
    day: Ints
    keys: list[tuple[Ints, str, Ints, Ints]] = field(default_factory=list)
    name: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    age: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    price: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    hour: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    stays: tuple[Ints, Ints, Ints] = field(default_factory=lambda: (np.zeros(0, np.int64),) * 3)


def market(habits: Habits) -> Market:
    """The market for these habits, always the same."""
    rng = np.random.default_rng(habits.seed)
    made = _parties(rng, habits)
    _contacts(made, rng)
    _pictures(made, rng)
    _texts(made, rng)
    _misleading(made, rng)
    _persons(made, rng)
    _places(made, rng)
    return made


def _parties(rng: np.random.Generator, habits: Habits) -> Market:
    sizes: list[int] = []
    drawn = np.minimum(60, np.ceil(rng.pareto(1.35, habits.accounts) + 0.15)).astype(int)
    sizes = list(np.maximum(drawn, 1)[: np.searchsorted(np.cumsum(drawn), habits.accounts) + 1])
    party = np.repeat(np.arange(len(sizes)), sizes)[: habits.accounts]
    begin = rng.integers(0, DAYS - 90, len(sizes))
    span = rng.integers(20, 90, len(sizes)) + np.array(sizes) * 5
    day = START + np.minimum(
        begin[party] + (rng.random(len(party)) * span[party]).astype(int), DAYS
    )
    order = np.lexsort((day, party))
    return Market(habits, party[order], day[order])


def _rank(made: Market) -> Ints:
    """Each account's place within its party, in time."""
    first = np.searchsorted(made.party, made.party)
    return np.arange(len(made.party)) - first


def _contacts(made: Market, rng: np.random.Generator) -> None:
    many = len(made.party)
    rank = _rank(made)
    if not made.habits.harsh:
        for shift, shown in ((0, 0.82), (1, 0.22)):  # a number lasts about three accounts
            rows = np.flatnonzero(rng.random(many) < shown)
            era = np.maximum(0, (rank[rows] + rng.integers(0, 2, len(rows))) // 3 - shift)
            _add(made, rows, "phone", made.party[rows] * 64 + era)
    else:  # a new number for every account that shows one
        rows = np.flatnonzero(rng.random(many) < 0.5)
        _add(made, rows, "phone", made.party[rows] * 64 + rank[rows])
    for kind, parties, shown, life in (("handle", 0.45, 0.6, 12), ("email", 0.2, 0.5, 20)):
        has = rng.random(made.party[-1] + 1) < parties
        rows = np.flatnonzero(has[made.party] & (rng.random(many) < shown))
        _add(made, rows, kind, made.party[rows] * 64 + rank[rows] // life)


def _pictures(made: Market, rng: np.random.Generator) -> None:
    many, rank = len(made.party), _rank(made)
    for _ in range(3):
        rows = np.flatnonzero(rng.random(many) < 0.5)
        pool = 4 + rank[rows] // 2
        _add(
            made,
            rows,
            "picture",
            made.party[rows] * 64 + (rng.random(len(rows)) * pool).astype(int),
        )
    taken = np.flatnonzero(rng.random(many) < 0.012)
    from_whom = rng.integers(0, many, len(taken))
    shown = made.party[from_whom] * 64 + rng.integers(0, 4, len(taken))
    _add(made, taken, "picture", shown)


def _texts(made: Market, rng: np.random.Generator) -> None:
    many, rank = len(made.party), _rank(made)
    rows = np.flatnonzero(rng.random(many) < (0.1 if made.habits.harsh else 0.5))
    _add(made, rows, "template", made.party[rows] * 64 + rank[rows] // 4)
    chatty = rng.random(made.party[-1] + 1) < 0.3
    rows = np.flatnonzero(chatty[made.party] & (rng.random(many) < 0.5))
    _add(made, rows, "word", made.party[rows] * 64 + rank[rows] // 8)


def _misleading(made: Market, rng: np.random.Generator) -> None:
    many, size = len(made.party), made.habits.hub_size
    beyond = (made.party[-1] + 1) * 64
    hubs = max(3, many // 4_000)
    weight = 1 / np.arange(1, hubs + 1) ** 0.7
    growth = np.random.default_rng((made.habits.seed, 1))  # so that `rng` never knows of `size`
    for kind, share in (("phone", 0.03), ("picture", 0.03), ("template", 0.08)):
        drawn = rng.random(many)
        for dice, shows in (
            (rng, drawn < share),
            (growth, (drawn >= share) & (drawn < min(0.9, share * size))),
        ):
            rows = np.flatnonzero(shows)
            _add(made, rows, kind, beyond + dice.choice(hubs, len(rows), p=weight / weight.sum()))
    offices = max(2, many // 900)  # three to twelve unrelated accounts behind one number
    rows = rng.integers(0, many, offices * 6)
    _add(made, rows, "phone", beyond + hubs + rng.integers(0, offices, len(rows)))
    passed = np.flatnonzero(rng.random(many) < 0.015)  # a number that another party had before
    _add(made, passed, "phone", _earlier_number(made, passed, rng))
    misread = np.flatnonzero(rng.random(many) < 0.004)
    _add(made, misread, "phone", made.party[rng.integers(0, many, len(misread))] * 64)
    words = np.flatnonzero(rng.random(many) < 0.15)  # rare words that chance repeats
    _add(made, words, "word", beyond + rng.integers(0, max(1, many // 15), len(words)))


def _earlier_number(made: Market, rows: Ints, rng: np.random.Generator) -> Ints:
    """The first number of a party whose accounts ended 60 days or more before, where one is met."""
    former = rng.integers(0, len(made.party), (8, len(rows)))
    fits = made.day[former] + 60 < made.day[rows]
    chosen = former[np.argmax(fits, axis=0), np.arange(len(rows))]
    return np.asarray(made.party[chosen] * 64)


def _persons(made: Market, rng: np.random.Generator) -> None:
    many, parties, rank = len(made.party), made.party[-1] + 1, _rank(made)
    persons = 1 + (rng.random(parties) < 0.35) * rng.integers(1, 4, parties)
    who = made.party * 4 + (rank + rng.integers(0, 2, many)) % persons[made.party]
    weight = 1 / np.arange(1, NAMES + 1) ** 0.8
    called = rng.choice(NAMES, parties * 4, p=weight / weight.sum())
    alias = rng.random(many) < 0.2
    made.name = np.where(alias, rng.choice(NAMES, many, p=weight / weight.sum()), called[who])
    made.name[rng.random(many) < 0.25] = -1
    aged = rng.integers(21, 46, parties * 4)
    made.age = aged[who] + rng.integers(-1, 2, many)
    lied = rng.random(many) < 0.12
    made.age[lied] = rng.integers(21, 46, lied.sum())
    made.age[rng.random(many) < 0.3] = -1
    asked = rng.integers(8, 40, parties) * 10
    made.price = np.where(rng.random(many) < 0.7, asked[made.party], rng.integers(8, 40, many) * 10)
    made.price[rng.random(many) < 0.45] = -1
    steady = rng.integers(0, 24, parties)
    made.hour = (steady[made.party] + rng.integers(-2, 3, many)) % 24


def _places(made: Market, rng: np.random.Generator) -> None:
    many, parties = len(made.party), made.party[-1] + 1
    weight = 1 / np.arange(1, CITIES + 1) ** 0.6
    home = rng.choice(CITIES, parties, p=weight / weight.sum())
    touring = rng.random(parties) < 0.3
    account = np.repeat(np.arange(many), 3)
    day = np.repeat(made.day, 3) + np.tile([0, 3, 9], many)
    party = made.party[account]
    drifted = (party * 7919 + day // 7 * 104_729) % CITIES
    city = np.where(touring[party], drifted, home[party])
    away = rng.random(len(account)) < 0.06
    city = np.where(away, rng.choice(CITIES, len(account), p=weight / weight.sum()), city)
    kept = rng.random(len(account)) < 0.7
    made.stays = account[kept], day[kept], city[kept]


def _add(made: Market, rows: Ints, kind: str, number: Ints) -> None:
    made.keys.append((rows, kind, number, made.day[rows]))


def holdings(made: Market, parameters: Parameters) -> Holdings:
    """The market as linking compares it; every key has a value that can be read."""
    many = len(made.party)
    named = np.flatnonzero(made.name >= 0)
    keys = [*made.keys, (named, "name", made.name[named], made.day[named])]
    account = np.concatenate([rows for rows, *_ in keys]).astype(np.int32)
    kind = np.concatenate([np.full(len(rows), CODES[name], np.int64) for rows, name, *_ in keys])
    packed = kind << 48 | np.concatenate([number for _, _, number, _ in keys])
    day = np.concatenate([days for *_, days in keys]).astype(np.int32)
    del keys
    values, key = np.unique(packed, return_inverse=True)
    lasts = day + 10
    carried = regroup(Carried(account, key.astype(np.int32), day, lasts, account), account)
    names = Names(
        (values >> 48).astype(np.int8), pa.array(values & (1 << 48) - 1).cast(pa.string())
    )
    counts = np.bincount(carried.key, minlength=len(values)).astype(np.int32)
    tier = tiers(names.kind, counts, all_cut_offs(names.kind, counts, parameters))
    figures = {
        "age": _known(made.age),
        "price": _known(made.price),
        "hour": (
            np.repeat(np.arange(many, dtype=np.int32), 3),
            np.repeat(made.hour, 3).astype(np.int32),
        ),
    }
    account, days, city = (part.astype(np.int32) for part in made.stays)
    region = np.arange(CITIES, dtype=np.int32) // 6
    places = pa.array([f"city {number}" for number in range(CITIES)])
    return Holdings(
        names,
        counts,
        tier,
        carried,
        traits(figures, many),
        weekly((account, days, city), region),
        places,
    )


def _known(values: Ints) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    rows = np.flatnonzero(values >= 0)
    return rows.astype(np.int32), values[rows].astype(np.int32)
