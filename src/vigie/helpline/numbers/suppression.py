"""What of a month is not published, so that no sum gives a small cell away (k = 11, as CTDC).

A month is a tree of sums: conversations are those that ended in a referral and the others; each of
the two is the sum of its outcomes. A count from 1 to k-1 is hidden. Then more is hidden until,
in every sum that is shown, what is hidden could each be anything from 1 to k-1: with what one cell
hides alone, or two hide together as their least or greatest, the sum would give them away.

A month is decided by its own counts alone and published once, so neither the months beside it nor
an earlier copy of the page tells more.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

K = 11
HIDDEN = None
Cell = int | None
CONVERSATIONS, REFERRALS = "conversations", "referrals"


def hidden_cells(
    outcomes: Mapping[str, int], referrals: Collection[str], k: int = K
) -> frozenset[str]:
    """The names of outcomes that are hidden, and of the two sums, where these are too.

    `outcomes` are a month's counts by how its conversations ended, all of them, in the order in
    which more is hidden: a random order that nobody is told. Were it known, what is hidden beside a
    small cell would tell that what is shown could not have been hidden. `referrals` names those
    outcomes that are referrals.
    """
    small = {name for name, count in outcomes.items() if 0 < count < k}
    total = sum(outcomes.values())
    referred = sum(outcomes[name] for name in referrals)
    there = {name for name, count in outcomes.items() if count}
    sums = {CONVERSATIONS} | ({REFERRALS} if referred else set())
    if 0 < total < k:
        return frozenset(there | sums)
    parts = [set(referrals), set(outcomes) - set(referrals)]
    if not 0 < referred < k and not 0 < total - referred < k:
        apart = [_enough(outcomes, part, small, k) for part in parts]
        if None not in apart:
            return frozenset(name for part in apart if part for name in part)
    together = _enough(outcomes, set(outcomes), small, k)
    if together is None:
        return frozenset(there | sums)
    return frozenset(together | {REFERRALS})


def hidden_of_sum(counts: Mapping[str, int], k: int = K) -> frozenset[str]:
    """The names of cells that are hidden of counts that add up to the conversations; in the order
    in which more is hidden. The conversations are among them where that is not enough.

    Nobody publishes how these counts and the outcomes cross, so each is safe by itself.
    """
    small = {name for name, count in counts.items() if 0 < count < k}
    there = {name for name, count in counts.items() if count}
    if 0 < sum(counts.values()) < k:
        return frozenset(there | {CONVERSATIONS})
    enough = _enough(counts, set(counts), small, k)
    return frozenset(there | {CONVERSATIONS} if enough is None else enough)


def _enough(
    counts: Mapping[str, int], part: Collection[str], small: Collection[str], k: int
) -> set[str] | None:
    """What is hidden of a part whose sum is shown: its small cells and as many more as they need.

    None where all of it together is not enough.
    """
    hidden = {name for name in part if name in small}
    left = [name for name in counts if name in part and counts[name] and name not in hidden]
    while hidden and not _safe([counts[name] for name in hidden], k):
        if not left:
            return None
        hidden.add(left.pop(0))
    return hidden


def _safe(hidden: Sequence[int], k: int) -> bool:
    """Whether each of several cells with a known sum may still be anything from 1 to k-1."""
    return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= k - 1


def people_shown(people: int, conversations: int, k: int = K) -> bool:
    """Whether the number of people may stand beside that of conversations.

    Not where few people wrote, nor where the difference tells of few who came twice.
    """
    return (people == 0 or people >= k) and not 0 < conversations - people < k


def sum_shown(cells: Iterable[tuple[int, bool]], k: int = K) -> bool:
    """Whether the sum of a column over a year's months may be shown. `cells`: (count, is hidden).

    It may where no month is hidden, or where each hidden one may still be anything from 1 to k-1
    even for somebody who takes all hidden ones for small.
    """
    counts = list(cells)
    total = sum(count for count, _ in counts)
    hidden = [count for count, is_hidden in counts if is_hidden]
    if not hidden:
        return total == 0 or total >= k
    others = len(hidden) - 1
    known = sum(hidden)
    return total >= k and others > 0 and known - others >= k - 1 and known - others * (k - 1) <= 1
