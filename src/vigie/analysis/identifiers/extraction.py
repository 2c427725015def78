"""From a text to its Mentions: which kind reads first, so that none takes another's characters.

Checksummed strings, then addresses, then plainly written telephone numbers, then all other
numbers, then the telephone numbers that hide among what is left, then words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

from vigie.analysis.identifiers.flags import MONTH
from vigie.analysis.identifiers.gazetteer import gazetteer
from vigie.analysis.identifiers.hints import Hints
from vigie.analysis.identifiers.kinds import (
    MODULES,
    age,
    date,
    email,
    handle,
    language,
    measure,
    name,
    onion,
    other_numbers,
    pgp,
    phone,
    place,
    rate,
    url,
    wallet,
)
from vigie.analysis.identifiers.lexicon import Lexicon, numeral_flags
from vigie.analysis.identifiers.phone_split import find_split
from vigie.analysis.identifiers.sheet import Sheet
from vigie.analysis.identifiers.unmask import unmask
from vigie.records import Mention

VERSION: Final = "1"
NO_HINTS: Final = Hints()
# Which kinds may begin with so many digits.
KINDS_BY_WIDTH: Final = (
    (), (date, measure, rate), (date, measure, age, rate), (measure, rate), (date, rate), (rate,),
    (),
)  # fmt: skip
DIGITS: Final = re.compile(r"[0-9]+")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The vocabularies of all kinds together, built when first asked for."""
    vocabularies = [module.WORDS for module in MODULES if hasattr(module, "WORDS")]
    return Lexicon((*vocabularies, numeral_flags()), gazetteer().first_words)


def extract(text: str, hints: Hints = NO_HINTS) -> list[Mention]:
    """The identifiers of a text, ordered by where they stand; any text is read, none raises.

    The time is linear in the length of the text. `hints` say how national numbers are read, which
    city of a name is meant and which currency a dollar is.
    """
    sheet = Sheet(unmask(text), hints, lexicon())
    found = chain(
        language.find(sheet),
        wallet.find(sheet),
        onion.find(sheet),
        pgp.find(sheet),
        phone.find_linked(sheet),
        email.find(sheet),
        url.find(sheet),
        handle.find(sheet),
        phone.find(sheet, phone.PLAIN),
        phone.find(sheet, phone.TIGHT),
        _numbers(sheet),
        phone.find(sheet, phone.LOOSE),
        find_split(sheet),
        place.find(sheet),
        name.find(sheet),
    )
    return sorted(found, key=lambda m: (m.start, m.end, m.kind, m.value))


def _numbers(sheet: Sheet) -> Iterator[Mention]:
    """Dates, ages, sizes and prices; every other number that is no identifier is claimed."""
    if sheet.present & MONTH:
        for at in sheet.at(MONTH):
            yield from date.find_month(sheet, sheet.plain_offset(sheet.starts[at]))
    for digits in DIGITS.finditer(sheet.plain):
        offset = digits.start()
        if sheet.is_claimed(*sheet.folded_place(offset, digits.end())):
            continue
        read = False
        for kind in KINDS_BY_WIDTH[min(6, digits.end() - offset)]:
            for mention in kind.find(sheet, offset):
                read = True
                yield mention
            if read:
                break
        else:
            other_numbers.claim(sheet, offset)
