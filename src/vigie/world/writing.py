"""Writing one ad: script, slots, manner, contact, title."""

from dataclasses import dataclass

from vigie.world.cast import Line, Party
from vigie.world.dice import Dice
from vigie.world.draft import Draft
from vigie.world.habits import Habits
from vigie.world.manner import written
from vigie.world.scripts import settle
from vigie.world.slots import Occasion, Slots


def _contact_moves(party: Party, phone: str, dice: Dice) -> list[str]:
    """How to get in touch in this ad."""
    moves = ["phone"] if phone else []
    moves += ["email"] if party.email and (not phone or dice.chance(0.5)) else []
    moves += ["handle"] if party.handle[1] and (not phone or dice.chance(0.6)) else []
    moves += ["url"] if party.website and "own_site" not in party.cues and dice.chance(0.5) else []
    moves += ["wallet"] if party.wallet[1] and dice.chance(0.6) else []
    return dice.some(moves, len(moves))


def _usable(line: Line, party: Party, phone: str) -> bool:
    """Whether the party has what the sentence needs."""
    text = line.text
    return not (
        ("{url}" in text and not party.website)
        or ("{phone}" in text and not phone)
        or ("{email}" in text and not party.email)
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the ads of a world with its habits."""

    habits: Habits

    def lines(self, party: Party, phone: str, dice: Dice) -> list[Line]:
        """The sentences of this ad, some of them said anew, with contact in its place."""
        rewrite, words = self.habits.rewrite_share, party.language
        body = [
            Line(line.move, settle(line.move, words, party.rare, dice))
            if dice.chance(rewrite)
            else line
            for line in party.script
            if _usable(line, party, phone)
        ]
        body = [line for line in body if _usable(line, party, phone)]
        if self.habits.shuffled_texts:
            body = dice.some(body, len(body))
        contact = [
            Line(move, settle(move, words, party.rare, dice))
            for move in _contact_moves(party, phone, dice)
        ]
        if any("{phone}" in line.text for line in body):
            contact = [line for line in contact if line.move != "phone"]
        return [*contact, *body] if dice.chance(0.12) else [*body, *contact]

    def write(self, occasion: Occasion, dice: Dice) -> Draft:
        """The ad, with everything that it mentions."""
        party, draft = occasion.party, Draft()
        slots = Slots(occasion, draft, dice)
        lines = self.lines(party, occasion.phone, dice)
        said = [written(slots.fill(line.text), party.manner, dice) for line in lines]
        draft.body = party.manner.joint.join(said)
        title = written(slots.fill(dice.pick(party.titles)), party.manner, dice)
        if slots.for_title:
            title = f"{title} {slots.for_title}"
        elif occasion.phone and dice.chance(0.1):
            title = f"{title} {slots.phone_plainly()}"
        draft.title = title if dice.chance(0.97) or slots.for_title else ""
        return draft
