"""From ads to templates: what a screen and the linking stage read."""

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.texts.stage import PRINTS, TEMPLATES, prints_table, templates_table

BASE = "new in town for the weekend ask for the summer offer and call {} before noon to book"


def ads(texts: list[tuple[str, str | None, str | None]]) -> pa.Table:
    return pa.table(
        {
            "ad_id": pa.array([t[0] for t in texts], pa.string()),
            "version": pa.array(["v"] * len(texts), pa.string()),
            "title": pa.array([t[1] for t in texts], pa.string()),
            "text": pa.array([t[2] for t in texts], pa.string()),
        }
    )


def grouped(table: pa.Table) -> set[frozenset[str]]:
    groups: dict[object, set[str]] = {}
    for row in templates_table(prints_table(table)).to_pylist():
        groups.setdefault(row["template"] or row["ad_id"], set()).add(row["ad_id"])
    return {frozenset(group) for group in groups.values()}


def test_the_same_words_with_another_number_are_one_template() -> None:
    table = ads(
        [
            ("s/1", "", BASE.format("202-555-0101")),
            ("s/2", None, BASE.format("(202) 555 0199").upper()),
            ("s/3", "", "a garden table of oak with four chairs to collect near the harbour"),
        ]
    )
    assert grouped(table) == {frozenset({"s/1", "s/2"}), frozenset({"s/3"})}


def test_rows_tell_the_anchor_the_size_and_the_likeness() -> None:
    edited = BASE.replace("summer", "winter")
    table = ads([("s/3", "", edited), ("s/2", "", BASE), ("s/1", "", BASE)])
    made = templates_table(prints_table(table))
    assert made.schema.equals(TEMPLATES)
    first, second, third = made.to_pylist()
    assert [row["ad_id"] for row in (first, second, third)] == ["s/1", "s/2", "s/3"]
    assert {row["anchor"] for row in (first, second, third)} == {"s/1"}
    assert {row["size"] for row in (first, second, third)} == {3}
    assert (first["similarity"], second["similarity"]) == (1, 1)
    assert 0.6 < third["similarity"] < 0.9
    assert first["words"] == 17


def test_a_text_without_words_has_no_template() -> None:
    table = ads([("s/1", "", ""), ("s/2", None, None), ("s/3", "", " \u200b … ")])
    made = templates_table(prints_table(table))
    assert made["template"].to_pylist() == [None, None, None]
    assert made["anchor"].to_pylist() == [None, None, None]
    assert made["size"].to_pylist() == [1, 1, 1]


def test_no_ads_give_empty_tables_with_their_columns() -> None:
    prints = prints_table(ads([]))
    assert prints.schema.equals(PRINTS)
    assert templates_table(prints).schema.equals(TEMPLATES)


def test_the_title_counts() -> None:
    title, text = BASE[:40], BASE[41:]
    assert len(grouped(ads([("s/1", title, text), ("s/2", "", BASE)]))) == 1


WORDS = st.sampled_from(
    [
        "spa",
        "new",
        "call",
        "now",
        "rosa",
        "visit",
        "555",
        "cosy",
        "♥",
        "día",
        "上",
        "quiet",
        "noon",
        "room",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=40)


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_neither_order_nor_batches_nor_threads_change_anything(texts: list[str], random) -> None:  # type: ignore[no-untyped-def] # Hypothesis gives a Random of its own class
    rows: list[tuple[str, str | None, str | None]] = [
        (f"s/{i:03}", "", text) for i, text in enumerate(texts)
    ]
    expected = templates_table(prints_table(ads(rows)))
    random.shuffle(rows)
    cut = random.randint(0, len(rows))
    parts = [prints_table(ads(rows[:cut])), prints_table(ads(rows[cut:]))]
    with ThreadPoolExecutor(3) as pool:
        assert templates_table(pa.concat_tables(parts), pool.map).equals(expected)


def test_prints_survive_the_disk_and_slices() -> None:
    table = ads([(f"s/{i}", "", BASE.format(i) + " x" * i) for i in range(9)])
    prints = prints_table(table)
    again = pa.concat_tables([prints.slice(0, 4), prints.slice(4, 5)])
    assert templates_table(again).equals(templates_table(prints))
    cast = prints.cast(PRINTS).combine_chunks().slice(2)
    assert templates_table(cast)["size"].to_pylist() == [7] * 7


@pytest.mark.parametrize("column", ["title", "text"])
def test_columns_of_large_strings_do_as_well(column: str) -> None:
    table = ads([("s/1", "one", BASE), ("s/2", "two", BASE)])
    at = table.schema.get_field_index(column)
    wide = table.set_column(at, column, table[column].cast(pa.large_string()))
    assert prints_table(wide).equals(prints_table(table))
