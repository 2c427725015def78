"""How a telephone number is written so that a machine misses it.

Each trick turns the digits that a person would dial into what stands in the ad; a reader who knows
the language can always tell the number. `TRICKS` names them all.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from vigie.world.dice import Dice
from vigie.world.lexicon import Language

Trick = Callable[[str, Dice, Language], str]


@dataclass(frozen=True, slots=True)
class Disguised:
    """What stands in the body, what stands in the title (mostly nothing), and the trick's name."""

    body: str
    trick: str
    title: str = ""


def _groups(digits: str, dice: Dice) -> list[str]:
    """The digits in groups of two to four, never a single one at the end."""
    groups = []
    while len(digits) > 4:
        size = dice.between(2, 3)
        groups.append(digits[:size])
        digits = digits[size:]
    return [*groups, digits]


def _spaced(parts: list[str], dice: Dice) -> str:
    return dice.pick((" ", " ", "-", ". ", " - ")).join(parts)


def number_words(digits: str, dice: Dice, words: Language) -> str:
    """Every digit as a word: two one two five five five."""
    return dice.pick((" ", " ", "-", ", ")).join(words.numbers[int(digit)] for digit in digits)


def glued_words(digits: str, dice: Dice, words: Language) -> str:
    """Number words without a space: twoonetwo fivefivefive."""
    groups = _groups(digits, dice)
    return " ".join("".join(words.numbers[int(digit)] for digit in group) for group in groups)


def mixed_words(digits: str, dice: Dice, words: Language) -> str:
    """Some digits as words: 2one2 five55."""
    parts = [words.numbers[int(d)] if dice.chance(0.4) else d for d in digits]
    at = dice.below(len(digits))
    parts[at] = words.numbers[int(digits[at])]
    return dice.pick((" ", "-", "")).join(parts)


def compound_words(digits: str, dice: Dice, words: Language) -> str:
    """Digits in pairs, each as a number below a hundred: twenty one, quatre-vingt-dix."""
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    said = [
        words.numbers[int(pair)]
        if len(pair) == 1 or pair[0] != "0"
        else f"{words.numbers[0]} {words.numbers[int(pair[1])]}"
        for pair in pairs
    ]
    return dice.pick((", ", " - ", ". ")).join(said)


_LETTERS = {"0": "oO", "1": "lI", "5": "S", "8": "B", "2": "Z"}


def letters_for_digits(digits: str, dice: Dice, words: Language) -> str:  # noqa: ARG001 (a Trick's shape)
    """Letters that look like digits: 2l2 SSS Ol23."""
    shown = "".join(
        dice.pick(_LETTERS[d]) if d in _LETTERS and (d == "0" or dice.chance(0.6)) else d
        for d in digits
    )
    if shown == digits:
        shown = shown.replace("1", "l").replace("5", "S").replace("8", "B").replace("2", "Z")
    return _spaced(_groups(shown, dice), dice)


_HOMOPHONES = {
    "en": {"2": ("to", "too"), "4": ("for", "fore"), "8": ("ate",), "1": ("won",), "0": ("oh",)}
}


def homophones(digits: str, dice: Dice, words: Language) -> str:
    """Words that sound like digits: to one too, for, ate (English); elsewhere number words."""
    sounds = _HOMOPHONES.get(words.code, {})
    said = [
        dice.pick(sounds[d]) if d in sounds and dice.chance(0.7) else words.numbers[int(d)]
        for d in digits
    ]
    return " ".join(said)


def _digits_from(zero: int) -> dict[int, str]:
    return {ord("0") + digit: chr(zero + digit) for digit in range(10)}


_CIRCLED = {ord("0"): "⓪", **{ord("0") + digit: chr(0x2460 + digit - 1) for digit in range(1, 10)}}
_SUPERSCRIPT = {ord("0") + digit: mark for digit, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_KEYCAP = {ord("0") + digit: f"{digit}\ufe0f\u20e3" for digit in range(10)}
_SCRIPTS = {
    "fullwidth": _digits_from(0xFF10),
    "mathematical": _digits_from(0x1D7CE),
    "mathematical_mono": _digits_from(0x1D7F6),
    "circled": _CIRCLED,
    "keycap": _KEYCAP,
    "superscript": _SUPERSCRIPT,
    "arabic_indic": _digits_from(0x0660),
    "devanagari": _digits_from(0x0966),
}


def _script(table: dict[int, str]) -> Trick:
    def trick(digits: str, dice: Dice, words: Language) -> str:  # noqa: ARG001 (a Trick's shape)
        joint = dice.pick(("", " ", "-"))
        return joint.join(_groups(digits, dice)).translate(table)

    return trick


_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e")


def zero_width(digits: str, dice: Dice, words: Language) -> str:  # noqa: ARG001 (a Trick's shape)
    """Characters that are not seen between the digits."""
    mark = dice.pick(_INVISIBLE)
    return mark.join(digits)


_EMOJI = ("🌹", "💐", "✨", "⭐", "🌙", "🌸", "🍀", "🦋", "💎", "☀️", "🎵")
_MARKS = ("*", "~", "_", "|", ".", "/", "\\", "^", "=", "•", "°", ",", "--", "..", "+", "#")


def emoji_between(digits: str, dice: Dice, words: Language) -> str:  # noqa: ARG001 (a Trick's shape)
    """An emoji between the digits or their groups."""
    parts = list(digits) if dice.chance(0.4) else _groups(digits, dice)
    return dice.pick(_EMOJI).join(parts)


def punctuation_between(digits: str, dice: Dice, words: Language) -> str:  # noqa: ARG001 (a Trick's shape)
    """Unusual punctuation between the digits or their groups."""
    parts = list(digits) if dice.chance(0.6) else _groups(digits, dice)
    return dice.pick(_MARKS).join(parts)


def wide_spaces(digits: str, dice: Dice, words: Language) -> str:  # noqa: ARG001 (a Trick's shape)
    """Every digit apart from the next."""
    return dice.pick((" ", "  ", "\u2003", "\u00a0")).join(digits)


def filler_words(digits: str, dice: Dice, words: Language) -> str:
    """Small words between the groups: 212 then 555 and 0123."""
    groups = _groups(digits, dice)
    said = groups[0]
    for group in groups[1:]:
        said += f" {dice.pick(words.words['fillers'])} {group}"
    return said


_FENCES = (
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("<", ">"),
    ("«", "»"),
    ("*", "*"),
    ("**", "**"),
    ("~", "~"),
)


def fenced_groups(digits: str, dice: Dice, words: Language) -> str:  # noqa: ARG001 (a Trick's shape)
    """Each group in brackets or stars."""
    before, after = dice.pick(_FENCES)
    joint = dice.pick(("", " "))
    return joint.join(f"{before}{group}{after}" for group in _groups(digits, dice))


def words_and_letters(digits: str, dice: Dice, words: Language) -> str:
    """Two tricks at once: some digits as words, O for zero."""
    parts = [words.numbers[int(d)] if d != "0" and dice.chance(0.4) else d for d in digits]
    return dice.pick((" ", ".", "-")).join("O" if part == "0" else part for part in parts)


def marked_words(digits: str, dice: Dice, words: Language) -> str:
    """Two tricks at once: number words with marks between them, accents dropped."""
    mark = dice.pick((*_MARKS[:6], *_EMOJI[:4]))
    said = mark.join(words.numbers[int(d)] for d in digits)
    bare = unicodedata.normalize("NFKD", said)
    return "".join(char for char in bare if not unicodedata.combining(char) or char == "\ufe0f")


TRICKS: dict[str, Trick] = {
    "number_words": number_words,
    "glued_words": glued_words,
    "mixed_words": mixed_words,
    "compound_words": compound_words,
    "letters_for_digits": letters_for_digits,
    "homophones": homophones,
    "zero_width": zero_width,
    "emoji_between": emoji_between,
    "punctuation_between": punctuation_between,
    "wide_spaces": wide_spaces,
    "filler_words": filler_words,
    "fenced_groups": fenced_groups,
    "words_and_letters": words_and_letters,
    "marked_words": marked_words,
    **{name: _script(table) for name, table in _SCRIPTS.items()},
}
NAMES = (*TRICKS, "title_body")


def disguise(digits: str, name: str, dice: Dice, words: Language) -> Disguised:
    """The digits (as dialled at home) hidden by the trick of that name."""
    if name == "title_body":
        cut = dice.pick((3, 3, 4, 5, 6))
        body = dice.pick((" ", "-", "")).join(_groups(digits[cut:], dice))
        return Disguised(body, name, title=digits[:cut])
    return Disguised(TRICKS[name](digits, dice, words), name)


_AT = (" at ", "(at)", " [at] ", " AT ", " arroba ", " @ ")
_DOT = (" dot ", "(dot)", "[.]", " . ", " punto ", " point ")


def disguise_address(address: str, dice: Dice) -> tuple[str, str]:
    """A mail address with its signs in words, or with spaces: what is shown, and the trick."""
    if dice.chance(0.3):
        return " @ ".join(address.split("@")), "spaced_email"
    at, dot = dice.pick(_AT[:5]), dice.pick(_DOT)
    name, domain = address.split("@")
    return f"{name}{at}{domain.replace('.', dot)}", "worded_email"
