"""How much of one row is kept; what goes past a limit is cut and a Reject says so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one ad, in characters where nothing else is said.

    `text` holds for each of title, text and location, `name` for source, native id and address,
    `extra` for the JSON of all other fields together, `depth` for how deep they nest (levels),
    `pictures` for how many one ad may name.
    """

    text: int = 500_000
    name: int = 2_000
    extra: int = 1_000_000
    depth: int = 40
    pictures: int = 500


DEFAULT = Limits()
