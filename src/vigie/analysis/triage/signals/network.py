"""Cues of what a party shares with others."""

import numpy as np

from vigie.analysis.triage.arrow import TEXT, arrow, compute
from vigie.analysis.triage.grouping import (
    Floats,
    Ints,
    count,
    count_distinct,
    distinct,
    highest,
    ints,
    ramp,
)
from vigie.analysis.triage.registry import Indicator
from vigie.analysis.triage.signals.signal import Signal, of_profiles, of_rows
from vigie.analysis.triage.view import UNKNOWN, View


def links_between(view: View) -> tuple[Ints, Ints, Floats]:
    """The links between ads of different profiles, both ways: profile, other profile, bits."""
    table = view.tables.links
    left, right = (
        compute.fill_null(compute.index_in(table.column(side), value_set=view.ad_ids), UNKNOWN)
        for side in ("left", "right")
    )
    ends = ints(left), ints(right)
    known = (ends[0] != UNKNOWN) & (ends[1] != UNKNOWN)
    left, right = (view.profile_of_ad[end[known]] for end in ends)
    bits = np.asarray(table.column("bits"), dtype=np.float64)[known]
    across = (left != right) & (left != UNKNOWN) & (right != UNKNOWN)
    return (
        np.concatenate([left[across], right[across]]),
        np.concatenate([right[across], left[across]]),
        np.concatenate([bits[across], bits[across]]),
    )


def _others(view: View, groups: Ints, rows: Ints) -> Ints:
    """For each row given, how many other profiles hold something of the same group."""
    holders = count(distinct(groups, view.profile[rows])[0], int(groups.max(initial=-1)) + 1)
    return holders[groups] - 1


def _most(view: View, rows: Ints, others: Ints) -> Ints:
    return highest(view.profile[rows], others.astype(np.float64), view.profiles).astype(np.int64)


def number_elsewhere(view: View, cue: Indicator) -> Signal:
    """A number stands in ads of a few other parties, and under other names."""
    phones = view.mentions["phone"]
    named = view.name[phones.row] != UNKNOWN
    row, code = phones.row[named], phones.code[named]
    others = _others(view, code, row)
    names = count_distinct(code, view.name[row], int(code.max(initial=-1)) + 1)[code]
    mine = count_distinct(view.profile[row], view.name[row], view.profiles)[view.profile[row]]
    few = (others > 0) & (others <= cue.number("most")) & (names > mine)
    value = _most(view, row[few], others[few])
    shown = np.zeros(view.rows, bool)
    shown[row[few]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def agency_number(view: View, cue: Indicator) -> Signal:
    """A number stands in ads of many other parties."""
    phones = view.mentions["phone"]
    return _shared(view, cue, phones.row, phones.code)


def copied_widely(view: View, cue: Indicator) -> Signal:
    """Many other parties use the same text."""
    rows = np.flatnonzero(view.template != UNKNOWN)
    return _shared(view, cue, rows, view.template[rows])


def stock_pictures(view: View, cue: Indicator) -> Signal:
    """Many other parties show the same picture."""
    rows, codes, _ = view.pictures
    return _shared(view, cue, rows, codes)


def _shared(view: View, cue: Indicator, rows: Ints, codes: Ints) -> Signal:
    others = _others(view, codes, rows)
    value = _most(view, rows, others)
    shown = np.zeros(view.rows, bool)
    shown[rows[others > cue.number("low")]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def known_picture(view: View, cue: Indicator) -> Signal:
    """The ad shows a picture that a known-hash list names.

    A list may be of adults' pictures: the question of a minor counts those lists alone whose owner
    declares that they show minors.
    """
    rows, codes, names = view.pictures
    tables = view.tables
    named = tables.minor_images if cue.question == "minor" else tables.known_images
    known = np.array([name in named for name in names], bool)
    shown = np.zeros(view.rows, bool)
    if len(known):
        shown[rows[known[codes]]] = True
    return _in_full(view, shown)


def near_case(view: View, cue: Indicator) -> Signal:
    """The ad shares a number, a picture or a link with an ad of another party's known case.

    A profile's own case says nothing here: it is known already, and a model must not learn from it.
    """
    cases = view.tables.cases
    wanted = cases.filter(compute.equal(cases.column("question"), cue.question))
    named = arrow.array(wanted.column("ad_id").to_pylist(), TEXT)
    ad = np.flatnonzero(np.asarray(compute.is_in(view.ad_ids, value_set=named)))
    in_case = np.zeros(view.profiles + 1, bool)
    in_case[view.profile_of_ad[ad]] = True
    shown = np.zeros(view.rows, bool)
    phones, (rows, codes, _) = view.mentions["phone"], view.pictures
    for row, code in ((phones.row, phones.code), (rows, codes)):
        shown[row[_touched(view, in_case, row, code)]] = True
    profile, other, bits = links_between(view)
    linked = np.zeros(view.profiles, bool)
    linked[profile[in_case[other] & (bits > 0)]] = True
    return _in_full(view, shown | linked[view.profile])


def _touched(view: View, in_case: np.ndarray, rows: Ints, codes: Ints) -> np.ndarray:
    """Which rows hold something that another profile's case holds too."""
    size = int(codes.max(initial=-1)) + 1
    mine = in_case[view.profile[rows]]
    cases = count_distinct(codes[mine], view.profile[rows[mine]], size)
    return (cases[codes] - mine) > 0 if size else np.zeros(0, bool)


def _in_full(view: View, shown: np.ndarray) -> Signal:
    signal = of_rows(view, shown)
    return Signal((signal.strength > 0).astype(np.float64), shown)


def near_ranked(view: View, cue: Indicator) -> Signal:  # noqa: ARG001 (the form of every cue)
    """Linked to a profile that ranks high by itself; the ranking puts it in after a first pass."""
    return Signal(np.zeros(view.profiles), np.zeros(view.rows, bool))
