"""Something in a text that identifies: a number, an address, a name, a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = (
    "phone",
    "email",
    "handle",
    "url",
    "onion",
    "wallet",
    "pgp",
    "age",
    "rate",
    "height",
    "weight",
    "place",
    "date",
    "name",
    "language",
)

Detail = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Mention:
    """One identifier found in a text, in its normal form, with the place it stands.

    `start` and `end` are offsets in characters of the text as posted, so that
    `text[start:end] == surface`. `confidence` is the probability, 0 to 1, that the surface means
    the value. `trick` names how it was hidden, or is empty where it was written plainly. `detail`
    holds what the kind adds: `platform` for handles, `coin` for wallets, `amount`, `currency` and
    `minutes` for rates, `city`, `region` and `country` for places.
    """

    kind: str
    value: str
    surface: str
    start: int
    end: int
    confidence: float = 1.0
    trick: str = ""
    detail: Detail = field(default_factory=dict)
