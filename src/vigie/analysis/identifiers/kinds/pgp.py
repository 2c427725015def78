"""PGP fingerprints: 40 hexadecimal digits, in groups or announced as a key; in upper case."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import HEX, LONG, PGP
from vigie.analysis.identifiers.lexicon import Arrangement
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "pgp"
CUES: Final = ("pgp", "gpg", "openpgp", "fingerprint", "empreinte", "huella")
WORDS: Final[Mapping[str, int]] = dict.fromkeys(CUES, PGP)
GROUPED: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{4}(?:[ \n:]{1,3}[0-9a-f]{4}){9}(?![0-9a-f])")
PAIRED: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{2}(?:[ :][0-9a-f]{2}){19}(?![0-9a-f])")
WHOLE: Final = re.compile(r"(?:0x)?([0-9a-f]{40})\Z")
FOURS: Final = Arrangement("{hex}.{hex}.{hex}", hex=HEX)
LETTER: Final = re.compile(r"[a-f]")


def find(sheet: Sheet) -> Iterator[Mention]:
    """The fingerprints of a text, in order."""
    announced = bool(sheet.present & PGP)
    if announced:
        for at in sheet.at(LONG):
            match = WHOLE.match(sheet.tokens[at])
            if match is not None:
                start = sheet.starts[at] + match.start(1)
                yield from _made(sheet, (start, start + 40), match.group(1))
    if announced or FOURS.of(sheet.alphabet).search(sheet.letters):
        for pattern in (GROUPED, PAIRED) if announced else (GROUPED,):
            for match in pattern.finditer(sheet.folded):
                digits = "".join(c for c in match.group(0) if c.isalnum())
                yield from _made(sheet, match.span(), digits)


def _made(sheet: Sheet, span: tuple[int, int], digits: str) -> Iterator[Mention]:
    if LETTER.search(digits) and not sheet.is_claimed(*span):
        sheet.claim(*span)
        yield make(sheet, KIND, digits.upper(), span, Found(0.97))


EXAMPLES: Final = (
    Example("0xB623EC2796106EAA91DDC5BF5D030ADF31745AF0 is my pgp key",
            "B623EC2796106EAA91DDC5BF5D030ADF31745AF0"),
    Example("PGP 0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567",
            "0123456789ABCDEF0123456789ABCDEF01234567"),
    Example("key fingerprint: 0123456789abcdef0123456789abcdef01234567",
            "0123456789ABCDEF0123456789ABCDEF01234567"),
    Example("commit 0123456789abcdef0123456789abcdef01234567", None),
)  # fmt: skip
