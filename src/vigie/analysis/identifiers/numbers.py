"""Number words put together: `twenty one` is 21, `quatre-vingt-dix` is 90, `dos mil` is 2000."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from vigie.analysis.identifiers.numerals import Numeral

HUNDREDS: Final = ("hundred", "thousand", "hundreds")
JOINERS: Final = {"and", "et", "y", "&"}
NEAR: Final = (1, 3)  # tokens between two numerals that may be one number
NEXT: Final = 2  # one space between
HYPHEN: Final = re.compile(r"[\s]{0,2}-?[\s]{0,2}\Z")


class Number(NamedTuple):
    """Tokens `first` up to `last` (not included) read as digits; `weak` where only maybe."""

    first: int
    last: int
    digits: str
    trick: str = ""
    weak: bool = False


def compose(numbers: Sequence[tuple[int, Numeral]], tokens: Sequence[str]) -> list[Number]:
    """The numbers that the numerals at these tokens say, in order.

    A numeral joins the number before it where nothing but a space, a hyphen or an "and" stands
    between them and the two together are one number in some language.
    """
    said: list[Number] = []
    last: Numeral | None = None
    for i, (at, numeral) in enumerate(numbers):
        joined = None
        may_join = numeral.role != "digits" or (last is not None and last.role == "repeat")
        if last is not None and may_join and at - said[-1].last in NEAR:
            alone = last.role == "hundred" and numeral.role == "unit" and _goes_on(numbers, i)
            joined = None if alone else _join(said[-1], last, (at, numeral), tokens)
        if joined is not None:
            said[-1] = joined
            last = _after(last, numeral, joined)
            continue
        said.append(Number(at, at + 1, numeral.digits, numeral.trick, numeral.role == "weak"))
        last = numeral
    return said


def _goes_on(numbers: Sequence[tuple[int, Numeral]], i: int) -> bool:
    """Whether a unit is followed by more digits (`nine hundred one two three` is 900 1 2 3)."""
    if i + 1 >= len(numbers) or numbers[i + 1][0] - numbers[i][0] != NEXT:
        return False
    return numbers[i + 1][1].role in ("unit", "hundred", "digits")


def _after(before: Numeral | None, numeral: Numeral, joined: Number) -> Numeral:
    """What may follow a joined number: after 60 and 80 another ten, after hundreds a ten."""
    if numeral.role in HUNDREDS:
        return Numeral(joined.digits, numeral.role, joined.trick)
    if joined.digits == "80" and numeral.role == "ten":
        return Numeral("80", "ten", joined.trick)
    if joined.digits in ("70", "90") and numeral.digits == "10":
        return Numeral(joined.digits, "ten", joined.trick)
    if before is not None and before.role in HUNDREDS and numeral.role == "ten":
        return Numeral(joined.digits, "ten", joined.trick)
    return Numeral(joined.digits, "digits", joined.trick)


def _join(
    said: Number, last: Numeral, following: tuple[int, Numeral], tokens: Sequence[str]
) -> Number | None:
    at, numeral = following
    joiner = _between(tokens[said.last : at])
    if joiner is None or (said.weak and last.digits != "1"):
        return None
    digits = _sum(last, numeral, joined_by_word=joiner)
    if digits is None:
        return None
    return Number(said.first, at + 1, digits, "number_words")


def _between(gap: Sequence[str]) -> bool | None:
    """None where the gap keeps two numerals apart; else whether a word joins them."""
    if len(gap) == 1 and HYPHEN.match(gap[0]):
        return False
    if len(gap) == 3 and gap[1] in JOINERS and HYPHEN.match(gap[0]) and HYPHEN.match(gap[2]):
        return True
    return None


def _sum(last: Numeral, numeral: Numeral, *, joined_by_word: bool) -> str | None:
    left, right, role = last.digits, numeral.digits, numeral.role
    if last.role == "repeat":
        single = role in ("unit", "digits") or (role == "weak" and right == "0")
        return right * int(left) if single and len(right) == 1 else None
    if role in ("hundred", "thousand"):
        return _times(last, numeral, joined_by_word=joined_by_word)
    if last.role in HUNDREDS:
        fits = (
            role in ("unit", "teen", "ten", "hundreds")
            and int(right) < int(last.digits)
            and right != "0"
        )
        return str(int(left) + int(right)) if fits and len(right) <= 3 else None
    return _tens(last, numeral, joined_by_word=joined_by_word)


def _times(last: Numeral, numeral: Numeral, *, joined_by_word: bool) -> str | None:
    if (
        joined_by_word
        or last.role not in ("unit", "teen", "digits", "hundred")
        or len(last.digits) > 3
    ):
        return None
    if last.digits in ("0", "00") or last.digits.startswith("0"):
        return None
    return str(int(last.digits) * int(numeral.digits))


def _tens(last: Numeral, numeral: Numeral, *, joined_by_word: bool) -> str | None:
    left, right, role = last.digits, numeral.digits, numeral.role
    if left == "4" and right == "20" and role == "ten" and not joined_by_word:
        return "80"
    if last.role == "ten" and role in ("unit", "weak") and right != "0" and len(right) == 1:
        ones = role == "unit" or (right == "1" and numeral.trick == "homophone")
        return str(int(left) + int(right)) if ones else None
    if last.role == "ten" and left in ("60", "80") and role == "teen" and int(right) < 20:
        return str(int(left) + int(right))
    if left == "10" and last.role == "teen" and right in ("7", "8", "9") and role == "unit":
        return str(10 + int(right))
    return None
