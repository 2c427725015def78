"""The region and the country that stand after a city's name (`, TX`, ` Texas`)."""

from vigie.analysis.identifiers.flags import REGION, STOP
from vigie.analysis.identifiers.gazetteer import STATE_CODES
from vigie.analysis.identifiers.regions import NAMED_COUNTRIES, REGIONS
from vigie.analysis.identifiers.sheet import Sheet


def region_near(sheet: Sheet, at: int) -> bool:
    """Whether a word that may name a region or a country stands at a token or in the two after."""
    return any(flags & REGION for flags in sheet.flags[at : at + 3])


def beside(sheet: Sheet, at: int) -> tuple[str, str, int]:
    """The region and country that stand after a name (`, TX`, ` Texas`), and where they end."""
    region = country = ""
    last = at
    for _ in range(2):
        i = at
        comma = False
        while i < len(sheet.tokens) and i - at < 2 and not sheet.tokens[i][0].isalnum():
            if "\n" in sheet.tokens[i] or sheet.tokens[i].strip() not in (
                "",
                ",",
                "(",
                "-",
                ",,",
                "/",
            ):
                return region, country, last
            comma = comma or sheet.tokens[i].strip() != ""
            i += 1
        if i >= len(sheet.tokens):
            break
        found = _region_at(sheet, i, comma=comma)
        if found is None:
            break
        code, named, at = found
        if region and code:
            break
        region, country, last = region or code, country or named, at
    return region, country, last


def _region_at(sheet: Sheet, i: int, *, comma: bool) -> tuple[str, str, int] | None:
    token = sheet.tokens[i]
    for width in (3, 2, 1):
        if i + 2 * width - 1 > len(sheet.tokens):
            continue
        words = " ".join(sheet.tokens[i : i + 2 * width - 1 : 2])
        if words in REGIONS and all(t == " " for t in sheet.tokens[i + 1 : i + 2 * width - 1 : 2]):
            code, country = REGIONS[words]
            return code, country, i + 2 * width - 1
        if words in NAMED_COUNTRIES and (words != "us" or sheet.is_upper(i)):
            return "", NAMED_COUNTRIES[words], i + 2 * width - 1
    if len(token) == 2 and token.upper() in STATE_CODES and (sheet.is_upper(i) or comma):
        if not comma and sheet.flags[i] & STOP and not sheet.is_upper(i):
            return None
        countries = STATE_CODES[token.upper()]
        return token.upper(), countries[0] if len(countries) == 1 else "", i + 1
    return None
