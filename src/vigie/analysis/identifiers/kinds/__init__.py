"""The kinds of identifier, one file each; `MODULES` is their explicit list."""

from types import ModuleType
from typing import Final

from vigie.analysis.identifiers.kinds import (
    age,
    date,
    email,
    handle,
    language,
    measure,
    name,
    onion,
    other_numbers,
    pgp,
    phone,
    place,
    rate,
    url,
    wallet,
)

MODULES: Final[tuple[ModuleType, ...]] = (
    phone, email, handle, url, onion, wallet, pgp, age, rate, measure, place, date, name, language,
    other_numbers,
)  # fmt: skip
