"""A text as cues and classifier read it: texting spelling undone, accents and signs gone."""

import re
import tomllib
import unicodedata
from importlib.resources import files

LONGEST = 1_600
_EMOJI = {
    "🔪": "knife",
    "🗡": "knife",
    "🔫": "gun",
    "🆘": "sos",
    "🚨": "sos",
    "🩸": "blood",
    "💊": "pills",
    "🔒": "locked",
    "⛓": "locked",
    "😱": "scaredface",
    "😰": "scaredface",
    "😨": "scaredface",
    "😂": "lol",
    "🤣": "lol",
    "😆": "lol",
    "😅": "lol",
    "🏃": "run",
}
_SPELLINGS: dict[str, dict[str, str]] = tomllib.loads(
    files("vigie.helpline.crisis").joinpath("spelling.toml").read_text("utf-8")
)


def plain(text: str, language: str) -> str:
    """The text in words of a-z and digits, one space apart; at most its first 1,600 characters.

    `language` (`en`, `fr`, `es`, or '' where unknown) says whose texting spelling is undone.
    """
    text = text[:LONGEST].casefold()
    for sign, word in _EMOJI.items():
        text = text.replace(sign, f" {word} ")
    parts = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    letters = re.sub(r"(\w)\1{2,}", r"\1", letters.replace("œ", "oe"))
    letters = re.sub(r"\b(?:ja){2,}j?\b", "jaja", re.sub(r"\b(?:ha){2,}h?\b", "haha", letters))
    known = _SPELLINGS.get(language, {})
    words = re.sub(r"[^a-z0-9]+", " ", letters).split()
    return " ".join(known.get(word, word) for word in words).strip()
