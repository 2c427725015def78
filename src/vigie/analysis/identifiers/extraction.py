"""From a text to its Mentions: which kind reads first, so that none takes another's characters.

Checksummed strings, then addresses, then plainly written telephone numbers, then all other
numbers, then the telephone numbers that hide among what is left, then words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Final

from vigie.analysis.identifiers import relative_dates
from vigie.analysis.identifiers.flags import MONTH
from vigie.analysis.identifiers.gazetteer import place_flags
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
from vigie.analysis.identifiers.phone_local import find_local
from vigie.analysis.identifiers.phone_split import find_split
from vigie.analysis.identifiers.phone_windows import LOOSE, PLAIN, TIGHT
from vigie.analysis.identifiers.sheet import Sheet
from vigie.analysis.identifiers.unmask import unmask
from vigie.records import Mention

VERSION: Final = "1"
NO_HINTS: Final = Hints()
Reader = Callable[[Sheet, int, int], Sequence[Mention]]
# Which kinds may begin with so many digits.
READERS_BY_WIDTH: Final[tuple[tuple[Reader, ...], ...]] = (
    (), (date.at, measure.at, rate.at), (date.at, measure.at, age.at, rate.at),
    (measure.at, rate.at), (date.at, rate.at), (rate.at,), (),
)  # fmt: skip
ORDER: Final = attrgetter("start", "end", "kind", "value")
DIGITS: Final = re.compile(r"[0-9]+")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The vocabularies of all kinds together, built when first asked for."""
    vocabularies = [module.WORDS for module in MODULES if hasattr(module, "WORDS")]
    return Lexicon((*vocabularies, relative_dates.WORDS, numeral_flags()), place_flags)


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
        phone.find(sheet, PLAIN),
        phone.find(sheet, TIGHT),
        relative_dates.find(sheet),
        _numbers(sheet),
        phone.find(sheet, LOOSE),
        find_split(sheet),
        find_local(sheet),
        place.find(sheet),
        name.find(sheet),
    )
    return sorted(found, key=ORDER)


def _numbers(sheet: Sheet) -> Iterator[Mention]:
    """Dates, ages, sizes and prices; every other number that is no identifier is claimed."""
    if sheet.present & MONTH:
        for at in sheet.at(MONTH):
            yield from date.find_month(sheet, sheet.plain_offset(sheet.starts[at]))
    claimed, moved = sheet.claimed, sheet.moved
    for digits in DIGITS.finditer(sheet.plain):
        offset, end = digits.span()
        if claimed.find(1, *(sheet.folded_place(offset, end) if moved else (offset, end))) >= 0:
            continue
        for read in READERS_BY_WIDTH[min(6, end - offset)]:
            found = read(sheet, offset, end)
            if found:
                yield from found
                break
        else:
            other_numbers.claim(sheet, offset)
