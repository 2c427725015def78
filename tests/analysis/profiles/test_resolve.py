"""What must always hold of profiles: a person's word, stable ids, no dependence on order."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.profiles import Limits, Previous, Resolved, resolve
from vigie.analysis.profiles.standing import CAUTION
from vigie.lake.schemas import schema_of
from vigie.records import Ad, Judgement, Link, Profile

AT = datetime(2026, 3, 1, tzinfo=UTC)
ADS = [f"s/{letter}" for letter in "abcdefghijkl"]
Edge = tuple[int, int, float]


def tables(edges: list[Edge], ads: list[str] = ADS) -> dict[str, pa.Table]:
    found = {tuple(sorted((ads[a], ads[b]))): bits for a, b, bits in edges if a != b}
    return {
        "ads": pa.table(
            {
                "ad_id": pa.array(ads, pa.string()),
                "posted_at": pa.array([AT] * len(ads), schema_of(Ad).field("posted_at").type),
                "collected_at": pa.nulls(len(ads), schema_of(Ad).field("posted_at").type),
            }
        ),
        "accounts": pa.table({"ad_id": pa.array(ads, pa.string()), "account": ads}),
        "links": pa.table(
            {
                "left": pa.array([left for left, _ in found], pa.string()),
                "right": pa.array([right for _, right in found], pa.string()),
                "bits": pa.array(list(found.values()), pa.float64()),
                "key": pa.array(
                    [ord(left[-1]) * ord(right[-1]) % 5 for left, right in found], pa.int32()
                ),
            }
        ),
    }


def said(left: int, right: int, verdict: str, *, by: str = "ann", day: int = 0) -> Judgement:
    one, other = sorted((ADS[left], ADS[right]))
    return Judgement(one, other, verdict, by, "seen", AT + timedelta(days=day))  # type: ignore[arg-type]  # a Verdict, by the callers


def before(run: Resolved) -> Previous:
    return Previous(run.members, run.ids, run.history)


def profiles(run: Resolved) -> dict[str, str]:
    rows = run.members.to_pylist()
    return {row["ad_id"]: row["profile_id"] for row in rows}


def rows(run: Resolved) -> list[list[str]]:
    return [row["ads"] for row in run.profiles.to_pylist()]


def marked(run: Resolved, column: str) -> int:
    return sum(row[column] for row in run.profiles.to_pylist())


def run(
    edges: list[Edge],
    judgements: list[Judgement] | None = None,
    previous: Resolved | None = None,
    limits: Limits | None = None,
) -> Resolved:
    earlier = before(previous) if previous else None
    return resolve(tables(edges), judgements or [], earlier, limits or Limits(), AT)


edges = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from([1.0, 6.0, 9.0, 15.0])),
    max_size=25,
)
judgements = st.lists(
    st.builds(
        lambda pair, verdict, by, day: said(pair[0], pair[1], verdict, by=by, day=day),
        st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] != p[1]),
        st.sampled_from(["same", "different", "unsure"]),
        st.sampled_from(["ann", "ben"]),
        st.integers(0, 3),
    ),
    max_size=8,
)


@given(edges, judgements)
@settings(max_examples=200, deadline=None)
def test_a_different_is_never_merged_over(linked: list[Edge], words: list[Judgement]) -> None:
    who = profiles(run(linked, words))
    order = sorted(words, key=lambda w: (w.at, CAUTION.index(w.verdict)))
    newest = {(one.left, one.right, one.by): one for one in order}
    for one in newest.values():
        if one.verdict == "different":
            assert who[one.left] != who[one.right]


@given(edges, judgements, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_changes_nothing(linked: list[Edge], words: list[Judgement], random: object) -> None:
    given_tables = tables(linked)
    mixed = {}
    for name, table in given_tables.items():
        order = list(range(table.num_rows))
        random.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis gives a Random
        mixed[name] = table.take(pa.array(order, pa.int64()))
    first = resolve(given_tables, words, None, Limits(), AT)
    again = resolve(mixed, words[::-1], None, Limits(), AT)
    assert first.tables() == again.tables()


@given(edges, judgements)
@settings(max_examples=100, deadline=None)
def test_running_again_changes_nothing(linked: list[Edge], words: list[Judgement]) -> None:
    first = run(linked, words)
    again = run(linked, words, first)
    assert again.tables() == first.tables()


@given(edges, edges, judgements)
@settings(max_examples=100, deadline=None)
def test_ids_stay_where_nothing_changed_and_are_never_given_twice(
    linked: list[Edge], later: list[Edge], words: list[Judgement]
) -> None:
    first = run(linked)
    second = run([*linked, *later], words, first)
    third = run(linked, words, second)
    for older, newer in ((first, second), (second, third)):
        was, now = profiles(older), profiles(newer)
        for members in rows(older):
            if members in rows(newer):
                assert was[members[0]] == now[members[0]]
        ledger = newer.ids["profile_id"].to_pylist()
        assert len(set(ledger)) == len(ledger)
        assert ledger[: older.ids.num_rows] == older.ids["profile_id"].to_pylist()


@given(edges, judgements)
@settings(max_examples=50, deadline=None)
def test_every_ad_is_in_exactly_one_profile(linked: list[Edge], words: list[Judgement]) -> None:
    found = run(linked, words)
    held = [ad for ads in rows(found) for ad in ads]
    assert sorted(held) == ADS
    assert found.profiles.schema.names == schema_of(Profile).names


def test_a_chain_of_links_does_not_carry_over_a_different() -> None:
    who = profiles(run([(0, 1, 9.0), (1, 2, 8.0)], [said(0, 2, "different")]))
    assert who["s/a"] == who["s/b"] != who["s/c"]


def test_same_joins_what_no_link_joins() -> None:
    who = profiles(run([], [said(0, 5, "same")]))
    assert who["s/a"] == who["s/f"]


def test_people_who_disagree_are_shown_and_the_machine_does_not_decide() -> None:
    found = run([(0, 1, 30.0)], [said(0, 1, "same"), said(0, 1, "different", by="ben")])
    who = profiles(found)
    assert who["s/a"] != who["s/b"]
    disputed = {row["profile_id"] for row in found.profiles.to_pylist() if row["disputed"]}
    assert disputed == {who["s/a"], who["s/b"]}


def test_a_later_word_of_the_same_person_takes_the_earlier_back() -> None:
    words = [said(0, 1, "different"), said(0, 1, "unsure", day=1)]
    who = profiles(run([(0, 1, 9.0)], words))
    assert who["s/a"] == who["s/b"]


def test_same_against_a_different_by_way_of_a_third_is_disputed() -> None:
    words = [said(0, 1, "same"), said(0, 2, "different"), said(1, 2, "same", day=1)]
    found = run([], words)
    assert profiles(found)["s/a"] != profiles(found)["s/c"]
    assert marked(found, "disputed") == 2


def with_keys(edges: list[tuple[int, int, float, int]]) -> Resolved:
    made = tables([edge[:3] for edge in edges])
    keys = {(ADS[a], ADS[b]): key for a, b, _, key in edges}
    column = pa.array([keys[row["left"], row["right"]] for row in made["links"].to_pylist()])
    made["links"] = made["links"].set_column(3, "key", column)
    return resolve(made, [], None, Limits(merge_bits=4.0, doubling_bits=1.0), AT)


def test_light_links_that_rest_on_different_keys_add_up() -> None:
    who = profiles(with_keys([(0, 1, 9.0, 1), (2, 3, 9.0, 2), (0, 2, 1.0, 3), (1, 3, 0.5, 4)]))
    assert len({who[ad] for ad in ADS[:4]}) == 1


def test_light_links_that_rest_on_one_key_do_not() -> None:
    found = [(0, 1, 9.0, 1), (2, 3, 9.0, 2), (0, 2, 3.0, 3), (1, 3, 3.0, 3), (0, 3, 3.0, 3)]
    who = profiles(with_keys(found))
    assert who["s/a"] == who["s/b"] != who["s/c"] == who["s/d"]


def test_what_adds_up_does_not_pass_over_a_different() -> None:
    made = tables([(0, 2, 1.0), (1, 3, 1.0), (0, 1, 9.0), (2, 3, 9.0)])
    who = profiles(resolve(made, [said(0, 3, "different")], None, Limits(4.0, 1.0), AT))
    assert who["s/a"] != who["s/d"]


def test_the_oldest_id_stays_when_two_profiles_merge_and_the_other_leads_to_it() -> None:
    zeroth = resolve(tables([], ADS[2:]), [], None, Limits(), AT)
    first = run([], previous=zeroth)
    second = run([(2, 3, 9.0), (0, 1, 9.0), (1, 2, 9.0)], previous=first)
    was, now = profiles(first), profiles(second)
    gone = {row["profile_id"]: row["merged_into"] for row in second.ids.to_pylist()}
    assert {now[ad] for ad in ADS[:4]} == {was["s/c"]}
    assert gone[was["s/a"]] == was["s/c"]


def test_a_split_is_recorded_and_the_id_goes_with_most_ads() -> None:
    first = run([(0, 1, 9.0), (1, 2, 9.0), (2, 3, 6.0)])
    second = run([(1, 2, 9.0), (2, 3, 9.0)], previous=first)
    was, now = profiles(first), profiles(second)
    assert now["s/b"] == was["s/b"]
    new = {row["profile_id"]: row["split_from"] for row in second.ids.to_pylist()}
    assert new[now["s/a"]] == was["s/a"]
    moves = [row for row in second.history.to_pylist() if row["ad_id"] == "s/a"]
    assert [row["because"] for row in moves] == ["link", "split"]


def test_a_profile_knows_its_weakest_bridge() -> None:
    found = run([(0, 1, 9.0), (1, 2, 6.0), (0, 2, 7.0)])
    row = next(row for row in found.profiles.to_pylist() if "s/a" in row["ads"])
    assert row["weakest_bits"] == pytest.approx(7.0)
    kept = {(one["left"], one["right"]) for one in found.bridges.to_pylist()}
    assert kept == {("s/a", "s/b"), ("s/a", "s/c")}


def test_a_profile_grown_past_a_plausible_size_on_weak_bridges_is_cut_and_marked() -> None:
    limits = Limits(plausible_accounts=4, strong_bits=12.0)
    chain = [(n, n + 1, 13.0) for n in (0, 1, 2, 4, 5, 6)]
    found = run([*chain, (3, 4, 6.0)], limits=limits)
    who = profiles(found)
    assert who["s/a"] == who["s/d"] != who["s/e"] == who["s/h"]
    assert marked(found, "cut") == 2
    assert len(set(profiles(run([*chain, (3, 4, 12.5)], limits=limits)).values())) == 5


def test_a_persons_word_joins_past_any_size() -> None:
    limits = Limits(plausible_accounts=2)
    who = profiles(run([(0, 1, 6.0), (2, 3, 6.0)], [said(1, 2, "same")], limits=limits))
    assert who["s/a"] == who["s/b"] or who["s/b"] == who["s/c"]
    assert who["s/b"] == who["s/c"]


def test_links_are_the_records_columns() -> None:
    assert schema_of(Link).names == ["left", "right", "bits", "probability", "evidence"]
