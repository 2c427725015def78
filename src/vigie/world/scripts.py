"""What a party writes again and again: its sentences, chosen once, with slots for what changes."""

import re

from vigie.world import values
from vigie.world.cast import Line, Party
from vigie.world.dice import Dice
from vigie.world.grammar import say
from vigie.world.kinds import CUES
from vigie.world.lexicon import Language, language

_SLOT = re.compile(r"\{(\w+)\}")
_LISTS = {
    "rare_way": "rare_ways",
    "calm": "calm",
    "offer": "offers",
    "place": "places_nearby",
    "rare_noun": "rare_nouns",
}


_NUMBERS = {"count": (1000, 999_999), "year": (1890, 2015), "small": (11, 98), "digit": (2, 9)}


def settle(move: str, words: Language, rare: tuple[str, ...], dice: Dice) -> str:
    """A phrase of the move with its words chosen; slots that identify somebody still stand."""

    def choose(found: re.Match[str]) -> str:
        slot = found[1]
        if slot == "rare_noun" and rare:
            return dice.pick(rare)
        if slot in _LISTS:
            return dice.pick(words.words[_LISTS[slot]])
        if slot in ("hour", "hour_late"):
            return values.hour(words, slot == "hour_late", dice)
        if slot == "duration":
            return values.duration(words, dice)
        if slot in _NUMBERS:
            return str(dice.between(*_NUMBERS[slot]))
        return found[0]

    text = _SLOT.sub(choose, say(dice.pick(words.phrases[move]), dice))
    return text[:1].upper() + text[1:]


def moves_of(party: Party, dice: Dice) -> list[str]:
    """The order of moves in which this party advertises."""
    if party.kind.name == "spam" and dice.chance(0.65):
        return ["spam", *(["spam_tail"] * dice.between(1, 3))]
    voice = party.perspective
    middle = ["offer"] * dice.between(1, 3)
    middle += [cue for cue in CUES if cue in party.cues]
    if len(party.route) > 1:
        middle += ["travel"] if dice.chance(0.85) else []
    middle += ["hours"] if "always" not in party.cues and dice.chance(0.45) else []
    middle += ["rates"] * dice.pick((0, 1, 1))
    middle += ["details"] * dice.pick((0, 0, 0, 1, 1, 2))
    middle += [dice.pick(CUES)] if dice.chance(0.10) else []
    about = [f"about_{voice}"] if dice.chance(0.85) else []
    closing = ["closing"] * dice.pick((0, 1, 1, 2))
    return [f"opening_{voice}", *about, *dice.some(middle, len(middle)), *closing]


_OTHERS = {"en": ("es", "fr"), "fr": ("en", "es"), "es": ("en", "en")}
SECOND_LANGUAGE = 0.07


def translated(words: Language, dice: Dice) -> list[Line]:
    """A line or two in a second language, as where visitors are courted."""
    other = language(dice.pick(_OTHERS[words.code]))
    moves = dice.pick((["opening_i"], ["offer"], ["opening_i", "offer"], ["offer", "closing"]))
    return [Line(move, settle(move, other, (), dice)) for move in moves]


def draw_script(moves: list[str], words: Language, rare: tuple[str, ...], dice: Dice) -> list[Line]:
    """The sentences for the moves."""
    return [Line(move, settle(move, words, rare, dice)) for move in moves]


FORMS = 6
"""How many ready-made texts the sites offer to everybody, in each language."""
_FORM_MOVES = ("opening_i", "about_i", "offer", "offer", "hours", "rates", "closing")


def forms(code: str, seed: int) -> list[list[Line]]:
    """The ready-made texts of a language, which people who never met have in common."""
    found = []
    for number in range(FORMS):
        dice = Dice(seed, "form", code, number)
        moves = [*_FORM_MOVES[:2], *dice.some(list(_FORM_MOVES[2:]), 5)]
        found.append(draw_script(moves, language(code), (), dice))
    return found


def draw_titles(party: Party, dice: Dice) -> list[str]:
    """One to three titles that the party takes turns with."""
    move = "titles_we" if party.perspective == "we" and dice.chance(0.7) else "titles"
    if party.kind.name == "spam" and party.script and party.script[0].move == "spam":
        move = "spam_titles"
    return [settle(move, party.language, party.rare, dice) for _ in range(dice.between(1, 3))]
