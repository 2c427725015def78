from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.analysis.reading.dates import Order, Unread, read_date

DAY = datetime(2026, 3, 4, tzinfo=UTC)
MORNING = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-04T10:05:00Z", MORNING),
        ("2026-03-04T12:05:00+02:00", MORNING),
        ("2026-03-04 10:05", MORNING),
        ("2026/03/04 10:05:00", MORNING),
        ("20260304", DAY),
        (20260304, DAY),
        (1772618700, MORNING),
        (1772618700.0, MORNING),
        ("1772618700", MORNING),
        (1772618700000, MORNING),
        ("1772618700000000000", MORNING),
        ("Wed, 04 Mar 2026 10:05:00 GMT", MORNING),
        ("Wednesday, March 4, 2026 at 10:05 AM", MORNING),
        ("4 mars 2026 à 10h05", MORNING),
        ("4 de marzo de 2026", DAY),
        ("1er février 2026", datetime(2026, 2, 1, tzinfo=UTC)),
        ("04.03.2026", DAY),
        ("31/01/2026", datetime(2026, 1, 31, tzinfo=UTC)),
        ("01/31/2026", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-03-04 05:05 EST", MORNING),
        ("03/04/2026 10:05 pm -0500", None),
        ("2026-03-04T10:05:00.123456", MORNING.replace(microsecond=123456)),
    ],
)
def test_dates_as_sources_write_them(written: object, moment: datetime | None) -> None:
    read = read_date(written)
    assert isinstance(read, Unread) if moment is None else read == moment


def test_a_date_that_could_be_either_is_read_only_when_its_order_is_told() -> None:
    orders: dict[Order, object] = {
        "dmy": datetime(2026, 4, 3, tzinfo=UTC),
        "mdy": datetime(2026, 3, 4, tzinfo=UTC),
    }
    assert read_date("03/04/2026") == Unread(
        "date_ambiguous", "day and month cannot be told apart; say --dates dmy or --dates mdy"
    )
    assert {order: read_date("03/04/2026", order) for order in orders} == orders


@pytest.mark.parametrize(
    "written",
    [
        "0000-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "9999-12-31",
        "31/12/9999",
        0,
        -1,
        10**18 * 9,
        1e300,
        "00/00/0000",
    ],
)
def test_dates_in_the_year_0_and_9999_are_not_believed(written: object) -> None:
    assert isinstance(read_date(written), Unread)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.datetimes()))
def test_reading_a_date_never_raises(value: object) -> None:
    read = read_date(value)
    assert isinstance(read, Unread) or read.tzinfo is UTC


@given(st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}( \d{1,2}:\d{2})?( [a-z]{1,3}|[+-]\d{4})?"))
def test_reading_what_looks_like_a_date_never_raises(text: str) -> None:
    read = read_date(text)
    assert isinstance(read, Unread) or 1990 <= read.year <= 2100
