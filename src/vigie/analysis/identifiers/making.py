"""How a kind makes a Mention: the surface as posted, and every trick that its characters show."""

from collections.abc import Collection
from dataclasses import fields
from typing import Final

from vigie.analysis.identifiers.sheet import Sheet
from vigie.analysis.identifiers.tricks import ORDER
from vigie.analysis.identifiers.tricks.characters import tricks_of
from vigie.records import Mention
from vigie.records.mention import Detail

KNOWN: Final = {name: rank for rank, name in enumerate(ORDER)}


class Found:
    """What a kind knows of a mention beside its place: confidence, tricks, detail."""

    __slots__ = ("confidence", "detail", "tricks")

    def __init__(
        self, confidence: float, tricks: Collection[str] = (), detail: Detail | None = None
    ) -> None:
        self.confidence, self.tricks, self.detail = confidence, tricks, detail or {}


def make(sheet: Sheet, kind: str, value: str, span: tuple[int, int], found: Found) -> Mention:
    """The Mention at a span of `folded`; the main trick is the one that stands first in `ORDER`."""
    start, end = span if not sheet.view.bounds else sheet.view.place(*span)
    surface = sheet.text[start:end]
    named: list[str] = []
    if found.tricks or not surface.isascii():
        hidden = set(found.tricks) if surface.isascii() else {*found.tricks, *tricks_of(surface)}
        named = sorted(hidden - {""}, key=KNOWN.__getitem__)
    mention = new(Mention)
    set_kind(mention, kind)
    set_value(mention, value)
    set_surface(mention, surface)
    set_start(mention, start)
    set_end(mention, end)
    set_confidence(mention, round(found.confidence, 3))
    set_trick(mention, named[0] if named else "")
    set_detail(mention, found.detail if not named else {**found.detail, "tricks": " ".join(named)})
    return mention


# A frozen dataclass sets its fields one by one through `object.__setattr__`; through its slots it
# is made in half the time, and making mentions is a tenth of all.
new: Final = object.__new__
set_kind, set_value, set_surface, set_start, set_end, set_confidence, set_trick, set_detail = (
    getattr(Mention, field.name).__set__ for field in fields(Mention)
)


def make_plain(sheet: Sheet, kind: str, value: str, span: tuple[int, int], found: Found) -> Mention:
    """The Mention at a span of `plain`; number words and leet digits in it are tricks."""
    start, end = span
    if sheet.moved:
        start, end = sheet.folded_place(start, end)
        if sheet.folded[start:end] != sheet.plain[span[0] : span[1]]:
            said = sheet.numbers_between(start, end)
            found.tricks = {*found.tricks, *(n.trick for n in said if n.trick and not n.weak)}
    sheet.claim(start, end)
    return make(sheet, kind, value, (start, end), found)
