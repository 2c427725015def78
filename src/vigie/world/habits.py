"""The generator's parameters: how the people of a world behave."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from vigie.records import WrongUse


@dataclass(frozen=True, slots=True)
class Habits:
    """How the parties of a world post, hide, move and copy; shares lie between 0 and 1.

    The `*_share` of parties are what remains beside independents, who fill up to 1. `hidden_share`
    is how often a number is written to be missed (operations do it `hidden_more` times as often,
    up to 0.9). `phone_days` is how long a number is kept, `recycled_share` how often a new one had
    another owner before, `hub_size` how many unrelated people a city's booking line serves, and
    `national_line_share` how many of those on a line are on their country's, which grows with the
    world. `moved_share` is how often mail address and handle change together with the number.
    `picture_edited` is how often a picture posted again is altered. `cue_noise` moves every cue of
    a controlled operation towards what others do: 0 as observed, 1 no cue tells anything.
    `portal_share` of websites are one page that many unrelated people name. `minor_share` is of
    controlled operations.
    """

    days: int = 180
    controlled_share: float = 0.04
    minor_share: float = 0.18
    agency_share: float = 0.05
    venue_share: float = 0.05
    duo_share: float = 0.04
    spam_share: float = 0.07
    touring_share: float = 0.14
    ads_scale: float = 1.0
    phone_share: float = 0.86
    phone_days: int = 75
    recycled_share: float = 0.06
    hub_share: float = 0.05
    national_line_share: float = 0.3
    hub_size: int = 40
    hidden_share: float = 0.12
    hidden_more: float = 2.6
    copied_share: float = 0.05
    form_share: float = 0.08
    rewrite_share: float = 0.12
    typo_share: float = 0.18
    stock_share: float = 0.10
    stolen_picture_share: float = 0.04
    picture_edited: float = 0.5
    cue_noise: float = 0.0
    moved_share: float = 0.3
    portal_share: float = 0.2
    fresh_phone_each_ad: bool = False
    shuffled_texts: bool = False

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name.endswith("_share") and not 0 <= value <= 1:
                raise WrongUse(f"{field.name} is {value}", remedy="a share lies between 0 and 1")
        if self.days < 1 or self.phone_days < 1 or self.hub_size < 2:
            raise WrongUse("days and phone_days are at least 1, hub_size at least 2")
        if self.controlled_share + self.agency_share + self.venue_share + self.duo_share > 0.9:
            raise WrongUse("the shares of parties leave too few independents", remedy="lower them")


HARSH = Habits(
    phone_share=0.5,
    fresh_phone_each_ad=True,
    shuffled_texts=True,
    hidden_share=0.35,
    rewrite_share=0.6,
    copied_share=0.12,
    form_share=0.15,
    stock_share=0.2,
    stolen_picture_share=0.1,
    picture_edited=0.9,
    moved_share=0.5,
    cue_noise=0.35,
)
"""Phones never repeated, texts shuffled and rewritten, half of the ads without a number."""


def read_habits(path: Path, base: Habits) -> Habits:
    """`base` with what the TOML file says; a WrongUse where it names or types something else."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongUse(f"habits cannot be read: {error}", where=str(path)) from error
    known = {field.name: type(getattr(base, field.name)) for field in fields(base)}
    for name, value in given.items():
        if name not in known:
            raise WrongUse(f"no habit is called {name}", where=str(path), remedy=", ".join(known))
        if type(value) is not known[name] and not (known[name] is float and type(value) is int):
            raise WrongUse(f"{name} must be {known[name].__name__}", where=str(path))
    return replace(base, **given)
