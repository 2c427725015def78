"""The kinds of keys that two ads can share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of key.

    `blocks`: sharing a rare or middling one is reason enough to compare two accounts.
    `strong`: sharing one and the text makes two ads one account.
    `innocent`: why unrelated people may share one that many carry, where that has a name.
    """

    name: str
    blocks: bool = True
    strong: bool = False
    innocent: str = "agency_number"


KINDS = (
    Kind("phone", strong=True),
    Kind("handle", strong=True),
    Kind("email", strong=True),
    Kind("wallet", strong=True),
    Kind("pgp", strong=True),
    Kind("onion", strong=True),
    Kind("url", strong=True),
    Kind("picture", strong=True, innocent="stock_picture"),
    Kind("altered", innocent="stock_picture"),
    Kind("scene", innocent="stock_picture"),
    Kind("template", innocent="copied_text"),
    Kind("word", innocent="copied_text"),
    Kind("name", blocks=False, innocent=""),
    Kind("habit", blocks=False, innocent="copied_text"),
)
CODES = {kind.name: code for code, kind in enumerate(KINDS)}
FROM_MENTIONS = ("phone", "handle", "email", "wallet", "pgp", "onion", "url", "name")
