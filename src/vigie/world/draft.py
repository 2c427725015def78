"""An ad while it is being written: what it mentions is marked, so that offsets come out right."""

import re
from dataclasses import dataclass, field

FIRST_MARK = 0xE000
_MARK = re.compile("[\ue000-\ue7ff]")


@dataclass(slots=True)
class Meant:
    """An identifier that the writer truly means: its normal value and how it is hidden.

    `spans` are offsets in characters of title, line break and body; a number that is broken over
    title and body has two. `surface` is what stands between the first and the last offset of the
    longest span.
    """

    kind: str
    value: str
    surface: str
    trick: str
    detail: dict[str, str | int | float]
    spans: list[tuple[int, int]] = field(default_factory=list)


class Draft:
    """Title and body with private characters where identifiers will stand."""

    __slots__ = ("_surfaces", "body", "meant", "title")

    def __init__(self) -> None:
        self.title = self.body = ""
        self.meant: list[Meant] = []
        self._surfaces: list[tuple[Meant, str]] = []

    def mark(self, meant: Meant, part: str = "") -> str:
        """A character that stands for the identifier (or, given `part`, for a part of it)."""
        if not part:
            self.meant.append(meant)
        self._surfaces.append((meant, part or meant.surface))
        return chr(FIRST_MARK + len(self._surfaces) - 1)

    def finish(self) -> tuple[str, str]:
        """Title and body as posted; the spans of everything mentioned are filled in."""
        whole = f"{self.title}\n{self.body}" if self.title else self.body
        pieces: list[str] = []
        length = 0
        last = 0
        for found in _MARK.finditer(whole):
            at = found.start()
            meant, surface = self._surfaces[ord(whole[at]) - FIRST_MARK]
            length += at - last
            meant.spans.append((length, length + len(surface)))
            pieces += (whole[last:at], surface)
            length += len(surface)
            last = at + 1
        pieces.append(whole[last:])
        text = "".join(pieces)
        self.meant = [meant for meant in self.meant if meant.spans]
        if not self.title:
            return "", text
        title, _, body = text.partition("\n")
        return title, body
