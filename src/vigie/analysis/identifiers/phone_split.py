"""A telephone number of which the title's end holds the first part and the body the rest."""

import re
from collections.abc import Iterator
from typing import Final

from vigie.analysis.identifiers.flags import NUMBER, PHONE_CUE
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.phone_reading import read
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention
from vigie.records.mention import Detail

FIRST_PART: Final = re.compile(r"(?<![0-9$€£])[0-9]{2,8}[ .)-]{0,3}\Z")
REST: Final = re.compile(r"[0-9]{2,8}(?:[ .-][0-9]{2,8}){0,3}(?![0-9%])")
CUE_BEFORE: Final = 30


def find_split(sheet: Sheet) -> Iterator[Mention]:
    """The rest of a number that the first line begins, where a cue announces it in the body.

    The mention stands at the rest; `detail.begins` is the part that ends the title.
    """
    line = sheet.folded.find("\n")
    if line < 0 or not sheet.present & NUMBER:
        return
    begun = FIRST_PART.search(sheet.folded, max(0, line - 16), line)
    if begun is None or sheet.is_claimed(*begun.span()):
        return
    first = "".join(c for c in begun.group(0) if c.isdigit())
    for at in sheet.at(PHONE_CUE):
        if sheet.starts[at] > line:
            mention = _rest(sheet, at, first)
            if mention is not None:
                yield mention
                return


def _rest(sheet: Sheet, at: int, first: str) -> Mention | None:
    end = min(len(sheet.folded), sheet.starts[at] + CUE_BEFORE)
    for i in range(at + 1, len(sheet.tokens)):
        if sheet.starts[i] >= end:
            return None
        if sheet.tokens[i].isdigit():
            return _joined(sheet, i, first)
    return None


def _joined(sheet: Sheet, i: int, first: str) -> Mention | None:
    match = REST.match(sheet.folded, sheet.starts[i])
    if match is None or sheet.is_claimed(*match.span()):
        return None
    digits = first + "".join(c for c in match.group(0) if c.isdigit())
    for country in sheet.countries[: max(1, sheet.told)]:
        reading = read(digits, country)
        if reading is not None and reading.valid:
            sheet.claim(*match.span())
            detail: Detail = {
                "country": reading.country,
                "line": reading.line,
                "valid": 1,
                "begins": first,
            }
            return make(
                sheet, "phone", reading.e164, match.span(), Found(0.8, ("broken_line",), detail)
            )
    return None
