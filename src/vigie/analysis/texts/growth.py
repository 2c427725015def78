"""The compiled loops of a growing index: what new texts connect, and what they make uncertain.

A bucket's members are its entries among the first texts (`base`, by rising fingerprint) and among
those added later (`late`). New texts can push others out of the ANCHORS anchors; a comparison with
an anchor that was pushed out no longer counts, and what it connected must be shown anew.
"""

import numpy as np

from vigie.analysis.texts.bands import INDEX_BITS
from vigie.analysis.texts.compiled import Loop, compiled
from vigie.analysis.texts.grouping import ANCHORS, joins, likes, noted

_MASK = np.uint64((1 << INDEX_BITS) - 1)
_SHIFT = np.uint64(INDEX_BITS)


@compiled
def spans(entries: Loop, first_new: Loop, found: Loop) -> None:
    """Find in one band the buckets of new texts: where each begins and ends among the first texts.

    `found` int64[late, 2] is written where a bucket begins among the later texts; -1 where it has
    no new text.
    """
    base, late = entries
    i, end = 0, 0
    while i < len(late):
        key = late[i] >> _SHIFT
        j, fresh = i, False
        while j < len(late) and late[j] >> _SHIFT == key:
            fresh = fresh or np.int64(late[j] & _MASK) >= first_new
            j += 1
        found[i, 0] = -1
        if fresh:
            found[i, 0] = _onward(base, end, key)
            end = _onward(base, found[i, 0], key + np.uint64(1))
            found[i, 1] = end
        i = j


@compiled
def grow(place: Loop, entries: Loop, texts: Loop, parent: Loop, made: Loop) -> Loop:
    """Compare the new texts of one band; give how many comparisons and displacements are noted.

    `place` is the band's number and what `spans` found in it.
    """
    band, found = place
    base, late = entries
    count, gone = made[1], made[3]
    room = np.empty((2, ANCHORS), np.int64)
    i = 0
    while i < len(late):
        key, j = late[i] >> _SHIFT, i
        while j < len(late) and late[j] >> _SHIFT == key:
            j += 1
        if found[i, 0] >= 0 and found[i, 1] - found[i, 0] + j - i > 1:
            bucket = (base[found[i, 0] : found[i, 1]], late[i:j])
            count = _grow_bucket((band, key, room), bucket, texts, parent, (made[0], count))
            if len(bucket[0]) + len(bucket[1]) > ANCHORS:  # else all are anchors still
                gone = _displaced((band, room), bucket, texts, (made[2], gone))
        i = j
    return count, gone


@compiled
def mend(lost: Loop, entries: Loop, texts: Loop, made: Loop, broken: Loop) -> Loop:
    """Show anew what lost comparisons connected, by an anchor that both texts are like.

    Where there is none the text is marked in `broken`: all that it was connected with must be
    compared again.
    """
    forest, count = made
    anchors = np.empty(ANCHORS, np.int64)
    for e in range(len(lost)):
        text, other, band = lost[e, 0], lost[e, 1], lost[e, 2]
        key = np.uint64(lost[e, 3])
        bucket = bucket_of(entries[0][band], entries[1][band], key)
        held, found = texts[1], -1
        for a in range(_anchors(bucket, texts[0], len(texts[0]), anchors)):
            if likes(held, text, anchors[a]) and likes(held, other, anchors[a]):
                found = anchors[a]
                break
        if found < 0:
            broken[text] = True
            continue
        noted(forest, count, (text, found, band, key))
        noted(forest, count + 1, (other, found, band, key))
        count += 2
    return count


@compiled
def compare(own: Loop, entries: Loop, texts: Loop, parent: Loop, forest: Loop) -> Loop:
    """Compare some texts with the anchors of all their buckets, as in the beginning.

    `own` is the texts' indices, and for each band their entries, which count in those indices.
    """
    members, count = own[0], 0
    anchors = np.empty(ANCHORS, np.int64)
    for band in range(len(own[1])):
        base, late = entries[0][band], entries[1][band]
        before, many, ends = np.uint64(0), 0, (0, 0)
        for entry in own[1][band]:
            text, key = members[np.int64(entry & _MASK)], entry >> _SHIFT
            if key != before or many == 0:
                bucket, ends = _next_bucket(base, late, ends, key)
                many = _anchors(bucket, texts[0], len(texts[0]), anchors)
                before = key
            for a in range(many):
                if joins(texts[1], parent, text, anchors[a]):
                    noted(forest, count, (text, anchors[a], band, key))
                    count += 1
    return count


@compiled
def _next_bucket(base: Loop, late: Loop, ends: Loop, key: Loop) -> Loop:
    """Give a bucket beyond those that came before, and where it ends in both parts."""
    after = key + np.uint64(1)
    begin, begin_late = _onward(base, ends[0], key), _onward(late, ends[1], key)
    end, end_late = _onward(base, begin, after), _onward(late, begin_late, after)
    return (base[begin:end], late[begin_late:end_late]), (end, end_late)


@compiled
def bucket_of(base: Loop, late: Loop, key: Loop) -> Loop:
    """Give the members of a bucket among the first texts and among the later ones."""
    end = key + np.uint64(1)
    return base[_from(base, key) : _from(base, end)], late[_from(late, key) : _from(late, end)]


@compiled
def _onward(entries: Loop, at: Loop, key: Loop) -> Loop:
    """Give where the entries of a key begin, not before `at`, by strides that double."""
    stride = 1
    while at + stride < len(entries) and entries[at + stride] < key << _SHIFT:
        at += stride
        stride *= 2
    return at + _from(entries[at : min(at + stride + 1, len(entries))], key)


@compiled
def _from(entries: Loop, key: Loop) -> Loop:
    """Give where the entries of a key begin, by bisection."""
    low, high, sought = 0, len(entries), key << _SHIFT
    while low < high:
        middle = (low + high) // 2
        if entries[middle] < sought:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _anchors(bucket: Loop, fingerprints: Loop, before: Loop, anchors: Loop) -> Loop:
    """Write the anchors among the texts numbered under `before`; give how many."""
    count = 0
    for part in range(2):
        entries = bucket[part][:ANCHORS] if part == 0 else bucket[part]
        for entry in entries:
            text = np.int64(entry & _MASK)
            if text < before:
                count = _placed(anchors, count, fingerprints, text)
    return count


@compiled
def _placed(anchors: Loop, count: Loop, fingerprints: Loop, text: Loop) -> Loop:
    """Put a text among the anchors by rising fingerprint, where there is room for it."""
    at = count
    while at > 0 and fingerprints[anchors[at - 1]] > fingerprints[text]:
        if at < ANCHORS:
            anchors[at] = anchors[at - 1]
        at -= 1
    if at < ANCHORS:
        anchors[at] = text
    return min(count + 1, ANCHORS)


@compiled
def _grow_bucket(place: Loop, bucket: Loop, texts: Loop, parent: Loop, made: Loop) -> Loop:
    fingerprints, held, first_new = texts
    forest, count = made
    anchors = place[2][0]
    for a in range(_anchors(bucket, fingerprints, len(fingerprints), anchors)):
        anchor = anchors[a]
        for part in range(2):
            if part == 0 and anchor < first_new:
                continue  # two texts that were there before have met before
            for entry in bucket[part]:
                text = np.int64(entry & _MASK)
                if (anchor >= first_new or text >= first_new) and joins(held, parent, text, anchor):
                    noted(forest, count, (text, anchor, place[0], place[1]))
                    count += 1
    return count


@compiled
def _displaced(place: Loop, bucket: Loop, texts: Loop, made: Loop) -> Loop:
    fingerprints, _, first_new = texts
    gone, count = made
    before, after = place[1]
    many = _anchors(bucket, fingerprints, first_new, before)
    still = after[: _anchors(bucket, fingerprints, len(fingerprints), after)]
    for a in range(many):
        kept = False
        for anchor in still:
            kept = kept or anchor == before[a]
        if not kept:
            gone[count] = (np.int64(place[0]) << 32) | before[a]
            count += 1
    return count
