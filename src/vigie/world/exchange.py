"""What passes between parties that have nothing to do with one another.

Wording that is copied, ready-made texts that a site offers, booking lines that unrelated people
share, stock pictures and pictures taken from somebody else.
"""

from typing import TypeVar

from vigie.world.cast import Line, Party
from vigie.world.dice import Dice
from vigie.world.habits import Habits
from vigie.world.lexicon import LANGUAGES
from vigie.world.numbering import Numbers
from vigie.world.scripts import (
    SECOND_LANGUAGE,
    draw_script,
    draw_titles,
    forms,
    moves_of,
    translated,
)

T = TypeVar("T")
_KEPT = 200
"""How many texts and pictures stay within reach of those who copy."""
STOCK_SCENES = 60
VIEWS = 8
"""A photograph's number is its scene's times this, and its view."""


class Exchange:
    """Remembers a little of what was posted, and hands it on."""

    def __init__(self, habits: Habits, seed: int, numbers: Numbers) -> None:
        self._habits, self._numbers = habits, numbers
        self._forms = {code: forms(code, seed) for code in LANGUAGES}
        self._texts: dict[str, list[tuple[str, list[Line]]]] = {code: [] for code in LANGUAGES}
        self._photos: list[int] = []
        self._lines: dict[str, tuple[str, int]] = {}
        self._scenes = STOCK_SCENES
        self.members: dict[str, list[str]] = {}

    def welcome(self, party: Party, minute: int, dice: Dice) -> None:
        """Give a new party its text, its pictures and, at times, its place on a booking line."""
        self._give_text(party, dice)
        party.titles = draw_titles(party, dice)
        for person in party.persons:
            person.photos = tuple(self._photos_for(party, dice))
        alone = party.kind.name in ("independent", "touring", "duo")
        if alone and party.has_phone and dice.chance(self._habits.hub_share):
            party.line = self._seat(party, minute, dice)

    def _give_text(self, party: Party, dice: Dice) -> None:
        code, habits = party.language.code, self._habits
        more = 3.0 if party.kind.name in ("spam", "controlled", "minor") else 1.0
        texts = self._texts[code]
        if texts and dice.chance(min(0.9, habits.copied_share * more)):
            party.copied_from, party.script = dice.pick(texts)
        elif party.kind.name != "spam" and dice.chance(habits.form_share):
            party.copied_from, party.script = "form", dice.pick(self._forms[code])
        else:
            moves = moves_of(party, dice)
            party.script = draw_script(moves, party.language, party.rare, dice)
            if dice.chance(SECOND_LANGUAGE):
                party.script += translated(party.language, dice)
            _remember(texts, (party.party_id, party.script), dice)

    def _photos_for(self, party: Party, dice: Dice) -> list[int]:
        """A person's pictures: her own scenes from one to three views, stock, somebody else's."""
        found: list[int] = []
        for _ in range(dice.between(1, 4)):
            if dice.chance(self._habits.stock_share * (4 if party.kind.name == "spam" else 1)):
                found.append(dice.below(STOCK_SCENES) * VIEWS)
            elif self._photos and dice.chance(self._stolen(party)):
                found.append(dice.pick(self._photos))
            else:
                found += self._new_scene(dice)
        return found

    def _stolen(self, party: Party) -> float:
        often = "copies_pictures" in party.traits
        return 0.6 if often else self._habits.stolen_picture_share

    def _new_scene(self, dice: Dice) -> list[int]:
        scene, self._scenes = self._scenes, self._scenes + 1
        views = [scene * VIEWS + view for view in range(dice.pick((1, 1, 2, 3)))]
        _remember(self._photos, views[0], dice)
        return views

    def _seat(self, party: Party, minute: int, dice: Dice) -> str:
        """A number that the party shares with people whom it does not know.

        A city's line takes so many and no more; a country's one line takes all who come, so that
        it grows with the world.
        """
        city, size = party.home, self._habits.hub_size
        national = dice.chance(self._habits.national_line_share)
        where = city.country if national else f"{city.country}/{city.name}"
        number, left = self._lines.get(where, ("", 0))
        if not left:
            number = self._numbers.take(city, minute)
            left = dice.between(size // 2, size) if not national else -1
        self._lines[where] = (number, left - 1 if number else 0)
        if number:
            self.members.setdefault(number, []).append(party.party_id)
        return number


def _remember(kept: list[T], thing: T, dice: Dice) -> None:
    """Keep a few of the things seen, the newer ones more surely."""
    if len(kept) < _KEPT:
        kept.append(thing)
    else:
        kept[dice.below(_KEPT)] = thing
