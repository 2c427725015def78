"""Phrases with choices: `[a|b]` is one of its parts, `{slot}` is filled later."""

from dataclasses import dataclass

from vigie.world.dice import Dice

Phrase = tuple["str | Choice", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Parts of which one is taken."""

    parts: tuple[Phrase, ...]


def parse(text: str) -> Phrase:
    """The phrase that a text describes; choices may stand inside choices."""
    phrase, rest = _sequence(text)
    if rest:
        raise ValueError(f"a bracket too many in: {text}")
    return phrase


def _sequence(text: str) -> tuple[Phrase, str]:
    """What stands before the next `|` or `]` of this level, and the rest."""
    parts: list[str | Choice] = []
    while text and text[0] not in "|]":
        if text[0] == "[":
            choice, text = _choice(text[1:])
            parts.append(choice)
        else:
            end = min((at for at in map(text.find, "[|]") if at >= 0), default=len(text))
            parts.append(text[:end])
            text = text[end:]
    return tuple(parts), text


def _choice(text: str) -> tuple[Choice, str]:
    parts: list[Phrase] = []
    while True:
        part, text = _sequence(text)
        parts.append(part)
        if not text:
            raise ValueError("a choice is not closed")
        closed, text = text[0] == "]", text[1:]
        if closed:
            return Choice(tuple(parts)), text


def say(phrase: Phrase, dice: Dice) -> str:
    """The phrase with every choice made; its slots still stand."""
    return "".join(
        [part if isinstance(part, str) else say(dice.pick(part.parts), dice) for part in phrase]
    )
