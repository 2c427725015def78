"""Numbers to publish: right, and safe against whoever subtracts."""

import csv
import itertools
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from io import StringIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.helpline.line import opened
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions import claim, close, reply
from vigie.helpline.conversations.models import Conversation
from vigie.helpline.conversations.monthly import Month
from vigie.helpline.conversations.outcomes import BY_CODE, FIELDS, OUTCOMES
from vigie.helpline.numbers import tables
from vigie.helpline.numbers.actions import settle_months
from vigie.helpline.numbers.months import (
    CODES,
    LANGUAGES,
    REFERRED,
    Counts,
    counts_of,
    full_years,
    settled,
)
from vigie.helpline.numbers.plot import bars
from vigie.helpline.numbers.queries import settled_months
from vigie.helpline.numbers.suppression import (
    hidden_cells,
    hidden_of_sum,
    people_shown,
    sum_shown,
)
from vigie.ledger.models import Entry
from vigie.people.models import Person

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def kept(name: str, people: int = 0, seed: int = 1, **outcomes: int) -> Counts:
    """A settled month."""
    told = {code: outcomes.get(code, 0) for code in CODES}
    drawn = list(CODES)
    random.Random(seed).shuffle(drawn)
    hidden = hidden_cells({code: told[code] for code in drawn}, REFERRED)
    spoken = dict.fromkeys(LANGUAGES, 0) | {"language_en": sum(told.values())}
    return Counts(name, people or sum(told.values()), 4.0, told, spoken, hidden)


counts = st.lists(st.integers(0, 40), min_size=len(CODES), max_size=len(CODES))


@given(counts, st.integers(0, 99))
def test_small_cells_and_small_sums_are_hidden(values: list[int], seed: int) -> None:
    month = kept("2026-03", seed=seed, **dict(zip(CODES, values, strict=True)))
    for name in (*CODES, "conversations", "referrals"):
        if 0 < month.count(name) < 11:
            assert month.cell(name) is None
        if month.count(name) == 0:
            assert month.cell(name) == 0, "that nobody was there is no secret"


@settings(max_examples=40, deadline=None)
@given(counts, st.integers(0, 99))
def test_no_sum_gives_a_small_cell_or_the_other_sum_away(values: list[int], seed: int) -> None:
    month = kept("2026-03", seed=seed, **dict(zip(CODES, values, strict=True)))
    for name in CODES:
        if 0 < month.count(name) < 11:
            low, high = bounds([month], [(0, name)], {})
            assert high >= 10, (month, name)
            assert high - low >= 1
    for side in (REFERRED, set(CODES) - REFERRED):
        total = sum(month.count(name) for name in side)
        if 0 < total < 11:
            low, high = bounds([month], [(0, name) for name in side], {})
            assert high - low >= 1


def bounds(
    months: list[Counts], wanted: list[tuple[int, str]], years: dict[str, int | None]
) -> tuple[float, float]:
    """What a subtractor can tell of a sum of cells: least and most, from all that is published."""
    place = {
        (m, code): m * len(CODES) + c for m in range(len(months)) for c, code in enumerate(CODES)
    }
    equal: list[tuple[list[int], int]] = []
    for m, month in enumerate(months):
        shown = {code: cell for code in CODES if (cell := month.cell(code)) is not None}
        equal += [([place[m, code]], cell) for code, cell in shown.items()]
        for name, part in (("conversations", set(CODES)), ("referrals", REFERRED)):
            if (cell := month.cell(name)) is not None:
                equal.append(([place[m, code] for code in part], cell))
    parts = {"conversations": set(CODES), "referrals": REFERRED, "out": {"out"}}
    for name, total in years.items():
        if total is not None:
            equal.append(([place[m, c] for m in range(len(months)) for c in parts[name]], total))
    matrix, right = np.zeros((len(equal), len(place))), np.array([float(n) for _, n in equal])
    for row, (cells, _) in enumerate(equal):
        matrix[row, cells] = 1
    aim = np.zeros(len(place))
    aim[[place[one] for one in wanted]] = 1
    found = []
    for sign in (1, -1):
        solved = linprog(sign * aim, A_eq=matrix, b_eq=right, bounds=(0, None))
        found.append(float("inf") if solved.status == 3 else round(sign * solved.fun, 6))
    return found[0], found[1]


def test_a_subtractor_finds_what_is_not_protected() -> None:
    """The attack bites: with one cell hidden alone it is exact."""
    told = {**dict.fromkeys(CODES, 0), "shelter": 5, "legal": 20, "information": 30}
    naive = Counts("2026-03", 55, None, told, {}, frozenset({"shelter"}))
    assert bounds([naive], [(0, "shelter")], {}) == (5, 5)


@pytest.mark.parametrize("seed", range(4))
def test_a_years_sums_give_no_month_away(seed: int) -> None:
    dice = random.Random(seed)
    months = [
        kept(
            f"2026-{n:02d}", seed=n,
            **{code: dice.choice([0, dice.randint(1, 6), dice.randint(7, 30)]) for code in CODES},
        )
        for n in range(1, 13)
    ]  # fmt: skip
    year = tables.published(months)[-1]
    assert year.a_year
    years = {
        "conversations": year.conversations,
        "referrals": year.referrals,
        "out": year.helped_out,
    }
    for m, month in enumerate(months):
        for code in ("out", "shelter"):
            if 0 < month.count(code) < 11:
                low, high = bounds(months, [(m, code)], years)
                assert high - low >= 1, (month, code)


def test_whoever_knows_the_method_cannot_work_out_a_small_cell() -> None:
    """All tables of four small counts, k = 4, every draw: no published one has a single origin."""
    origins: defaultdict[tuple[int | None, ...], set[tuple[int, ...]]] = defaultdict(set)
    for values in itertools.product(range(8), repeat=4):
        for drawn in itertools.permutations("abcd"):
            told = {name: values["abcd".index(name)] for name in drawn}
            hidden = hidden_cells(told, "ab", 4)
            sums = {"conversations": sum(values), "referrals": values[0] + values[1]}
            cells = {**dict(zip("abcd", values, strict=True)), **sums}
            shown = tuple(None if name in hidden else cells[name] for name in cells)
            origins[shown].add(values)
    looked = 0
    for shown, tables_ in origins.items():
        if any(max(values) <= 4 for values in tables_):  # its neighbours are all among those tried
            for place in range(4):
                if shown[place] is None and any(0 < values[place] < 4 for values in tables_):
                    looked += 1
                    assert len({values[place] for values in tables_}) > 1, (shown, place)
    assert looked > 300


def test_languages_hide_what_their_sum_would_tell() -> None:
    """All tables of three languages, k = 4: none that is published has a single origin."""
    origins: defaultdict[tuple[int | None, ...], set[tuple[int, ...]]] = defaultdict(set)
    for values in itertools.product(range(12), repeat=3):
        for drawn in itertools.permutations("abc"):
            hidden = hidden_of_sum({name: values["abc".index(name)] for name in drawn}, 4)
            cells = {**dict(zip("abc", values, strict=True)), "conversations": sum(values)}
            origins[tuple(None if name in hidden else cells[name] for name in cells)].add(values)
    looked = 0
    for shown, known in origins.items():
        if any(max(values) <= 5 for values in known):
            for place in range(3):
                if shown[place] is None and any(0 < values[place] < 4 for values in known):
                    looked += 1
                    assert len({values[place] for values in known}) > 1, (shown, place)
    assert looked > 50


def test_a_copy_of_yesterday_tells_nothing_more() -> None:
    """What stands in a month's row is the same before and after the next month comes."""
    march, april = kept("2026-03", shelter=14, information=30), kept("2026-04", shelter=3, legal=9)
    assert tables.published([march])[0] == tables.published([march, april])[0]
    assert "all" not in tables.as_csv([march, april])


def test_people_are_hidden_where_the_difference_is_small() -> None:
    assert people_shown(30, 30)
    assert not people_shown(29, 30), "one who came twice"
    assert people_shown(19, 30)
    assert not people_shown(9, 30)


def test_a_sum_over_months_needs_enough_that_is_hidden() -> None:
    assert sum_shown([(20, False), (30, False)])
    assert not sum_shown([(20, False), (3, True)])
    assert not sum_shown([(20, False), (1, True), (1, True)])
    assert not sum_shown([(20, False), (10, True), (10, True)])
    assert sum_shown([(20, False), (6, True), (5, True)])
    assert not sum_shown([(3, False), (0, False)])


def test_zero_and_large_cells_are_shown_where_nothing_is_hidden() -> None:
    month = kept("2026-03", shelter=14, information=30)
    assert month.hidden == frozenset()
    assert (month.cell("referrals"), month.cell("conversations"), month.cell("legal")) == (
        14,
        44,
        0,
    )


@pytest.mark.parametrize(
    ("month", "day", "is_settled"),
    [
        ("2026-11", datetime(2026, 12, 14, tzinfo=UTC), False),
        ("2026-11", datetime(2026, 12, 15, tzinfo=UTC), True),
        ("2026-12", datetime(2027, 1, 14, tzinfo=UTC), False),
        ("2026-12", datetime(2027, 1, 15, tzinfo=UTC), True),
    ],
)
def test_a_month_settles_two_weeks_after_its_end(
    month: str, day: datetime, is_settled: bool
) -> None:
    assert settled(month, day.date()) is is_settled


def test_a_year_comes_with_its_december() -> None:
    months = [kept(f"2026-{n:02d}", information=20) for n in range(1, 13)]
    assert full_years(months[:-1]) == {}
    year = tables.published(months)[-1]
    assert (year.month, year.conversations, year.texters) == ("2026", 240, None)


@pytest.mark.django_db
def test_a_month_is_counted_as_it_was_and_settles_once(cast: dict[str, Person]) -> None:
    for n in range(24):
        one = opened("hello", number=f"+120255501{n:02d}")
        claim(one.id, by=cast["advocate"])
        reply(one.id, "hi", by=cast["advocate"])
        outcome = "out" if n < 12 else "information"
        close(one.id, outcome=outcome, by=cast["advocate"])
    Conversation.objects.update(opened_at=START, first_reply_at=START + timedelta(minutes=4))
    month = queries.by_month()["2026-03"]
    assert (month.conversations, len(month.texters)) == (24, 24)
    assert settle_months(START + timedelta(days=20)) == 0
    assert settled_months() == []
    later = START + timedelta(days=50)
    assert settle_months(later) == 1
    before = settled_months()
    assert sum(before[0].languages.values()) == 24
    assert (before[0].conversations, before[0].cell("out"), before[0].median_minutes) == (
        24,
        12,
        4.0,
    )
    Conversation.objects.filter(outcome="out").update(outcome="information")
    assert settle_months(later + timedelta(days=1)) == 0
    assert settled_months() == before
    assert Entry.objects.filter(verb="numbers.settled").count() == 1


def test_conversations_without_an_outcome_are_counted_too() -> None:
    month = Month(conversations=30)
    month.outcomes |= {"shelter": 12}
    assert counts_of("2026-03", month).outcomes["none"] == 18


def test_the_csv_is_a_number_a_word_or_empty() -> None:
    months = [kept("2026-03", shelter=14, information=30), kept("2026-04", shelter=3, legal=9)]
    rows = list(csv.DictReader(StringIO(tables.as_csv(months))))
    assert [row["month"] for row in rows] == ["2026-03", "2026-04"]
    assert tuple(rows[0]) == tables.COLUMNS
    assert rows[0]["outcome_shelter"] == "14"
    for row in rows:
        for name, value in row.items():
            if name not in ("month", "median_minutes_to_reply"):
                assert value in {"hidden", "0"} or int(value) >= 11


def test_htcds_names_the_standards_fields_and_leaves_small_groups_out() -> None:
    months = [kept("2026-03", shelter=40, information=20, out=5)]
    rows = list(csv.DictReader(StringIO(tables.as_htcds(months))))
    assert tuple(rows[0]) == ("standard", "month", *FIELDS, "cases")
    known = {outcome.fields()["cas_ReasonForCaseClosure"]: outcome for outcome in OUTCOMES}
    for row in rows:
        outcome = known[row["cas_ReasonForCaseClosure"]]
        assert row["standard"] == "HTCDS 2.0"
        assert {name: row[name] for name in FIELDS if row[name]} == outcome.fields()
        assert int(row["cases"]) == months[0].count(outcome.code) >= 11
    assert BY_CODE["out"].fields()["cas_ReasonForCaseClosure"] not in [
        row["cas_ReasonForCaseClosure"] for row in rows
    ]


def test_the_plot_says_its_values_to_who_cannot_see_it() -> None:
    rows = tables.published([kept("2026-03", information=30), kept("2026-04", information=5)])
    drawn = bars(rows, 'a "title" <b>')
    assert "2026-04: hidden" in drawn
    assert "2026-03: 30" in drawn
    assert "<b>" not in drawn
    assert 'role="img"' in drawn
