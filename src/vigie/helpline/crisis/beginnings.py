"""How the texts that a pattern can match begin, so that most patterns need not be tried at all.

Patterns here begin at the beginning of a word. One whose possible beginnings are no word's of a
text is in it nowhere; that is told by looking a few letters up.
"""

from collections.abc import Iterable, Sequence
from re import _constants as kind  # type: ignore[attr-defined]  # no types: its own parser
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any

LONGEST = 4
_ANY = frozenset({""})
_MOST = 400


def beginnings(pattern: str) -> frozenset[str]:
    """Up to four letters with which whatever a pattern matches begins; {''} where it may be any."""
    found = _of(list(parser.parse(pattern)))
    return frozenset(one.rstrip("\0")[:LONGEST] for one in found)


def _of(parts: Sequence[Any]) -> frozenset[str]:
    """The beginnings of a sequence; those that end in NUL are cut short, nothing follows them."""
    so_far = frozenset({""})
    for name, given in parts:
        step = _step(name, given)
        so_far = frozenset(
            one if one.endswith("\0") or len(one) >= LONGEST else one + more
            for one in so_far
            for more in step
        )
        if len(so_far) > _MOST:
            return frozenset({"\0"})
        if all(one.endswith("\0") or len(one) >= LONGEST for one in so_far):
            break
    return so_far


def _step(name: Any, given: Any) -> Iterable[str]:
    """What one part adds to a beginning; NUL where that cannot be said."""
    if name is kind.LITERAL:
        return {chr(given)}
    if name in (kind.AT, kind.ASSERT, kind.ASSERT_NOT):
        return _ANY
    if name is kind.SUBPATTERN:
        return _of(list(given[3]))
    if name is kind.BRANCH:
        return frozenset().union(*(_of(list(one)) for one in given[1]))
    if name is kind.IN and all(part is kind.LITERAL for part, _ in given):
        return {chr(letter) for _, letter in given}
    if name in (kind.MAX_REPEAT, kind.MIN_REPEAT):
        least, most, inner = given
        once = _of(list(inner))
        more = frozenset(one if one.endswith("\0") else one + "\0" for one in once)
        if least == 0:
            return _ANY | (once if most == 1 else more)
        return once if least == most == 1 else more
    return {"\0"}
