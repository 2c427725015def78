"""E-mail addresses, in lower case.

`detail`: `domain`, the registered domain.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from vigie.analysis.identifiers.address_heads import local_before
from vigie.analysis.identifiers.addresses import WORDS as ADDRESS_WORDS
from vigie.analysis.identifiers.addresses import (
    Domain,
    domain_at,
    registered,
)
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import AT, DOT, PLATFORM, STOP
from vigie.analysis.identifiers.languages import SPOKEN
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.providers import DOMAINS, UNSURE
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "email"
WORDS: Final[Mapping[str, int]] = ADDRESS_WORDS


# Words that say "at" only where an address is spelled.
UNLIKELY: Final = frozenset(("en", "chez", "commercial"))
COMMON: Final = frozenset("com net org fr es co me uk mx ca eu info example".split())
GLUED_ENDING: Final = re.compile("dotcom|puntocom|pointcom|pointfr|puntoes")
WHOLE: Final = re.compile(
    r"(?<![a-z0-9])([a-z0-9._-]{2,40}?)(?:at|arroba|arobase)"
    r"(gmail|hotmail|outlook|yahoo|icloud|protonmail)(?:dot|punto|point)(com|fr|es)(?![a-z0-9])"
)
LONE_A: Final = re.compile(r"(?<=[\[({<])a(?=[\])}>])")
SAID_WITH: Final = {
    "the": ("the", "rate", "of"), "rate": ("rate",), "sign": ("sign",), "symbol": ("symbol",),
}  # fmt: skip
ORDINARY: Final = frozenset(
    "good great work works working available sold sell selling look looking find found "
    "stop meet best order shop live living stay staying see seen chat us me them you it "
    "call ask apply".split()
)
MAIL_CUE: Final = re.compile(
    r"e-?mail|courriel|correo|\bmail|write|ecri|escrib|reach|contact|address|adres"
)


def find(sheet: Sheet) -> Iterator[Mention]:
    """The addresses of a text, in order."""
    for at in sheet.at(AT):
        token = sheet.tokens[at]
        if (len(token) > 9 and "@" in token) or token.count("@") > 2:
            continue
        if token in UNLIKELY and not sheet.present & DOT and "mail" not in sheet.folded:
            continue
        first = _begins(sheet, at)
        mention = None if first is None else _address(sheet, first, _after(sheet, at))
        if mention is not None:
            yield mention
    if GLUED_ENDING.search(sheet.folded):
        yield from _glued(sheet)
    if "a)" in sheet.folded or "a]" in sheet.folded:
        for found in LONE_A.finditer(sheet.folded):
            at = sheet.token_at(found.start())
            yield from _present(_address(sheet, at, at + 1))


def _present(mention: Mention | None) -> Sequence[Mention]:
    return () if mention is None else (mention,)


def _begins(sheet: Sheet, at: int) -> int | None:
    """The token with which an "at" begins; None where `commercial` stands without its `a`."""
    if sheet.tokens[at] != "commercial":
        return at
    return at - 2 if at >= 2 and sheet.tokens[at - 2] == "a" else None


def _after(sheet: Sheet, at: int) -> int:
    """The token after an "at" and what is said with it (`at the rate of`, `at sign`)."""
    tokens = sheet.tokens
    words = SAID_WITH.get(tokens[at + 2]) if at + 2 < len(tokens) else None
    if words is None or tokens[at] != "at":
        return at + 1
    for count in range(len(words), 1 if words[0] == "the" else 0, -1):
        if tuple(tokens[at + 2 : at + 2 + 2 * count : 2]) == words[:count]:
            return at + 1 + 2 * count
    return at + 1


def _glued(sheet: Sheet) -> Iterator[Mention]:
    """Addresses without a gap at all (`janeatgmaildotcom`)."""
    for found in WHOLE.finditer(sheet.folded):
        local, name, ending = found.groups()
        if not sheet.is_claimed(*found.span()):
            sheet.claim(*found.span())
            what = Found(0.85, {"at_and_dot"}, {"domain": f"{name}.{ending}"})
            yield make(sheet, KIND, f"{local}@{name}.{ending}", found.span(), what)


def _address(sheet: Sheet, at: int, after: int) -> Mention | None:
    tokens = sheet.tokens
    sheet.spaced_dots = True
    broken = tokens[at] == "@" and tokens[at + 1 : at + 2] in (["\n"], [" \n"])
    domain = domain_at(sheet, after + 1 if broken else after)
    sheet.spaced_dots = False
    if domain is None:
        return None
    local, first, hidden = local_before(sheet, at)
    if not local and _on_its_own_line(sheet, at, domain):
        local, first, hidden = tokens[at - 2], at - 2, frozenset(("broken_line",))
    if not local or len(local) > 64 or _unlikely(sheet, at, first, domain):
        return None
    start, end = sheet.starts[first], sheet.starts[domain.last]
    if sheet.is_claimed(start, end):
        return None
    tricks = set(hidden) | set(domain.tricks) | ({"broken_line"} if broken else set())
    if tokens[at] != "@":
        tricks.add("at_and_dot")
    sheet.claim(start, end)
    value = f"{local}@{domain.name}"
    detail = {"domain": registered(domain.name)[0]}
    return make(
        sheet, KIND, value, (start, end), Found(_confidence(domain, tricks), tricks, detail)
    )


def _on_its_own_line(sheet: Sheet, at: int, domain: Domain) -> bool:
    """Whether the line above an `@` is a name alone, and a plain domain follows."""
    tokens = sheet.tokens
    if at < 2 or tokens[at - 1] != "\n" or domain.name.rsplit(".", 1)[1] not in COMMON:
        return False
    alone = at == 2 or "\n" in tokens[at - 3]
    return alone and tokens[at - 2].isalnum() and not sheet.flags[at - 2] & (PLATFORM | STOP)


def _unlikely(sheet: Sheet, at: int, first: int, domain: Domain) -> bool:
    """Whether the words around a spoken "at" are ordinary ones, or the `@` is a handle's."""
    tokens = sheet.tokens
    known = domain.name in DOMAINS.values()
    if "@" in tokens[at]:
        platform = sheet.flags[first] & PLATFORM and first == at - 2
        return bool(platform and not known) or _dashed_platform(sheet, at, first, known=known)
    if tokens[at] in ("en", "chez") and not known and not domain.tricks:
        return True
    if sheet.flags[first] & STOP and first == at - 2 and not known:
        return True
    bare = tokens[at - 1] == " " and tokens[at] in ("at", "en", "chez", "commercial")
    if not bare:
        return False
    if not domain.tricks and not known:
        return True
    a_word = (first == at - 2 and sheet.flags[first] >= SPOKEN) or tokens[first] in ORDINARY
    unsure = domain.name.partition(".")[0] in UNSURE and domain.tricks == {"missing_ending"}
    if not (a_word or unsure) or "at_and_dot" in domain.tricks:
        return False
    return MAIL_CUE.search(sheet.folded, max(0, sheet.starts[first] - 30), sheet.starts[at]) is None


def _dashed_platform(sheet: Sheet, at: int, first: int, *, known: bool) -> bool:
    """Whether single letters with hyphens stand before a space and an `@` (`i-n-s-t-a @name`)."""
    if known or at - 1 <= first or sheet.tokens[at - 1] != " ":
        return False
    pieces = sheet.tokens[first : at - 1]
    return len(pieces) > 2 and all(len(p) == 1 for p in pieces) and "-" in pieces


def _confidence(domain: Domain, tricks: set[str]) -> float:
    return (0.99 if not tricks else 0.93) - (0.05 if "missing_ending" in domain.tricks else 0.0)


EXAMPLES: Final = (
    Example("jane.doe@\nexample.org", "jane.doe@example.org"),
    Example("write to Jane.Doe@Example.com", "jane.doe@example.com"),
    Example("jane_doe22@mail.example.co.uk!", "jane_doe22@mail.example.co.uk"),
    Example("jane (at) example [dot] com", "jane@example.com"),
    Example("meet me at home", None),
    Example("jane at the rate of example dot com", "jane@example.com"),
    Example("jane chez laposte point net", "jane@laposte.net"),
    Example("jane a commercial example point fr", "jane@example.fr"),
    Example("jane (a) example.com", "jane@example.com"),
    Example("janeatgmaildotcom", "jane@gmail.com"),
    Example("jane\n@example.com", "jane@example.com"),
    Example("jane [underscore] doe [at] example [dot] com", "jane_doe@example.com"),
    Example("jane 😀 at 😀 example 😀 dot 😀 com", "jane@example.com"),
    Example("jane@@example.com", "jane@example.com"),
    Example("tickets @ the door, 2 @ 4.99", None),
    Example("good at mail", None),
    Example("we work at live events", None),
    Example("chez example.fr", None),
)
