from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from vigie.lake.schemas import from_table, schema_of, to_table
from vigie.records import Ad, Evidence, Finding, ImagePrint, Judgement, Link, Mention, Profile
from vigie.records.finding import Estimate, Reason

AD = Ad(
    ad_id="s/1",
    version="v",
    source="s",
    native_id="1",
    posted_at=datetime(2026, 3, 1, tzinfo=UTC),
    images=("a", "b"),
    extra={"z": [1, 2], "a": None},
)
LINK = Link("a", "b", 7.5, 0.99, (Evidence("same_phone", 7.5, {"value": "+12025550143"}),))
FINDING = Finding(
    "P1", 1, Estimate(0.5, 0.2, 0.7), Estimate(0.1, 0.0, 0.3), "", (Reason("i", "minor", "s", 1.0),)
)


def test_every_record_survives_the_lake() -> None:
    for one in (AD, LINK, FINDING, Mention("phone", "+1", "1", 0, 1), Profile("P1", ("a",))):
        assert from_table(type(one), to_table(type(one), [one])) == [one]


def test_a_mapping_is_written_with_sorted_keys() -> None:
    assert to_table(Ad, [AD])["extra"].to_pylist() == ['{"a":null,"z":[1,2]}']


def test_no_rows_make_an_empty_table_with_every_column() -> None:
    for record in (Ad, ImagePrint, Judgement, Link):
        assert to_table(record, []).schema == schema_of(record)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_text_survives_the_lake(texts: list[str]) -> None:
    ads = [Ad("s/1", "v", "s", "1", text=text) for text in texts]
    assert from_table(Ad, to_table(Ad, ads)) == ads
