"""Cues of how a party is reached."""

import numpy as np

from vigie.analysis.triage.arrow import TEXT, arrow, compute
from vigie.analysis.triage.grouping import (
    Flags,
    Ints,
    count,
    count_distinct,
    distinct,
    highest,
    ramp,
)
from vigie.analysis.triage.registry import Indicator
from vigie.analysis.triage.signals.signal import Signal, of_profiles, of_rows
from vigie.analysis.triage.view import UNKNOWN, Mentions, View


def hidden_phone(view: View, cue: Indicator) -> Signal:  # noqa: ARG001 (the form of every cue)
    """A telephone number is written so that programs miss it."""
    return of_rows(view, _hidden(view, ("phone",)))


def hidden_contact(view: View, cue: Indicator) -> Signal:  # noqa: ARG001 (the form of every cue)
    """An e-mail address or a handle is written so that programs miss it."""
    return of_rows(view, _hidden(view, ("email", "handle")))


def _hidden(view: View, kinds: tuple[str, ...]) -> Flags:
    rows = np.zeros(view.rows, bool)
    for kind in kinds:
        rows[view.mentions[kind].row[view.mentions[kind].hidden]] = True
    return rows


def names_on_a_number(view: View, cue: Indicator) -> Signal:
    """Several names stand beside one telephone number."""
    rows = np.flatnonzero((view.phone != UNKNOWN) & (view.name != UNKNOWN))
    return _beside(view, cue, (rows, view.phone[rows]), view.name[rows])


def _beside(view: View, cue: Indicator, keyed: tuple[Ints, Ints], others: Ints) -> Signal:
    """For each profile the most different `others` beside one key, and the rows of such keys."""
    rows, keys = keyed
    size = int(keys.max(initial=-1)) + 1
    group = view.profile[rows] * size + keys
    names, group = np.unique(group, return_inverse=True)
    most = count_distinct(group, others, len(names))
    value = highest(names // max(size, 1), most.astype(np.float64), view.profiles).astype(np.int64)
    shown = np.zeros(view.rows, bool)
    shown[rows[most[group] > cue.number("low")]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def template_names(view: View, cue: Indicator) -> Signal:
    """One text is used for several names."""
    rows = np.flatnonzero((view.template != UNKNOWN) & (view.name != UNKNOWN))
    return _beside(view, cue, (rows, view.template[rows]), view.name[rows])


def template_numbers(view: View, cue: Indicator) -> Signal:
    """One text is used with several telephone numbers."""
    rows = np.flatnonzero((view.template != UNKNOWN) & (view.phone != UNKNOWN))
    return _beside(view, cue, (rows, view.template[rows]), view.phone[rows])


def picture_names(view: View, cue: Indicator) -> Signal:
    """One picture is shown for several names."""
    rows, codes, _ = view.pictures
    named = view.name[rows] != UNKNOWN
    return _beside(view, cue, (rows[named], codes[named]), view.name[rows[named]])


def numbers_used(view: View, cue: Indicator) -> Signal:
    """The party uses several telephone numbers."""
    phones = view.mentions["phone"]
    value = count_distinct(phones.profile, phones.code, view.profiles)
    shown = np.zeros(view.rows, bool)
    shown[phones.row] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def returned_with_new_number(view: View, cue: Indicator) -> Signal:
    """After a silence the party comes back, and under a number that it had not used."""
    order = view.by_time[view.phone[view.by_time] != UNKNOWN]
    profile, minute, phone = view.profile[order], view.minute[order], view.phone[order]
    first = np.zeros(len(order), bool)
    first[np.unique(profile * (int(phone.max(initial=0)) + 1) + phone, return_index=True)[1]] = True
    gap = np.zeros(len(order))
    gap[1:] = np.where(profile[1:] == profile[:-1], np.diff(minute) / 1440.0, 0.0)
    returned = first & (gap >= cue.number("days"))
    value = highest(profile[returned], gap[returned], view.profiles).astype(np.int64)
    shown = np.zeros(view.rows, bool)
    shown[order[returned]] = True
    shown[order[np.flatnonzero(returned) - 1]] = True
    return of_profiles(view, (value > 0).astype(np.float64), value, shown)


def own_website(view: View, cue: Indicator) -> Signal:  # noqa: ARG001 (the form of every cue)
    """The ad names a website that no other party names, nor a picture host or a message service."""
    urls = view.mentions["url"]
    site = _hosts(urls)
    alone = count(distinct(site, urls.profile)[0], int(site.max(initial=0)) + 1) == 1
    rows = np.zeros(view.rows, bool)
    rows[urls.row[alone[site]]] = True
    rows &= view.ads_of[view.profile] > 1
    return of_rows(view, rows)


def _hosts(urls: Mentions) -> Ints:
    values = arrow.array(urls.values, TEXT)
    bare = compute.replace_substring_regex(values, r"^(?i:https?://)?(?i:www\.)?", "")
    host = compute.utf8_lower(compute.replace_substring_regex(bare, r"[/?#:].*$", ""))
    return np.asarray(host.dictionary_encode().indices, dtype=np.int64)[urls.code]


def more_names_than_heights(view: View, cue: Indicator) -> Signal:
    """Among the ads that state a height there are more names than heights."""
    heights = view.mentions["height"]
    named = view.name[heights.row] != UNKNOWN
    rows, height = heights.row[named], heights.code[named]
    names = count_distinct(view.profile[rows], view.name[rows], view.profiles)
    value = np.maximum(0, names - count_distinct(view.profile[rows], height, view.profiles))
    shown = np.zeros(view.rows, bool)
    shown[rows] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def one_link_everywhere(view: View, cue: Indicator) -> Signal:
    """One website stands in ads for several names, posted from several cities."""
    urls = view.mentions["url"]
    site = _hosts(urls)
    placed = (view.name[urls.row] != UNKNOWN) & (view.city[urls.row] != UNKNOWN)
    rows, site = urls.row[placed], site[placed]
    size = int(site.max(initial=0)) + 1
    keys, key = np.unique(view.profile[rows] * size + site, return_inverse=True)
    names = count_distinct(key, view.name[rows], len(keys))
    wide = count_distinct(key, view.city[rows], len(keys)) >= cue.number("cities")
    most = np.where(wide, names, 0).astype(np.float64)
    value = highest(keys // size, most, view.profiles).astype(np.int64)
    shown = np.zeros(view.rows, bool)
    shown[rows[wide[key]]] = True
    return of_profiles(view, ramp(value, cue.number("low"), cue.number("high")), value, shown)


def several_names(view: View, cue: Indicator) -> Signal:
    """The party advertises several names, whatever the number."""
    shown = view.name != UNKNOWN
    return of_profiles(view, ramp(view.names_of, cue.number("low"), cue.number("high")),
                       view.names_of, shown)  # fmt: skip


def few_ads(view: View, cue: Indicator) -> Signal:
    """The party has posted few ads in all."""
    return of_profiles(view, ramp(view.ads_of, cue.number("low"), cue.number("high")), view.ads_of)
