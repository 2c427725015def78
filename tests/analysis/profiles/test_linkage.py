"""Profiles made from numbers, and from what the run before left, are those made from scratch."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.profiles.test_resolve import ADS, AT, Edge, edges, tables
from vigie.analysis.profiles import Limits, Previous, Resolved, resolve, resolve_linkage
from vigie.analysis.profiles.linkage import of_tables, rows_of


def left_by(made: Resolved, *, profiles: bool) -> Previous:
    kept = Previous(made.members, made.ids, made.history, made.profiles)
    return kept if profiles else replace(kept, profiles=None)


@given(edges, edges, st.integers(4, 12))
@settings(max_examples=60, deadline=None)
def test_what_nothing_touched_is_taken_over_as_it_was(
    first: list[Edge], more: list[Edge], had: int
) -> None:
    early = [edge for edge in first if max(edge[:2]) < had]
    before = resolve(tables(early, ADS[:had]), [], None, Limits(), AT)
    now = tables(early + more)
    later = [AT + timedelta(days=day) for day in range(len(ADS))]
    ends = {end for edge in more for end in edge[:2]} | set(range(had, len(ADS)))
    posted = [later[at] if at in ends else AT for at in range(len(ADS))]
    times = pa.array(posted, now["ads"]["posted_at"].type)
    now["ads"] = now["ads"].set_column(1, "posted_at", times)
    linkage = of_tables(now)
    told = replace(linkage, touched=np.array([at in ends for at in range(len(ADS))]))
    ours = resolve_linkage(told, [], left_by(before, profiles=True), Limits(), AT)
    theirs = resolve_linkage(linkage, [], left_by(before, profiles=False), Limits(), AT)
    assert ours.tables() == theirs.tables()


def test_members_of_a_run_that_kept_no_rows_keep_their_ids() -> None:
    before = resolve(tables([(0, 1, 9.0), (4, 7, 9.0)]), [], None, Limits(), AT)
    old = replace(left_by(before, profiles=False), members=before.members.drop_columns(["row"]))
    again = resolve(tables([(0, 1, 9.0), (4, 7, 9.0), (7, 8, 9.0)]), [], old, Limits(), AT)
    row = {one["ad_id"]: one["row"] for one in again.members.to_pylist()}
    ids = again.ids["profile_id"].to_pylist()
    assert [ids[row[ad]] for ad in ADS] == again.members["profile_id"].to_pylist()
    assert again.profiles.num_rows == before.profiles.num_rows - 1
    assert again.ids.num_rows == before.ids.num_rows


@given(st.lists(st.text(max_size=3), unique=True), st.lists(st.text(max_size=3)))
def test_ids_are_found_among_sorted_ones(among: list[str], asked: list[str]) -> None:
    ordered = sorted(among, key=str.encode)
    found = rows_of(pa.array(asked, pa.string()), pa.array(ordered, pa.string()))
    place = {one: at for at, one in enumerate(ordered)}
    assert found.tolist() == [place.get(one, -1) for one in asked]
