"""The platforms on which people have account names, and every way in which ads write them."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from vigie.analysis.identifiers.flags import PLATFORM
from vigie.analysis.identifiers.lexicon import REPEATED, spellings
from vigie.analysis.identifiers.sheet import Sheet

NAMES: Final = {
    "instagram": "instagram insta ig instagr instagrm",
    "snapchat": "snapchat snap sc snp snapch snapchatt snapp snapchap",
    "telegram": "telegram tg telegrama telegramm tele",
    "whatsapp": "whatsapp wa whatsap wats watsapp whatsup wsp whats wasap",
    "twitter": "twitter twtr tweeter",
    "facebook": "facebook fb messenger",
    "kik": "kik",
    "wickr": "wickr wickrme wicker",
    "tiktok": "tiktok",
    "onlyfans": "onlyfans",
    "skype": "skype",
    "discord": "discord disc",
    "signal": "signal",
    "viber": "viber",
    "line": "line",
    "wechat": "wechat weixin",
    "cashapp": "cashapp cashtag",
    "venmo": "venmo",
    "paypal": "paypal",
    "session": "session",
    "threema": "threema",
    "wire": "wire",
    "bluesky": "bluesky bsky",
    "threads": "threads",
    "linktree": "linktree",
    "reddit": "reddit",
    "tumblr": "tumblr",
    "pinterest": "pinterest",
    "youtube": "youtube",
    "twitch": "twitch",
    "zangi": "zangi",
    "textnow": "textnow",
}
# Names of platforms that are also words: a sign must announce the account name.
ALSO_WORDS: Final = frozenset(
    ("line session wire threads signal tele disc snap wicker whats wa sc").split()
)
EMOJI: Final = {"👻": "snapchat", "🐦": "twitter", "📷": "instagram", "📸": "instagram",
                "✈": "telegram", "🟢": "whatsapp", "🎵": "tiktok", "🦋": "bluesky"}  # fmt: skip
BY_NAME: Final = {
    spelling: platform
    for platform, names in NAMES.items()
    for name in names.split()
    for spelling in dict.fromkeys((name, REPEATED.sub(r"\1", name)))
}
SIGNED: Final = re.compile(r"[a-z]{0,9}[$@][a-z0-9$@]{2,9}")
SIGN: Final = re.compile(r"[$@](?=[a-z])")
LETTERS_BEFORE: Final = re.compile(r"[a-z0-9]*\Z")
SIGNS: Final = str.maketrans("$@", "sa")
# The first pieces of names that are written in two or more.
SPLIT_FIRST: Final = (
    "tele",
    "i",
    "t",
    "s",
    "k",
    "w",
    "f",
    "face",
    "what",
    "whats",
    "wats",
    "snap",
    "sna",
    "ins",
    "inst",
    "insta",
    "we",
    "tik",
    "cash",
    "only",
    "disc",
    "wick",
    "tel",
    "telegr",
    "twit",
    "you",
    "sky",
    "ki",
    "sn",
    "in",
)
PLATFORMS: Final[Mapping[str, int]] = dict.fromkeys(BY_NAME, PLATFORM) | dict.fromkeys(
    (*EMOJI, *SPLIT_FIRST), PLATFORM
)
BETWEEN: Final = frozenset((" ", "'", "-", ".", "_", "*", "/", "|", "~", "  "))
BEGINNINGS: Final = frozenset(
    name[:size] for name in BY_NAME if len(name) > 1 for size in range(1, len(name))
)
CONNECTORS: Final = frozenset(
    (
        "is me my on at id name user username handle add at the as follow dm find a us es est sur "
        "en mi mon moi ma c el usuario pseudo compte cuenta agregame sigueme ajoute ajoutez "
        "suivez suis hit up or and also im i m text txt account page tag"
    ).split()
)


class Platform(NamedTuple):
    """A platform named by the tokens from `first` up to `last`, with the tricks that hid it."""

    name: str
    first: int
    last: int
    tricks: frozenset[str]


def platform_at(sheet: Sheet, at: int) -> Platform | None:
    """The platform that a token names, alone or with those after it."""
    token = sheet.tokens[at]
    if not token[0].isalnum():
        return _drawn(token, at)
    if len(token) == 1 and (at + 2 >= len(sheet.tokens) or len(sheet.tokens[at + 2]) > 5):
        return None
    split = _split(sheet, at)
    if split is not None:
        return split
    name = BY_NAME.get(token)
    if name is not None:
        return Platform(name, at, at + 1, frozenset())
    respelled = _respelled(token)
    if respelled is None:
        return None
    return Platform(respelled[0], at, at + 1, frozenset(respelled[1:]))


@lru_cache(maxsize=32768)
def _respelled(token: str) -> tuple[str, str] | None:
    """The platform that a stretched or leet name means, and the trick."""
    for spelling in spellings(token):
        if spelling in BY_NAME:
            leet = any(c.isdigit() for c in token)
            return BY_NAME[spelling], "leet_platform" if leet else "stretched_platform"
    return None


def _drawn(token: str, at: int) -> Platform | None:
    """The platform that an emoji in a token stands for."""
    for character in token:
        if character in EMOJI:
            return Platform(EMOJI[character], at, at + 1, frozenset(("platform_emoji",)))
    return None


def _split(sheet: Sheet, at: int) -> Platform | None:
    """A name written in pieces (`tele gram`, `i.n.s.t.a`, `s n a p`), at most 9 of them."""
    word, found = sheet.tokens[at], None
    if word not in BEGINNINGS or (at and sheet.tokens[at - 1] in BETWEEN and len(word) == 1
                                  and at > 1 and len(sheet.tokens[at - 2]) == 1):  # fmt: skip
        return None
    for i in range(at + 2, min(at + 20, len(sheet.tokens)), 2):
        if sheet.tokens[i - 1] not in BETWEEN:
            break
        word += sheet.tokens[i]
        if word in BY_NAME and (len(word) > 2 or sheet.tokens[i - 1] != " "):
            found = Platform(BY_NAME[word], at, i + 1, frozenset(("split_platform",)))
        if len(word) > 10:
            break
    return found


def signed_platforms(sheet: Sheet) -> Iterator[Platform]:
    """The names in which a sign stands for a letter (`$nap`, `sn@p`)."""
    if "$" not in sheet.folded and "@" not in sheet.folded:
        return
    for sign in SIGN.finditer(sheet.folded):
        start = sign.start() - len(
            LETTERS_BEFORE.findall(sheet.folded[max(0, sign.start() - 9) : sign.start()])[0]
        )
        match = SIGNED.match(sheet.folded, start)
        if match is None or match.end() <= sign.end():
            continue
        for spelling in spellings(match.group(0).translate(SIGNS)):
            if spelling in BY_NAME:
                first, last = sheet.token_at(match.start()), sheet.token_at(match.end() - 1)
                yield Platform(BY_NAME[spelling], first, last + 1, frozenset(("leet_platform",)))
                break
