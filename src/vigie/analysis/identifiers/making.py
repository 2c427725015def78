"""How a kind makes a Mention: the surface as posted, and every trick that its characters show."""

from collections.abc import Iterable
from typing import Final

from vigie.analysis.identifiers.sheet import Sheet
from vigie.analysis.identifiers.tricks import ORDER
from vigie.analysis.identifiers.tricks.characters import tricks_of
from vigie.records import Mention
from vigie.records.mention import Detail

KNOWN: Final = {name: rank for rank, name in enumerate(ORDER)}


def make(
    sheet: Sheet,
    kind: str,
    value: str,
    span: tuple[int, int],
    found: "Found",
) -> Mention:
    """The Mention at a span of `folded`; the main trick is the one that stands first in `ORDER`."""
    start, end = sheet.view.place(*span)
    surface = sheet.text[start:end]
    hidden = set(found.tricks)
    if not surface.isascii():
        hidden |= tricks_of(surface)
    named = sorted(hidden - {""}, key=KNOWN.__getitem__)
    detail = dict(found.detail)
    if named:
        detail["tricks"] = " ".join(named)
    trick = named[0] if named else ""
    confidence = round(found.confidence, 3)
    return Mention(kind, value, surface, start, end, confidence, trick, detail)


class Found:
    """What a kind knows of a mention beside its place: confidence, tricks, detail."""

    __slots__ = ("confidence", "detail", "tricks")

    def __init__(
        self, confidence: float, tricks: Iterable[str] = (), detail: Detail | None = None
    ) -> None:
        self.confidence, self.tricks, self.detail = confidence, tricks, detail or {}


def make_plain(sheet: Sheet, kind: str, value: str, span: tuple[int, int], found: Found) -> Mention:
    """The Mention at a span of `plain`; number words and leet digits in it are tricks."""
    start, end = sheet.folded_place(*span)
    hidden = set(found.tricks)
    if sheet.folded[start:end] != sheet.plain[span[0] : span[1]]:
        hidden |= {
            number.trick
            for number in sheet.numbers_between(start, end)
            if number.trick and not number.weak
        }
    sheet.claim(start, end)
    return make(sheet, kind, value, (start, end), Found(found.confidence, hidden, found.detail))
