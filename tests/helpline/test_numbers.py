"""Numbers to publish: right, and safe."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpline.line import opened
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions import claim, close, reply
from vigie.helpline.conversations.models import Conversation
from vigie.helpline.conversations.monthly import Month
from vigie.helpline.numbers import tables
from vigie.helpline.numbers.plot import bars
from vigie.helpline.numbers.suppression import suppressed
from vigie.people.models import Person


@given(st.lists(st.lists(st.integers(0, 40), min_size=2, max_size=4), min_size=1, max_size=5))
def test_no_hidden_cell_can_be_worked_out_from_a_sum(cells: list[list[int]]) -> None:
    width = min(len(row) for row in cells)
    table = [row[:width] for row in cells]
    table.append([sum(column) for column in zip(*table, strict=True)])
    whole = [[*row, sum(row)] for row in table]
    shown = suppressed(whole)
    for row in range(len(whole)):
        for column in range(len(whole[0])):
            if 0 < whole[row][column] < 11:
                assert shown[row][column] is None
    lines = [*shown, *map(list, zip(*shown, strict=True))]
    for line in lines:
        assert sum(cell is None for cell in line) != 1


def test_zero_and_large_cells_are_shown_where_nothing_is_hidden() -> None:
    table = [[0, 12, 12], [11, 30, 41], [11, 42, 53]]
    assert suppressed(table) == table


@pytest.mark.django_db
def test_a_month_is_counted_as_it_was(cast: dict[str, Person]) -> None:
    for n in range(12):
        one = opened("hello", number=f"+120255501{n:02d}")
        claim(one.id, by=cast["advocate"])
        reply(one.id, "hi", by=cast["advocate"])
        outcome = "out" if n < 3 else "shelter" if n < 6 else "information"
        close(one.id, outcome=outcome, by=cast["advocate"])
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    Conversation.objects.update(opened_at=start, first_reply_at=start + timedelta(minutes=4))
    month = queries.by_month()["2026-03"]
    assert (month.conversations, len(month.texters)) == (12, 12)
    assert (month.referrals, month.helped_out, month.median_minutes) == (6, 3, 4.0)
    rows = tables.months({"2026-03": month})
    assert (rows[0].conversations, rows[0].referrals, rows[0].median_minutes) == (12, None, 4.0)
    assert "<11" in tables.as_csv({"2026-03": month})


def test_htcds_leaves_small_groups_out_and_names_the_standards_fields() -> None:
    month = Month(conversations=60)
    month.outcomes |= {"shelter": 40, "information": 20, "out": 5}
    lines = tables.as_htcds({"2026-03": month, "2026-04": month}).splitlines()
    assert lines[0].startswith("standard,month,cas_Status,cas_ReasonForCaseClosure")
    assert any("ClosedReferred" in line and line.endswith(",40") for line in lines)
    assert not any(line.endswith((",5", ",10")) for line in lines)


def test_the_plot_says_its_values_to_who_cannot_see_it() -> None:
    rows = tables.months({"2026-03": Month(conversations=30), "2026-04": Month(conversations=5)})
    drawn = bars(rows, 'a "title" <b>')
    assert "2026-04: &lt;11" in drawn
    assert "<b>" not in drawn
    assert 'role="img"' in drawn
