"""Numbers written as words, in English, French and Spanish, and as disguised words.

`WORDS` says what a word is worth; `spell` reads a glued, mixed or leet chunk (`fiveone`,
`5five5`, `s3ven`); `Numeral` is one of them as read.
"""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Role = Literal["digits", "unit", "teen", "ten", "hundred", "hundreds", "thousand", "repeat", "weak"]


class Numeral(NamedTuple):
    """A token read as a number: its digits, its part in a compound, the trick that hid it."""

    digits: str
    role: Role
    trick: str = ""


UNITS: Final = {
    "zero": "0", "cero": "0", "nought": "0", "naught": "0", "nil": "0",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
    "une": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "sept": "7", "huit": "8",
    "neuf": "9",
    "uno": "1", "una": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6",
    "siete": "7", "ocho": "8", "nueve": "9",
}  # fmt: skip
TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "dix": "10", "onze": "11", "douze": "12", "treize": "13", "quatorze": "14", "quinze": "15",
    "seize": "16",
    "diez": "10", "once": "11", "doce": "12", "trece": "13", "catorce": "14", "quince": "15",
    "dieciseis": "16", "diecisiete": "17", "dieciocho": "18", "diecinueve": "19",
    "veintiuno": "21", "veintiuna": "21", "veintidos": "22", "veintitres": "23",
    "veinticuatro": "24", "veinticinco": "25", "veintiseis": "26", "veintisiete": "27",
    "veintiocho": "28", "veintinueve": "29",
}  # fmt: skip
TENS: Final = {
    "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50", "sixty": "60",
    "seventy": "70", "eighty": "80", "ninety": "90",
    "vingt": "20", "vingts": "20", "trente": "30", "quarante": "40", "cinquante": "50",
    "soixante": "60", "septante": "70", "huitante": "80", "octante": "80", "nonante": "90",
    "veinte": "20", "treinta": "30", "cuarenta": "40", "cincuenta": "50", "sesenta": "60",
    "setenta": "70", "ochenta": "80", "noventa": "90",
}  # fmt: skip
HUNDREDS: Final = {"hundred": "100", "cent": "100", "cents": "100", "cien": "100", "ciento": "100"}
SPANISH_HUNDREDS: Final = {
    "doscientos": "200", "trescientos": "300", "cuatrocientos": "400", "quinientos": "500",
    "doscientas": "200", "trescientas": "300", "cuatrocientas": "400", "quinientas": "500",
    "seiscientos": "600", "setecientos": "700", "ochocientos": "800", "novecientos": "900",
}  # fmt: skip
THOUSANDS: Final = {"thousand": "1000", "mille": "1000", "mil": "1000"}
REPEATS: Final = {"double": "2", "triple": "3", "treble": "3", "doble": "2"}
# Words that sound like a digit; each is also an ordinary word.
HOMOPHONES: Final = {
    "oh": "0", "owe": "0", "o": "0", "won": "1", "to": "2", "too": "2", "tu": "2", "tree": "3",
    "free": "3", "for": "4", "fore": "4", "fo": "4", "ate": "8", "un": "1",
}  # fmt: skip
# Misspellings that are nothing but a digit.
MISSPELLED: Final = {
    "wun": "1", "fife": "5", "fiv": "5", "sics": "6", "sicks": "6", "siks": "6", "sevin": "7",
    "fower": "4", "fowr": "4", "fohr": "4", "phour": "4", "faiv": "5", "fayv": "5", "fyve": "5",
    "phive": "5", "sevn": "7", "seben": "7", "ayt": "8", "eyt": "8", "nyne": "9", "zeero": "0",
    "twoo": "2", "thre": "3", "fiver": "5",
    "ait": "8", "eit": "8", "nein": "9", "niner": "9", "nien": "9",
}  # fmt: skip
# Letters that look like a digit.
LETTERS: Final = {"o": "0", "q": "0", "l": "1", "i": "1", "z": "2", "s": "5", "b": "8", "g": "9"}
LEET: Final = str.maketrans("013457", "oieast")
LEET_L: Final = str.maketrans("013457", "oleast")

WORDS: Final[dict[str, Numeral]] = {
    **{word: Numeral(digits, "weak", "homophone") for word, digits in HOMOPHONES.items()},
    **{word: Numeral(digits, "unit", "homophone") for word, digits in MISSPELLED.items()},
    **{word: Numeral(digits, "unit", "number_words") for word, digits in UNITS.items()},
    **{word: Numeral(digits, "teen", "number_words") for word, digits in TEENS.items()},
    **{word: Numeral(digits, "ten", "number_words") for word, digits in TENS.items()},
    **{word: Numeral(digits, "hundred", "number_words") for word, digits in HUNDREDS.items()},
    **{word: Numeral(d, "hundreds", "number_words") for word, d in SPANISH_HUNDREDS.items()},
    **{word: Numeral(digits, "thousand", "number_words") for word, digits in THOUSANDS.items()},
    **{word: Numeral(digits, "repeat", "number_words") for word, digits in REPEATS.items()},
}
GLUED: Final = {
    w: n.digits for w, n in WORDS.items() if n.role in ("unit", "teen", "ten", "hundreds")
}
GLUED_WEAK: Final = {
    "un": "1",
    "oh": "0",
    "for": "4",
    "too": "2",
    "ate": "8",
    "to": "2",
    "won": "1",
}
LONGEST: Final = max(map(len, GLUED))
REPEATED: Final = {"double": 2, "triple": 3, "doble": 2}
NOT_DIGITS: Final = ("is", "so", "go", "big", "bio", "sis", "bob", "bbl", "lol", "goo", "zoo")
LETTERS_TOGETHER: Final = re.compile(r"[a-z]{2}")
HAS_DIGIT: Final = re.compile(r"[0-9]")
LETTER_DIGITS: Final = re.compile(r"[0-9oqlizsbg]+\Z")


@lru_cache(maxsize=65536)
def spell(chunk: str) -> Numeral | None:
    """What a chunk of letters and digits says as a number, or None; at most 48 characters."""
    if len(chunk) > 48:
        return None
    if HAS_DIGIT.search(chunk):
        return _leet(chunk) or _letters(chunk) or _glued(chunk)
    return _glued(chunk) or _only_letters(chunk)


def _letters(chunk: str) -> Numeral | None:
    if not LETTER_DIGITS.match(chunk):
        return None
    digits = "".join(LETTERS.get(c, c) for c in chunk)
    return Numeral(digits, "digits", "letters_for_digits")


def _only_letters(chunk: str) -> Numeral | None:
    if len(chunk) > 4 or not LETTER_DIGITS.match(chunk) or chunk in NOT_DIGITS:
        return None
    return Numeral("".join(LETTERS[c] for c in chunk), "weak", "letters_for_digits")


def _leet(chunk: str) -> Numeral | None:
    if chunk == "0h":
        return Numeral("0", "weak", "leet_words")
    for table in (LEET, LEET_L):
        word = WORDS.get(chunk.translate(table))
        if word is not None and word.role != "weak":
            return Numeral(word.digits, word.role, "leet_words")
    return None


def _glued(chunk: str) -> Numeral | None:
    """The chunk cut into number words and digits from the left, fewest pieces first."""
    best: list[tuple[str, ...] | None] = [None] * (len(chunk) + 1)
    best[0] = ()
    for at in range(len(chunk)):
        here = best[at]
        if here is None:
            continue
        for width, digits in _pieces(chunk, at):
            there = best[at + width]
            if there is None or len(there) > len(here) + 1:
                best[at + width] = (*here, digits)
    whole = best[len(chunk)]
    if whole is not None and len(whole) == 2 and chunk.startswith(tuple(GLUED_WEAK)):
        return None
    if whole is None or not LETTERS_TOGETHER.search(chunk):
        return None
    if len(whole) < 2 and not chunk.startswith(tuple(REPEATED)):
        return None
    return Numeral(_joined(whole), "digits", "glued_words")


def _joined(pieces: tuple[str, ...]) -> str:
    """The digits of the pieces, where `20` and `1` say 21 and not 201."""
    said = ""
    ten = False
    for piece in pieces:
        said = said[:-1] + piece if ten and len(piece) == 1 and piece != "0" else said + piece
        ten = len(piece) == 2 and piece[1] == "0" and piece != "10"
    return said


def _pieces(chunk: str, at: int) -> list[tuple[int, str]]:
    found = [(1, chunk[at])] if chunk[at].isdigit() else []
    for word, times in REPEATED.items():
        if chunk.startswith(word, at) and at + len(word) < len(chunk):
            after = at + len(word)
            found += [
                (len(word) + width, digit * times)
                for width, digit in _pieces(chunk, after)
                if len(digit) == 1
            ]
    for width in range(2, min(LONGEST, len(chunk) - at) + 1):
        word = chunk[at : at + width]
        digits = GLUED.get(word) or GLUED_WEAK.get(word) or _leet_piece(word)
        if digits is not None:
            found.append((width, digits))
    return found


def _leet_piece(word: str) -> str | None:
    if not HAS_DIGIT.search(word) or word.isdigit():
        return None
    return GLUED.get(word.translate(LEET)) or GLUED.get(word.translate(LEET_L))
