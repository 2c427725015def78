"""The city of an ad, however its site writes it: “Leeds, GB”, “England > Leeds”, “leeds gb”."""

from collections.abc import Iterable, Sequence

from vigie.analysis.triage.folding import GAP, LETTERS, fold

_PLAIN = {number: char for char, number in LETTERS.items()} | {GAP: " "}


def city_names(locations: Sequence[str], stated: Iterable[str]) -> list[str]:
    """The city of each location in one form (folded, small letters); empty where there is none.

    `stated` are names of cities that ads mention. Where a location says more than a city, the
    longest known city that its words begin with is it; known are those stated and those that stand
    before a comma or after a “>”.
    """
    parts = [_part(location) for location in locations]
    known = {plain(name) for name in stated} | {
        part for part, location in zip(parts, locations, strict=True) if set(",>") & set(location)
    }
    return [_known(part, known) for part in parts]


def plain(text: str) -> str:
    """The letters and digits of a text, folded, with one space between words."""
    return "".join(_PLAIN.get(symbol, "?") for symbol in fold(text)).strip()


def _part(location: str) -> str:
    return plain(location.rsplit(">", 1)[-1].split(",", 1)[0])


def _known(part: str, known: set[str]) -> str:
    words = part.split()
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        if name in known:
            return name
    return part
