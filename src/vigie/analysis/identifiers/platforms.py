"""The platforms on which people have account names, and every way in which ads write them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from vigie.analysis.identifiers.flags import PIECE, PIECE_ON, PLATFORM
from vigie.analysis.identifiers.lexicon import REPEATED, Arrangement, spellings
from vigie.analysis.identifiers.sheet import Sheet
from vigie.analysis.identifiers.signed_words import signed_words

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
BETWEEN: Final = frozenset((" ", "'", "-", ".", "_", "*", "/", "|", "~", "  "))
LONGEST_PIECE: Final = 7
# The pieces in which a name may be written: its first one, and any other.
STARTS: Final = frozenset(name[:size] for name in BY_NAME for size in range(1, len(name)))
GOES_ON: Final = frozenset(
    name[start : start + size]
    for name in BY_NAME
    for start in range(1, len(name))
    for size in range(1, LONGEST_PIECE)
)
PLATFORMS: Final[Mapping[str, int]] = {
    word: (PLATFORM if word in BY_NAME or word in EMOJI else 0)
    | (PIECE if word in STARTS else 0)
    | (PIECE_ON if word in GOES_ON else 0)
    for word in (*STARTS, *GOES_ON, *BY_NAME, *EMOJI)
}
NAMED: Final = Arrangement(
    "{platform}|{piece}(?=.{on})", platform=PLATFORM, piece=PIECE, on=PIECE_ON
)
"""The tokens that may name a platform: alone, or as the first piece of a name."""
CONNECTORS: Final = frozenset(
    (
        "is me my on at id name user username handle add at the as follow dm find a us es est sur "
        "en mi mon moi ma c el usuario pseudo compte cuenta agregame sigueme ajoute ajoutez "
        "suivez suis como bajo sous under hit up or and also im i m text txt account page tag"
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
    if word not in STARTS or (at and sheet.tokens[at - 1] in BETWEEN and len(word) == 1
                                  and at > 1 and len(sheet.tokens[at - 2]) == 1
                                  and sheet.tokens[at - 2].isalnum()):  # fmt: skip
        return None
    for i in range(at + 2, min(at + 20, len(sheet.tokens)), 2):
        if sheet.tokens[i - 1] not in BETWEEN:
            break
        word += sheet.tokens[i]
        if word not in STARTS and word not in BY_NAME:
            break
        spaced_pair = len(word) <= 2 and sheet.tokens[i - 1] == " "
        if word in BY_NAME and not (spaced_pair and not _announces(sheet, i + 1)):
            found = Platform(BY_NAME[word], at, i + 1, frozenset(("split_platform",)))
        if len(word) > 10:
            break
    return found


def _announces(sheet: Sheet, at: int) -> bool:
    """Whether the token at `at` is a colon or an `@`, so that a name follows."""
    return at < len(sheet.tokens) and sheet.tokens[at][0] in ":@"


def signed_platforms(sheet: Sheet) -> Iterator[Platform]:
    """The names in which a sign stands for a letter (`$nap`, `sn@p`, `t3legr@m`)."""
    for signed in signed_words(sheet.folded, sheet.signs, _is_platform):
        name = next(BY_NAME[s] for s in spellings(signed.word) if s in BY_NAME)
        first, last = sheet.token_at(signed.start), sheet.token_at(signed.end - 1) + 1
        yield Platform(name, first, last, frozenset(("leet_platform",)))


@lru_cache(maxsize=4096)
def _is_platform(word: str) -> bool:
    return any(spelling in BY_NAME for spelling in spellings(word) if len(spelling) > 2)
