"""Names of accounts on platforms, in lower case and without the `@`.

`detail`: `platform` (empty where the text names none).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import AT, NUMBER, PLATFORM, STOP, WEAK
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.platforms import (
    ALSO_WORDS,
    CONNECTORS,
    NAMED,
    PLATFORMS,
    Platform,
    platform_at,
    signed_platforms,
)
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "handle"
WORDS: Final[Mapping[str, int]] = PLATFORMS
NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9]|[._-](?=[a-z0-9_]))*_{0,2}|_[a-z0-9_.]+")
AT_NAME: Final = re.compile(r"@([a-z0-9_][a-z0-9_.]{1,31})")
SIGNED: Final = re.compile(r"[0-9_.]")
BEFORE: Final = Ending(
    r"(@[ ]?)?(?<![a-z0-9_.@])([a-z0-9_][a-z0-9_.]{2,31})(?:[ ]{1,2}(?:on|sur|en|at|in|via)"
    r"(?:[ ](?:my|mi|mon))?[ ]{1,2}|[ ]{0,2}[(\[-][ ]?)",
    "on|sur|en|at|in|via|my|mi|mon|(|[|-",
)
NUMBERED: Final = re.compile(r"[0-9]+[a-z]{0,3}")
LETTERS: Final = re.compile(r"[a-z]{2}")
# What stands behind an "@" that says where or when.
WHERE: Final = frozenset(
    "home work office door gate noon midnight night school lunch the least all once "
    "present mine yours gmail hotmail yahoo church park venue weekends any their our your "
    "each".split()
)
SITES: Final = (".com/", ".me/", ".ee/", ".net/", ".app/")
LINK: Final = re.compile(
    r"(?:instagram\.com|twitter\.com|x\.com|t\.me|telegram\.me|facebook\.com|fb\.com|"
    r"snapchat\.com/add|tiktok\.com|onlyfans\.com|"
    r"linktr\.ee|threads\.net|cash\.app|venmo\.com|paypal\.me|kik\.me|"
    r"bsky\.app/profile)/[@$]?([a-z0-9_.-]{2,40})"
)


def find(sheet: Sheet) -> Iterator[Mention]:
    """The account names of a text, in order."""
    yield from _linked(sheet)
    for found in NAMED.of(sheet.alphabet).finditer(sheet.letters):
        mention = _after_platform(sheet, found.start())
        if mention is not None:
            yield mention
    for platform in signed_platforms(sheet):
        mention = _named(sheet, platform)
        if mention is not None:
            yield mention
    for at in sheet.at(AT):
        mention = _after_sign(sheet, at)
        if mention is not None:
            yield mention


def _linked(sheet: Sheet) -> Iterator[Mention]:
    if not any(site in sheet.folded for site in SITES):
        return
    for link in LINK.finditer(sheet.folded):
        platform = {
            "t": "telegram",
            "fb": "facebook",
            "x": "twitter",
            "linktr": "linktree",
            "cash": "cashapp",
            "bsky": "bluesky",
        }
        site = link.group(0).split(".")[0]
        name = link.group(1).strip(".-")
        detail = {"platform": platform.get(site, site)}
        yield make(sheet, KIND, name, link.span(1), Found(0.95, (), detail))


def _after_platform(sheet: Sheet, at: int) -> Mention | None:
    platform = platform_at(sheet, at)
    return None if platform is None else _named(sheet, platform)


def _named(sheet: Sheet, platform: Platform) -> Mention | None:
    """The name that stands beside a platform, after it or before it."""
    if sheet.is_claimed(sheet.starts[platform.first], sheet.starts[platform.last]):
        return None
    where, sure, tricks = _connected(sheet, platform)
    if where is None:
        return _before_platform(sheet, platform)
    name = NAME.match(sheet.folded, where, min(len(sheet.folded), where + 40))
    if name is None or sheet.is_claimed(*name.span()):
        return _before_platform(sheet, platform)
    drawn = "platform_emoji" in platform.tricks
    plain_word = sheet.tokens[platform.first] in ALSO_WORDS
    sure = (sure and not drawn and not plain_word) or _signed(sheet, where)
    if not _may_be(sheet, name, sure=sure):
        return _before_platform(sheet, platform)
    sheet.claim(*name.span())
    hidden = {*platform.tricks, *tricks}
    confidence = (0.95 if sure else 0.85) - (0.04 if hidden else 0.0)
    value = name.group(0).strip(".")
    return make(
        sheet, KIND, value, name.span(), Found(confidence, hidden, {"platform": platform.name})
    )


def _signed(sheet: Sheet, where: int) -> bool:
    return where > 0 and sheet.folded[where - 1] == "@"


def _connected(sheet: Sheet, platform: Platform) -> tuple[int | None, bool, set[str]]:
    """Where a name may begin after a platform, whether a sign announces it, the tricks so far."""
    tricks: set[str] = set()
    sure = False
    words = 0
    for i in range(platform.last, min(platform.last + 12, len(sheet.tokens))):
        token = sheet.tokens[i]
        if token[0].isspace():
            if "\n" in token:
                if token.count("\n") > 2:
                    return None, False, tricks
                tricks.add("next_line")
            continue
        if token[0].isalnum() or token == "_":
            if token in CONNECTORS and words < 4 and not _joined(sheet, i):
                words += 1
                sure = sure or token in (
                    "is",
                    "es",
                    "est",
                    "id",
                    "user",
                    "username",
                    "name",
                    "handle",
                    "usuario",
                    "pseudo",
                )
                continue
            return sheet.starts[i], sure, tricks
        ends = any(c in token for c in ".!?") and not any(c in token for c in "@:")
        if len(token) > 6 or (ends and not _goes_on(sheet, platform, i)):
            return None, False, tricks
        sure = sure or any(c in token for c in ":=@>→➡👉⬇👇↓$")
        if token.endswith("_"):
            return sheet.starts[i + 1] - 1, True, tricks
    return None, False, tricks


def _goes_on(sheet: Sheet, platform: Platform, i: int) -> bool:
    """Whether a sign that ends a sentence is an abbreviation's, or a name follows on the next "
    "line."""
    abbreviated = i == platform.last and sheet.tokens[i - 2 : i - 1] == ["."]
    return abbreviated or "\n" in "".join(sheet.tokens[i + 1 : i + 2])


def _joined(sheet: Sheet, i: int) -> bool:
    """Whether the token at `i` is part of a longer name (`my_name`)."""
    return (i + 1 < len(sheet.tokens) and sheet.tokens[i + 1][0] == "_") or (
        i + 2 < len(sheet.tokens)
        and sheet.tokens[i + 1] in (".", "-")
        and sheet.tokens[i + 2][0].isalnum()
    )


def _may_be(sheet: Sheet, name: re.Match[str], *, sure: bool) -> bool:
    value = name.group(0)
    if len(value) < 3 or len(value) > 32 or _is_number(sheet, name.span()):
        return False
    if SIGNED.search(value) and not NUMBERED.fullmatch(value):
        return True
    bits = sheet.flags[sheet.token_at(name.start())]
    if bits & (STOP | PLATFORM) or value in CONNECTORS:
        return False
    return sure


def _is_number(sheet: Sheet, span: tuple[int, int]) -> bool:
    """Whether every part of a span may be digits: a telephone number, not a name."""
    first, last = sheet.token_at(span[0]), sheet.token_at(span[1] - 1) + 1
    return all(
        sheet.flags[i] & (NUMBER | WEAK) for i in range(first, last) if sheet.tokens[i][0].isalnum()
    )


def _before_platform(sheet: Sheet, platform: Platform) -> Mention | None:
    """`anna_22 on insta`, `anna.22 (snap)`: the name stands before its platform."""
    before = sheet.folded[max(0, sheet.starts[platform.first] - 48) : sheet.starts[platform.first]]
    match = BEFORE.search(before)
    if match is None:
        return None
    value = match.group(2).strip(".")
    if not match.group(1) and (
        not SIGNED.search(value) or value.isdigit() or not LETTERS.search(value)
    ):
        return None
    offset = sheet.starts[platform.first] - len(before)
    span = (offset + match.start(2), offset + match.end(2))
    if sheet.is_claimed(*span):
        return None
    sheet.claim(*span)
    return make(sheet, KIND, value, span, Found(0.88, platform.tricks, {"platform": platform.name}))


def _after_sign(sheet: Sheet, at: int) -> Mention | None:
    token = sheet.tokens[at]
    if not token.endswith("@") or (at and sheet.tokens[at - 1][0].isalnum() and token == "@"):
        return None
    name = AT_NAME.match(sheet.folded, sheet.starts[at + 1] - 1)
    if name is None or sheet.is_claimed(*name.span(1)) or name.group(1).isdigit():
        return None
    value = name.group(1).rstrip(".")
    if len(value) < 3 or value in WHERE:
        return None
    sheet.claim(*name.span(1))
    start = name.start(1)
    return make(sheet, KIND, value, (start, start + len(value)), Found(0.8, (), {"platform": ""}))


EXAMPLES: Final = (
    Example("snap: anna_doe22", "anna_doe22", detail={"platform": "snapchat"}),
    Example("add me on Telegram @AnnaDoe", "annadoe", detail={"platform": "telegram"}),
    Example("https://instagram.com/anna.doe", "anna.doe", detail={"platform": "instagram"}),
    Example("anna.doe22 on insta", "anna.doe22", detail={"platform": "instagram"}),
    Example("I am on telegram now", None),
    Example("I.G. tess.88", "tess.88", detail={"platform": "instagram"}),
    Example("t g: vera_v1", "vera_v1", detail={"platform": "telegram"}),
    Example("cash app $kilnroom", "kilnroom", detail={"platform": "cashapp"}),
    Example("Add me on kik!\napplepie31", "applepie31", detail={"platform": "kik"}),
    Example("búscame en instagram como taller.lalo", "taller.lalo"),
    Example("t€legram voisin_22", "voisin_22", detail={"platform": "telegram"}),
    Example("we are @home most evenings", None),
)
