"""How one party writes: its case, its punctuation, its emoji, its slips."""

from dataclasses import dataclass

from vigie.world.dice import Dice

EMOJI = (
    "🌹",
    "💐",
    "✨",
    "⭐",
    "🌙",
    "🌸",
    "🍀",
    "🦋",
    "💎",
    "☀️",
    "🎵",
    "☎️",
    "📞",
    "📍",
    "✔️",
    "➡️",
    "🌺",
    "🌿",
    "🕯️",
    "🎀",
    "💫",
    "🌊",
    "🍷",
    "☕",
    "🎭",
    "🗺️",
    "✈️",
    "🔹",
    "🔸",
    "💙",
)
_ENDS = (".", ".", ".", "!", "!!", "...", "", " ✨", " ~", ";")
_JOINTS = (" ", " ", "\n", "\n", " - ", " | ", " • ", "\n\n", " / ", " * ")
_SHORT = {
    "en": (
        ("you", "u"),
        ("are", "r"),
        ("please", "pls"),
        ("and", "&"),
        ("your", "ur"),
        ("with", "w/"),
    ),
    "fr": (("vous", "vs"), ("pour", "pr"), ("avec", "avc"), ("et", "&"), ("rendez-vous", "rdv")),
    "es": (("que", "q"), ("por", "x"), ("para", "pa"), ("y", "&"), ("también", "tb")),
}


_BARE = str.maketrans(
    "áàâäéèêëíîïóôöúùûüçÁÀÂÄÉÈÊËÍÎÏÓÔÖÚÙÛÜÇ", "aaaaeeeeiiiooouuuucAAAAEEEEIIIOOOUUUUC"
)
"""Accents dropped; ñ stays, for without its tilde it makes other words."""


@dataclass(frozen=True, slots=True)
class Manner:
    """One party's habits of writing.

    `case` is lower, upper, title or as_is; `slips` the probability of a typing error in a word;
    `shortened` are (word, how this party writes it); `bare` says that accents are left out.
    """

    case: str
    end: str
    joint: str
    emoji: tuple[str, ...]
    emoji_rate: float
    slips: float
    shortened: tuple[tuple[str, str], ...]
    bare: bool

    def cased(self, text: str) -> str:
        """The text in the party's case, without accents where it writes none."""
        if self.bare:
            text = text.translate(_BARE)
        if self.case == "as_is":
            return text
        return text.lower() if self.case == "lower" else text.upper()


def draw_manner(dice: Dice, language: str, typo_share: float) -> Manner:
    """The habits of one party."""
    careless = dice.chance(typo_share)
    loud = dice.chance(0.45)
    return Manner(
        case=dice.pick(("as_is",) * 7 + ("lower", "lower", "upper")),
        end=dice.pick(_ENDS),
        joint=dice.pick(_JOINTS),
        emoji=tuple(dice.some(EMOJI, dice.between(1, 4))) if loud else (),
        emoji_rate=0.15 + 0.5 * dice.unit() if loud else 0.0,
        slips=0.02 + 0.05 * dice.unit() if careless else 0.0,
        shortened=tuple(dice.some(_SHORT[language], dice.between(1, 3)))
        if dice.chance(0.18)
        else (),
        bare=language != "en" and dice.chance(0.3),
    )


def _slip(word: str, dice: Dice) -> str:
    """A word with one typing error; only long words lose a letter, for short ones become others."""
    at = dice.below(len(word) - 1)
    form = dice.below(3 if len(word) > 6 else 2)
    if form == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if form == 1:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1 :]


def _slipped(sentence: str, rate: float, dice: Dice) -> str:
    """The sentence with errors in its longer words; marked identifiers are left alone."""
    words = sentence.split(" ")
    for at, word in enumerate(words):
        if len(word) > 3 and dice.chance(rate) and word.isalpha():
            words[at] = _slip(word, dice)
    return " ".join(words)


def written(sentence: str, manner: Manner, dice: Dice) -> str:
    """The sentence as this party writes it."""
    text = manner.cased(sentence)
    for long, short in manner.shortened:
        text = text.replace(f" {long} ", f" {short} ")
    if manner.slips:
        text = _slipped(text, manner.slips, dice)
    if manner.end != "." and text[-1:] == ".":
        text = text[:-1] + manner.end
    if manner.emoji_rate and dice.chance(manner.emoji_rate):
        mark = dice.pick(manner.emoji)
        text = f"{text} {mark}" if dice.chance(0.7) else f"{mark} {text}"
    return text
