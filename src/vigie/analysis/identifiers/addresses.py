"""Domain names and the part before the `@`, read from tokens whether written plainly or spelled.

`janedoe@example.com`, `jane doe (at) example [dot] com`, `j a n e @ g m a i l . c o m`,
`jane arroba gee mail punto com`: this is the reader to the right of the "at".
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import tldextract

from vigie.analysis.identifiers.flags import AT, DOT, WEB
from vigie.analysis.identifiers.providers import DOMAINS, LONGEST, provider
from vigie.analysis.identifiers.sheet import Sheet

DOTS: Final = ("dot", "punto", "point", "d0t", "dott", "pt", "ponto", "punt0", "p0int", "pnt")
ATS: Final = (
    "at arroba arobase aroba arobas arrob a7 aat atsign arobaz arobace arrobase arrobas "
    "arr0ba ar0ba ar0base arobasse arrobba attherate atrate atthe chez en commercial"
).split()
ENDINGS: Final = frozenset(
    "test example com net org info biz co io me fr es mx uk us ca eu de it be ch nl pt br ar xyz "
    "online site app dev club live top shop link page tv cc ws in ru pl se no dk fi at au nz ie "
    "cat onion vip".split()
)
WORDS: Final[Mapping[str, int]] = (
    dict.fromkeys(DOTS, DOT)
    | dict.fromkeys(ATS, AT)
    | dict.fromkeys(("http", "https", "www", "hxxp", "hxxps"), WEB)
)
TYPED_ENDINGS: Final = frozenset(("con", "cm", "cim", "vom", "xom", "om", "comn", "coom", "col"))
SPELLED_ENDINGS: Final = {"calm": "com", "kom": "com", "c0m": "com", "comm": "com"}
# Endings that are kept for examples and tests (RFC 2606).
RESERVED: Final = ("test", "example", "invalid")
OPEN: Final = re.compile(r"[\[\](){}<>*~|/\"' _-]{0,4}\Z|[^\x00-\u1fff]{1,3}\Z")
# An ending written against the name (`gmaildotcom`).
SPLIT: Final = re.compile(r"([a-z0-9]{2,40}?)(?:dot|punto|point)(com|net|org|fr|es|mx|me|co)\Z")
# What may stand between the pieces of a provider's name, and the letter that it stands for.
PIECED: Final = {
    " ": "",
    "-": "",
    "_": "",
    "*": "*",
    "@": "@",
    "'": "",
    " - ": "",
    "$": "$",
    "!": "!",
}
SECOND_LEVEL: Final = ("co", "com")
LINE_ENDINGS: Final = (["com"], ["net"], ["org"], ["fr"], ["es"])
SHORT_PIECE: Final = 5
LABEL: Final = re.compile(r"[a-z0-9]+\Z")


class Domain(NamedTuple):
    """A domain name that ends before token `last`, with the tricks that hid it."""

    name: str
    last: int
    tricks: frozenset[str]


@lru_cache(maxsize=1)
def suffixes() -> tldextract.TLDExtract:
    """The public suffix list as `tldextract` ships it, and RFC 2606's; nothing is fetched."""
    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, extra_suffixes=("example", "test")
    )


@lru_cache(maxsize=16384)
def registered(name: str) -> tuple[str, str]:
    """The registered domain and the public suffix of a host; empty where there is none."""
    if name.endswith(".onion"):
        return name, "onion"
    ending = name.rsplit(".", 2)[-2:]
    if ending[-1] in RESERVED and len(ending) > 1:
        return ".".join(ending), ending[-1]
    found = suffixes()(name)
    return (found.top_domain_under_public_suffix, found.suffix) if found.suffix else ("", "")


def domain_at(sheet: Sheet, first: int) -> Domain | None:
    """The domain name that begins at or just after a token, read to the right."""
    at = skip_open(sheet, first, 3)
    tricks: set[str] = set()
    labels: list[str] = []
    while at < len(sheet.tokens) and len(labels) < 6:
        label, after, trick = _label(sheet, at)
        if not label:
            break
        labels.append(label)
        tricks.add(trick)
        at = after
        dotted = dot_at(sheet, at)
        if dotted is None:
            break
        at, trick = dotted
        tricks.add(trick)
        if at >= len(sheet.tokens) or not LABEL.match(sheet.tokens[at]):
            return _ended(labels, min(at, after), tricks)
    return _ended(labels, at, tricks)


def _ended(labels: list[str], at: int, tricks: set[str]) -> Domain | None:
    if len(labels) == 1 and (split := SPLIT.match(labels[0])) is not None:
        labels = list(split.groups())
        tricks.add("at_and_dot")
    if not labels:
        return None
    labels = _respelled(labels, tricks)
    if len(labels) == 1:
        whole = DOMAINS.get(labels[0])
        if whole is None:
            return None
        return Domain(whole, at, frozenset((tricks | {"missing_ending"}) - {""}))
    if len(labels) == 2 and labels[0] in DOMAINS and labels[1] in TYPED_ENDINGS:
        labels[1] = "com"
    labels[-1] = SPELLED_ENDINGS.get(labels[-1], labels[-1])
    if not registered(".".join(labels))[1]:
        return None
    return Domain(".".join(labels), at, frozenset(tricks - {""}))


def _respelled(labels: list[str], tricks: set[str]) -> list[str]:
    """The labels with the provider's own name in place of how it sounds or is cut (`g.mail`)."""
    if len(labels) > 2 and len(labels[0]) <= SHORT_PIECE and labels[0] not in DOMAINS:
        whole = provider(labels[0] + labels[1])
        if whole:
            tricks.add("respelled_provider")
            return [whole, *labels[2:]]
    if len(labels) > 2 and labels[1] not in SECOND_LEVEL:
        return labels
    known = provider(labels[0])
    if known and known != labels[0]:
        tricks.add("respelled_provider")
        return [known, *labels[1:]]
    return labels


def _label(sheet: Sheet, at: int) -> tuple[str, int, str]:
    """One label from a token on: a provider in pieces, letters spelled apart, or as it is."""
    tokens = sheet.tokens
    token = tokens[at]
    if not LABEL.match(token):
        return "", at, ""
    pieces = _in_pieces(tokens, at)
    if pieces is not None:
        return pieces
    apart = len(token) == 1 and tokens[at + 1 : at + 2] in ([" "], ["-"], ["_"])
    if apart and len("".join(tokens[at + 2 : at + 3])) == 1:
        spelled, after = _spelled(tokens, at)
        return spelled, after, "spaced"
    label, after = token, at + 1
    while after + 1 < len(tokens) and tokens[after] in ("-", "--"):
        if not LABEL.match(tokens[after + 1]) or sheet.flags[after + 1] & DOT:
            break
        label, after = label + tokens[after] + tokens[after + 1], after + 2
        if len(label) > 63:
            break
    return label, after, ""


def _in_pieces(tokens: list[str], at: int) -> tuple[str, int, str] | None:
    """The provider that the longest row of pieces from a token on is (`gee mail`, `gm@il`)."""
    name, i, best = tokens[at], at, None
    known, signed = provider(name), ""
    while i + 2 < len(tokens) and len(name) < LONGEST and LABEL.match(tokens[i + 2]):
        sign = PIECED.get(tokens[i + 1])
        if sign is None or (sign and signed):
            break
        signed = signed or sign
        name, i = name + sign + tokens[i + 2], i + 2
        whole = provider(name)
        if whole and whole != known:
            apart = i - at == 2 * len(whole) - 2
            best = (whole, i + 1, "spaced" if apart else "respelled_provider")
    return best


def _spelled(tokens: list[str], at: int) -> tuple[str, int]:
    letters = [tokens[at]]
    while (
        at + 2 < len(tokens)
        and tokens[at + 1] == " "
        and len(tokens[at + 2]) == 1
        and len(letters) < 64
    ):
        if not LABEL.match(tokens[at + 2]):
            break
        letters.append(tokens[at + 2])
        at += 2
    return "".join(letters), at + 1


def dot_at(sheet: Sheet, at: int) -> tuple[int, str] | None:
    """The token after a dot that stands at a token, however it is written; None where none does."""
    tokens = sheet.tokens
    if at >= len(tokens):
        return None
    if tokens[at] == ".":
        if tokens[at + 1 : at + 2] == ["\n"] and sheet.spaced_dots:
            return (at + 2, "broken_line") if tokens[at + 2 : at + 3] in LINE_ENDINGS else None
        if at + 1 < len(tokens) and tokens[at + 1] == " ":
            return (at + 2, "spaced") if sheet.spaced_dots and at + 2 < len(tokens) else None
        return at + 1, ""
    start = skip_open(sheet, at, 3)
    if start >= len(tokens) or (start == at and not sheet.flags[at] & DOT):
        return _bracketed_dot(sheet, at)
    if sheet.flags[start] & DOT:
        return skip_open(sheet, start + 1, 3), "at_and_dot"
    return _bracketed_dot(sheet, at)


def _bracketed_dot(sheet: Sheet, at: int) -> tuple[int, str] | None:
    for i in range(at, min(at + 2, len(sheet.tokens))):
        token = sheet.tokens[i]
        if "." in token and len(token) <= 4 and not token.isspace():
            bare = token.strip("[](){}<>*")
            if bare == "." and (len(token) > 1 or sheet.spaced_dots):
                after = i + 1
                if sheet.tokens[after : after + 1] in ([" "], ["  "]):
                    after += 1
                return after, "at_and_dot" if len(token) > 1 else "spaced"
        if not token.isspace():
            return None
    return None


def skip_open(sheet: Sheet, at: int, most: int) -> int:
    """The first token after at most so many of spaces, brackets and stars."""
    for _ in range(most):
        if at < len(sheet.tokens) and len(sheet.tokens[at]) <= 4 and OPEN.match(sheet.tokens[at]):
            at += 1
    return at
