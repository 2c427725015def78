"""How many of the identifiers that an ad truly mentions were found, and nothing else."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigie.world.lexicon import other_names

Meant = Mapping[str, object]
KINDS = (
    "phone", "email", "handle", "url", "onion", "wallet", "age", "rate", "height", "weight",
    "place", "date", "name",
)  # fmt: skip
"""The kinds of which a world knows every mention; others that were found are not counted."""


@dataclass(slots=True)
class Counts:
    """Found and meant, found yet not meant, meant yet not found."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that was meant; 1 where nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what was meant that was found; 1 where nothing was meant."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


def _bare(text: str) -> str:
    """The text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)).strip()


def normal(kind: str, value: str, detail: Mapping[str, object]) -> str:
    """A value in the form in which two mentions are compared.

    A place is its city and country; a date its month and day, for an ad seldom states the year; an
    address on the web stands without scheme, `www.` and the last slash.
    """
    if kind == "place":
        city = str(detail.get("city") or value)
        return f"{_bare(other_names().get(city, city))}|{detail.get('country') or ''}"
    if kind == "date":
        return value[-5:]
    if kind == "url":
        return value.casefold().split("://")[-1].removeprefix("www.").rstrip("/")
    if kind == "phone":
        return value
    return _bare(value)


def score_mentions(
    pairs: Iterable[tuple[Iterable[Meant], Iterable[Meant]]], *, hidden: bool | None = None
) -> dict[str, Counts]:
    """Counts by kind over ads, each given as (what was found, what was meant).

    A value counts once an ad. `hidden` True keeps only what was meant under a trick (what was found
    beside it and is meant plainly does not count as extra), False only what stands plainly.
    """
    counts: dict[str, Counts] = defaultdict(Counts)
    for found, meant in pairs:
        _add(counts, _keys(found), list(meant), hidden)
    return dict(counts)


def _keys(mentions: Iterable[Meant]) -> set[tuple[str, str]]:
    keys = set()
    for mention in mentions:
        detail = mention["detail"]
        kind, value = str(mention["kind"]), str(mention["value"])
        if kind not in KINDS:
            continue
        keys.add((kind, normal(kind, value, detail if isinstance(detail, Mapping) else {})))
    return keys


def _add(
    counts: dict[str, Counts], found: set[tuple[str, str]], meant: list[Meant], hidden: bool | None
) -> None:
    kept = [mention for mention in meant if hidden is None or bool(mention["trick"]) is hidden]
    wanted, known = _keys(kept), _keys(meant)
    for kind, _ in found & wanted:
        counts[kind].right += 1
    for kind, _ in found - known:
        counts[kind].extra += 1
    for kind, _ in wanted - found:
        counts[kind].missed += 1
