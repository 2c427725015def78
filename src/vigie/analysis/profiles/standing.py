"""What people have said and still stand by."""

from collections.abc import Iterable
from dataclasses import dataclass

from vigie.records import Judgement

Pair = tuple[str, str]
CAUTION = ("unsure", "same", "different")
"""Of two words said at one moment, the more cautious counts as the later."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The judgements that count, by pair of ads, oldest first.

    `same` must be put together; `different` must never be, whatever the chain between them;
    `disputed` are pairs on which people disagree: the machine does not put them together.
    """

    same: tuple[Pair, ...]
    different: tuple[Pair, ...]
    disputed: tuple[Pair, ...]


def standing(judgements: Iterable[Judgement]) -> Standing:
    """The newest word of each person on each pair; `unsure` takes an earlier word back."""
    newest: dict[tuple[Pair, str], Judgement] = {}
    for one in sorted(judgements, key=_age):
        newest[(one.left, one.right), one.by] = one
    said: dict[Pair, set[str]] = {}
    for one in sorted(newest.values(), key=_age):
        if one.verdict != "unsure":
            said.setdefault((one.left, one.right), set()).add(one.verdict)
    return Standing(
        tuple(pair for pair, words in said.items() if words == {"same"}),
        tuple(pair for pair, words in said.items() if words == {"different"}),
        tuple(pair for pair, words in said.items() if len(words) > 1),
    )


def _age(one: Judgement) -> tuple[object, ...]:
    return one.at, one.left, one.right, one.by, CAUTION.index(one.verdict), one.because
