"""Numbers of seven digits, where text, location field or site's name say the area code.

A number's area is never guessed from a city: a city has several, and a wrong one is somebody's.
"""

import re
from collections.abc import Iterator
from typing import Final

from vigie.analysis.identifiers.making import Found, make_plain
from vigie.analysis.identifiers.phone_denials import named
from vigie.analysis.identifiers.phone_reading import NANP, read
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention
from vigie.records.mention import Detail

LOCAL: Final = re.compile(
    r"(?<![0-9$€£.,:/#-])(?<![0-9] )[2-9][0-9]{2}(?P<gap>[-. ]|[ ]-[ ])[0-9]{4}"
    r"(?![0-9]|[-.,:/][0-9]|[ ][0-9]|[ ]?(?:%|sq|km|miles|usd|dollars))"
)
AREA: Final = re.compile(r"(?<![0-9])\(?([2-9][0-9]{2})\)?(?![0-9])")
AREA_SAID: Final = re.compile(r"\barea(?: code)?[ ]?:?[ ]?\(?([2-9][0-9]{2})\)?(?![0-9])")


def find_local(sheet: Sheet) -> Iterator[Mention]:
    """The numbers of seven digits; `detail.area` is the code that was put before them."""
    if sheet.countries[0] not in NANP:
        return
    hints = sheet.hints
    area = AREA_SAID.search(sheet.plain) or AREA.search(hints.location) or AREA.search(hints.source)
    if area is None:
        return
    for match in LOCAL.finditer(sheet.plain):
        taken = sheet.is_claimed(*sheet.folded_place(*match.span()))
        if taken or named(sheet.plain, match.start(), whole=False):
            continue
        digits = area.group(1) + "".join(c for c in match.group() if c.isdigit())
        reading = read(digits, sheet.countries[0])
        if reading is not None and reading.valid:
            detail: Detail = {"country": reading.country, "line": reading.line, "valid": 1,
                              "area": area.group(1)}  # fmt: skip
            yield make_plain(sheet, "phone", reading.e164, match.span(), Found(0.7, (), detail))
