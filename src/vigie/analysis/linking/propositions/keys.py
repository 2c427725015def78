"""Propositions about keys: what two accounts share, or have and do not share."""

import numpy as np

from vigie.analysis.linking.commonness import HUB, OWN, RARE
from vigie.analysis.linking.keys import Small
from vigie.analysis.linking.kinds import CODES
from vigie.analysis.linking.pairing import Pairs

WIDELY_USED, MIDDLING_ONE, RARE_ONE, SEVERAL, AFTER_A_GAP = 1, 2, 3, 4, 5
"""Grades of a shared key. All but the first may join accounts; from `AFTER_A_GAP` on there is one
grade for each of `GAPS`."""
MANY_WORDS = 4
"""So many rare words in common are hardly chance."""
GAPS = (7, 30, 60, 120)
"""Days unseen: the longer, the likelier a number is somebody else's. How much likelier is learned
for each stretch, for it depends on how soon numbers are given out again."""
LONG = AFTER_A_GAP + 1
"""From this grade on somebody else may have had the key in between."""


def same_phone(pairs: Pairs) -> Small:
    """Both advertise the same phone number."""
    return _shared(pairs, "phone")


def phones_differ(pairs: Pairs) -> Small:
    """Both advertise phone numbers and none is the same."""
    return _none_shared(pairs, "phone")


def same_handle(pairs: Pairs) -> Small:
    """Both give the same name on the same platform."""
    return _shared(pairs, "handle")


def handles_differ(pairs: Pairs) -> Small:
    """Both give names on platforms and none is the same."""
    return _none_shared(pairs, "handle")


def same_email(pairs: Pairs) -> Small:
    """Both give the same e-mail address."""
    return _shared(pairs, "email")


def emails_differ(pairs: Pairs) -> Small:
    """Both give e-mail addresses and none is the same."""
    return _none_shared(pairs, "email")


def same_wallet(pairs: Pairs) -> Small:
    """Both ask to be paid to the same wallet."""
    return _shared(pairs, "wallet")


def same_pgp_key(pairs: Pairs) -> Small:
    """Both publish the same PGP key."""
    return _shared(pairs, "pgp")


def same_onion_address(pairs: Pairs) -> Small:
    """Both point to the same onion address."""
    return _shared(pairs, "onion")


def same_url(pairs: Pairs) -> Small:
    """Both point to the same web address."""
    return _shared(pairs, "url")


def same_picture(pairs: Pairs) -> Small:
    """Both show the same picture, or a copy of it that was saved anew."""
    return _shared(pairs, "picture")


def same_picture_altered(pairs: Pairs) -> Small:
    """Both show parts or altered copies of one photograph."""
    return _unless(_shared(pairs, "altered"), same_picture(pairs))


def same_scene(pairs: Pairs) -> Small:
    """Both show different pictures that were taken in the same place."""
    one = np.maximum(same_picture(pairs), _shared(pairs, "altered"))
    return _unless(_shared(pairs, "scene"), one)


def same_template(pairs: Pairs) -> Small:
    """Both use nearly the same text."""
    return _shared(pairs, "template")


def rare_words_shared(pairs: Pairs) -> Small:
    """Both use words that hardly any other text uses, in texts that differ."""
    grade = np.zeros(len(pairs), np.int8)
    if "word" in pairs.shared:
        shared = pairs.shared["word"]
        grade[shared.rows] = np.select(
            [shared.many >= MANY_WORDS, shared.many > 1], [SEVERAL, RARE_ONE], MIDDLING_ONE
        )
    return _unless(grade, same_template(pairs))


def _shared(pairs: Pairs, kind: str) -> Small:
    grade = np.zeros(len(pairs), np.int8)
    if kind in pairs.also:
        also = pairs.also[kind]
        own = pairs.holdings.tier[also.key] == OWN
        grade[also.rows] = np.where(own, MIDDLING_ONE, WIDELY_USED)
    if kind in pairs.shared:
        shared = pairs.shared[kind]
        tier = pairs.holdings.tier[shared.key]
        found = np.where(tier == RARE, RARE_ONE, MIDDLING_ONE)
        unseen = AFTER_A_GAP - 1 + np.searchsorted(GAPS, shared.gap, side="right")
        found = np.where(unseen >= np.where(tier == RARE, AFTER_A_GAP, LONG), unseen, found)
        found[shared.many > 1] = SEVERAL
        found[(tier == HUB) & (shared.many == 1)] = WIDELY_USED
        grade[shared.rows] = found
    return grade


def _none_shared(pairs: Pairs, kind: str) -> Small:
    bit = np.int32(1 << CODES[kind])
    both = (pairs.has[pairs.left] & pairs.has[pairs.right] & bit) != 0
    return np.asarray(both & (_shared(pairs, kind) == 0), dtype=np.int8)


def _unless(grade: Small, stronger: Small) -> Small:
    """The grade, where nothing stronger already says the same thing."""
    return np.asarray(np.where(stronger > 0, 0, grade), dtype=np.int8)
