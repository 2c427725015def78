"""Characters that stand for others: how each is undone, and which trick it is.

One table for all that Unicode itself does not undo (its compatibility forms are the others).
"""

import unicodedata
from functools import lru_cache
from typing import Final

CYRILLIC = dict(
    zip(
        "авеёкмнорстухіїјѕһԁԛԝьзѵґ",
        "abeekmhopctyxiijshdqwb3vr",
        strict=True,
    )
)
GREEK = dict(zip("αβγεηικνορτυχωςσ", "abyenikvoptuxwcs", strict=True))
GREEK_CAPITALS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx", strict=True))
CYRILLIC_CAPITALS = dict(zip("АВЕКМНОРСТУХІЈЅЗ", "abekmhopctyxijs3", strict=True))
ARMENIAN = dict(zip("օոսցհյ", "onughj", strict=True))
CHEROKEE = dict(zip("ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏎᏏᏒᏔᏚᏙᏞᏟᏢᏦᏧᏮᏳᏴ", "drtiyajewmhyghz4brwsvlcpkd6gb", strict=True))
# Letters of several scripts that are drawn like a digit, or like "l" for one.
DRAWN_DIGITS = dict(zip("ӏӀбчӡƷʒȜȝƧƨƼƽꓳꓲ", "ll64333332255ol", strict=True))
LOOKALIKES: Final = (
    CHEROKEE
    | DRAWN_DIGITS
    | CYRILLIC
    | GREEK
    | GREEK_CAPITALS
    | CYRILLIC_CAPITALS
    | ARMENIAN
    | {"ɡ": "g", "ⅼ": "l"}
)

SMALL_CAPITALS: Final = dict(
    zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)
)
LETTER_VARIANTS: Final = {"ß": "ss", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o",
                          "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "İ": "i"}  # fmt: skip
PUNCTUATION: Final = {
    "’": "'", "‘": "'", "′": "'", "ʼ": "'", "`": "'", "´": "'", "‛": "'",
    "“": '"', "”": '"', "″": '"', "«": '"', "»": '"', "„": '"',
    "−": "-", "‐": "-", "‑": "-", "–": "-", "—": "-", "⁃": "-", "➖": "-", "ー": "-",
    "⁄": "/", "∕": "/", "․": ".", "。": ".", "‧": ".", "…": "…", "½": "½", "º": "°", "˚": "°",
    "￥": "¥", "＄": "$", "﹩": "$", "🟰": "=", "➕": "+", "✚": "+", "¼": "¼", "¾": "¾",
    "™": "™", "℠": "℠", "№": "№", "℡": "℡", "¨": "¨", "¯": "¯", "¸": "¸", "⒈": "1",
}  # fmt: skip


def _enclosed() -> dict[str, str]:
    table: dict[str, str] = {}
    for first, size, number in ((0x2776, 10, 1), (0x2780, 10, 1), (0x278A, 10, 1), (0x24F5, 10, 1),
                                (0x24EB, 10, 11), (0x2460, 20, 1), (0x2474, 20, 1),
                                (0x2488, 20, 1)):  # fmt: skip
        table |= {chr(first + i): str(number + i) for i in range(size)}
    table |= {"⓿": "0", "⓪": "0", "🄌": "0", "🄋": "0", "🔟": "10", "🄀": "0"}
    for first in (0x1F130, 0x1F150, 0x1F170, 0x24B6, 0x24D0, 0x249C, 0x1F110):
        table |= {chr(first + i): chr(97 + i) for i in range(26)}
    return table


ENCLOSED: Final = _enclosed()
FOLDED_BY_HAND: Final[dict[str, str]] = (
    LOOKALIKES | SMALL_CAPITALS | LETTER_VARIANTS | PUNCTUATION | ENCLOSED
)
SHOWN_AS_NOTHING: Final = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f")


def is_invisible(character: str, category: str) -> bool:
    """Whether a character shows nothing: zero-width, bidirectional, a mark on another."""
    if category in ("Cf", "Mn", "Me") or character in SHOWN_AS_NOTHING:
        return True
    return "\U0001f3fb" <= character <= "\U0001f3ff"


KEYCAP: Final = "\u20e3"


def trick_of(character: str) -> str:
    """The trick that one character is, or nothing for a plain or merely accented one."""
    point = ord(character)
    if character in LOOKALIKES or character in SMALL_CAPITALS:
        return "lookalikes"
    if 0xFF01 <= point <= 0xFF5E:
        return "full_width"
    if 0x1D400 <= point <= 0x1D7FF or 0x2100 <= point <= 0x214F or 0x1FBF0 <= point <= 0x1FBF9:
        return "mathematical"
    if character in ENCLOSED or 0x3251 <= point <= 0x32BF:
        return "circled"
    if character in "²³¹⁰ⁱ" or 0x2070 <= point <= 0x209F:
        return "superscript"
    category = unicodedata.category(character)
    if category == "Nd":
        return "other_digits"
    if (category == "Cf" and character != "\u200d") or character in SHOWN_AS_NOTHING:
        return "invisible"
    return ""


@lru_cache(maxsize=4096)
def _trick_of(character: str) -> str:
    return trick_of(character)


def tricks_of(surface: str) -> set[str]:
    """The tricks that the characters of a surface are."""
    found = {_trick_of(c) for c in surface[:4096] if not c.isascii()}
    if KEYCAP in surface:
        found.add("keycap")
    return found - {""}
