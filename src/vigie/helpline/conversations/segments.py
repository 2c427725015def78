"""How many SMS segments a text takes (3GPP TS 23.038 alphabets, TS 23.040 concatenation)."""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True)
class Size:
    """`alphabet` is GSM-7 or UCS-2; `units` are septets or 16-bit units; `left` fit in the last."""

    alphabet: str
    units: int
    segments: int
    left: int


def size_of(text: str) -> Size:
    """How a text is sent. One segment holds 160 septets or 70 units; one of several, 153 or 67."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        widths = [2 if letter in _EXTENDED else 1 for letter in text]
        return _sized("GSM-7", widths, 160, 153)
    widths = [2 if ord(letter) > 0xFFFF else 1 for letter in text]
    return _sized("UCS-2", widths, 70, 67)


def _sized(alphabet: str, widths: list[int], single: int, part: int) -> Size:
    """Pack letters into segments; a letter of two units is never cut in half."""
    units = sum(widths)
    if units <= single:
        return Size(alphabet, units, 1 if units else 0, single - units)
    segments, used = 1, 0
    for width in widths:
        if used + width > part:
            segments, used = segments + 1, 0
        used += width
    return Size(alphabet, units, segments, part - used)
