"""E-mail addresses, in lower case.

`detail`: `domain`, the registered domain.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.addresses import (
    PROVIDERS,
    Domain,
    domain_at,
    local_before,
    registered,
)
from vigie.analysis.identifiers.addresses import WORDS as ADDRESS_WORDS
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import AT, PLATFORM, STOP
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "email"
WORDS: Final[Mapping[str, int]] = ADDRESS_WORDS


def find(sheet: Sheet) -> Iterator[Mention]:
    """The addresses of a text, in order."""
    for at in sheet.at(AT):
        token = sheet.tokens[at]
        if len(token) > 9 or token.count("@") > 1:
            continue
        mention = _address(sheet, at)
        if mention is not None:
            yield mention


def _address(sheet: Sheet, at: int) -> Mention | None:
    sheet.spaced_dots = True
    broken = sheet.tokens[at] == "@" and sheet.tokens[at + 1 : at + 2] in (["\n"], [" \n"])
    domain = domain_at(sheet, at + 2 if broken else at + 1)
    sheet.spaced_dots = False
    if domain is None:
        return None
    local, first, hidden = local_before(sheet, at)
    if not local or len(local) > 64:
        return None
    worded = "@" not in sheet.tokens[at]
    word = sheet.flags[first] & (STOP if worded else PLATFORM) and first == at - 2
    if word and domain.name not in PROVIDERS.values():
        return None
    if worded and _at_a_site(sheet, at, domain):
        return None
    start, end = sheet.starts[first], sheet.starts[domain.last]
    if sheet.is_claimed(start, end):
        return None
    tricks = set(hidden) | set(domain.tricks) | ({"broken_line"} if broken else set())
    if worded or sheet.tokens[at] != "@":
        tricks.add("at_and_dot")
    sheet.claim(start, end)
    value = f"{local}@{domain.name}"
    detail = {"domain": registered(domain.name)[0]}
    return make(
        sheet, KIND, value, (start, end), Found(_confidence(domain, tricks), tricks, detail)
    )


def _at_a_site(sheet: Sheet, at: int, domain: Domain) -> bool:
    """Whether a bare "at" stands before a plainly written site (`write at example.com`)."""
    bare = sheet.tokens[at - 1] == " " and sheet.tokens[at] == "at"
    return bare and not domain.tricks and domain.name not in PROVIDERS.values()


def _confidence(domain: Domain, tricks: set[str]) -> float:
    return (0.99 if not tricks else 0.93) - (0.05 if "missing_ending" in domain.tricks else 0.0)


EXAMPLES: Final = (
    Example("jane.doe@\nexample.org", "jane.doe@example.org"),
    Example("write to Jane.Doe@Example.com", "jane.doe@example.com"),
    Example("jane_doe22@mail.example.co.uk!", "jane_doe22@mail.example.co.uk"),
    Example("jane (at) example [dot] com", "jane@example.com"),
    Example("meet me at home", None),
)
