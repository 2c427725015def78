"""Domain names and the part before the `@`, read from tokens whether written plainly or spelled.

`janedoe@example.com`, `jane doe (at) example [dot] com`, `j a n e @ g m a i l . c o m`,
`jane arroba gee mail punto com`: one reader to the right and one to the left of the "at".
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import tldextract

from vigie.analysis.identifiers.flags import AT, DOT, MAIL, WEB
from vigie.analysis.identifiers.sheet import Sheet

PROVIDERS: Final = {
    "gmail": "gmail.com", "gee mail": "gmail.com", "g mail": "gmail.com", "gmial": "gmail.com",
    "gmai": "gmail.com", "gmal": "gmail.com", "gamil": "gmail.com", "geemail": "gmail.com",
    "googlemail": "googlemail.com", "google mail": "googlemail.com", "g male": "gmail.com",
    "gee male": "gmail.com", "jee mail": "gmail.com", "jmail": "gmail.com",
    "hotmail": "hotmail.com", "hot mail": "hotmail.com",
    "hotmial": "hotmail.com",
    "outlook": "outlook.com", "out look": "outlook.com", "yahoo": "yahoo.com",
    "ya hoo": "yahoo.com", "yah00": "yahoo.com", "yahu": "yahoo.com", "ymail": "ymail.com",
    "icloud": "icloud.com", "i cloud": "icloud.com", "eye cloud": "icloud.com",
    "proton mail": "protonmail.com", "protonmail": "protonmail.com", "proton": "proton.me",
    "tutanota": "tutanota.com", "aol": "aol.com", "a o l": "aol.com", "gmx": "gmx.com",
    "laposte": "laposte.net", "la poste": "laposte.net", "live": "live.com", "msn": "msn.com",
    "mail": "mail.com", "yandex": "yandex.com",
}  # fmt: skip
UNSURE: Final = frozenset(("live", "mail", "msn", "proton", "yandex"))
PLAIN_PROVIDERS: Final = frozenset(
    "gmail googlemail hotmail outlook yahoo ymail icloud protonmail proton tutanota aol gmx "
    "laposte live msn mail yandex".split()
)
DOTS: Final = ("dot", "punto", "point", "d0t", "dott", "pt", "ponto")
ATS: Final = ("at", "arroba", "arobase", "aroba", "arobas", "arrob", "a7", "aat", "atsign")
JOINTS: Final = {
    "dot": ".", "punto": ".", "point": ".", "d0t": ".", "ponto": ".",
    "underscore": "_", "under score": "_", "underscor": "_", "guion bajo": "_", "guionbajo": "_",
    "tiret bas": "_", "dash": "-", "hyphen": "-", "guion": "-", "tiret": "-", "tirets": "-",
}  # fmt: skip
ENDINGS: Final = frozenset(
    "test example com net org info biz co io me fr es mx uk us ca eu de it be ch nl pt br ar xyz "
    "online site app dev club live top shop link page tv cc ws in ru pl se no dk fi at au nz ie "
    "cat onion vip".split()
)
WORDS: Final[Mapping[str, int]] = (
    {w: MAIL for name in PROVIDERS for w in name.split()[:1] if len(w) > 1}
    | dict.fromkeys(DOTS, DOT)
    | dict.fromkeys(ATS, AT)
    | dict.fromkeys(("http", "https", "www", "hxxp", "hxxps"), WEB)
)
TYPED_ENDINGS: Final = frozenset(("con", "cm", "cim", "vom", "xom", "om", "comn", "coom", "col"))
SPELLED_ENDINGS: Final = {"calm": "com", "kom": "com", "c0m": "com", "comm": "com"}
# Endings that are kept for examples and tests (RFC 2606).
RESERVED: Final = ("test", "example", "invalid")
MAIL_WORD: Final = re.compile(r"m[ae][iey]?l{1,2}e?\Z")
# Providers as they sound, or with letters doubled or left out.
SOUNDS: Final = (
    (re.compile(r"[gj](?:e{1,3}|i|y)?[mn](?:ai|ei|ay|ey|ae|a|e|i)l{1,3}e?\Z"), "gmail.com"),
    (re.compile(r"h?o+t{1,2}h?[mn](?:ai|ei|ay|ey|a|ia)l{1,3}e?\Z"), "hotmail.com"),
    (re.compile(r"y+a+h+(?:o{1,5}|u{1,3}|o{1,2}h)\Z"), "yahoo.com"),
    (re.compile(r"[oa]u?t{1,2}l(?:o{1,4}|u{1,2})c?k{1,2}\Z"), "outlook.com"),
    (re.compile(r"(?:i|ay|ai|eye)[ck]l(?:ou|au|ow|aw)d{1,2}\Z"), "icloud.com"),
    (re.compile(r"prot[oó]n+(?:m(?:ai|ei|ay|a)l{1,2}e?)\Z"), "protonmail.com"),
)
OPEN: Final = re.compile(r"[\[\](){}<>*~|\"' _-]{0,4}\Z")
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
    if not labels:
        return None
    if len(labels) == 1:
        whole = PROVIDERS.get(labels[0])
        if whole is None:
            return None
        return Domain(whole, at, frozenset((tricks | {"missing_ending"}) - {""}))
    head = _sounds_like(labels[0], tricks) or PROVIDERS.get(labels[0], labels[0])
    if head != labels[0]:
        labels = [head.split(".")[0], *labels[1:]]
    if len(labels) == 2 and labels[0] in PLAIN_PROVIDERS and labels[1] in TYPED_ENDINGS:
        labels[1] = "com"
    labels[-1] = SPELLED_ENDINGS.get(labels[-1], labels[-1]) or labels[-1]
    while len(labels) > 1 and not registered(".".join(labels))[1]:
        return None
    return Domain(".".join(labels), at, frozenset(tricks - {""}))


def _sounds_like(label: str, tricks: set[str]) -> str:
    """The provider that a label is spelled after its sound (`jimeil`) or with doubled letters."""
    for pattern, provider in SOUNDS:
        if label + ".com" != provider and pattern.match(label):
            tricks.add("respelled_provider")
            return provider
    return ""


def _label(sheet: Sheet, at: int) -> tuple[str, int, str]:
    """One label from a token on: a provider of two words, letters spelled apart, or as it is."""
    tokens = sheet.tokens
    token = tokens[at]
    if not LABEL.match(token):
        return "", at, ""
    if at + 2 < len(tokens) and tokens[at + 1] in (" ", "-", "_"):
        pair = f"{token} {'mail' if MAIL_WORD.match(tokens[at + 2]) else tokens[at + 2]}"
        if pair in PROVIDERS:
            return PROVIDERS[pair].split(".")[0], at + 3, "respelled_provider"
        if len(token) == 1 and len(tokens[at + 2]) == 1:
            spelled, after = _spelled(tokens, at)
            return spelled, after, "spaced"
    if token in PROVIDERS and token not in PLAIN_PROVIDERS:
        return PROVIDERS[token].split(".")[0], at + 1, "respelled_provider"
    label, after = token, at + 1
    while after + 1 < len(tokens) and tokens[after] in ("-", "--"):
        if not LABEL.match(tokens[after + 1]) or sheet.flags[after + 1] & DOT:
            break
        label, after = label + tokens[after] + tokens[after + 1], after + 2
        if len(label) > 63:
            break
    return label, after, ""


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
                if after < len(sheet.tokens) and sheet.tokens[after] == " ":
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


def local_before(sheet: Sheet, at: int) -> tuple[str, int, frozenset[str]]:
    """The part before the `@` that stands at token `at`: its text, first token, tricks."""
    tokens = sheet.tokens
    i = at - 1
    tricks: set[str] = set()
    while i >= 0 and at - i <= 3 and len(tokens[i]) <= 4 and OPEN.match(tokens[i]):
        if tokens[i] in ("_", "-") and not _framed(tokens, at):
            break
        if tokens[i].isspace() and "\n" in tokens[i]:
            return "", at, frozenset()
        i -= 1
    local = ""
    first = at
    while i >= 0 and len(local) < 64:
        if not LABEL.match(tokens[i]):
            break
        local, first = tokens[i] + local, i
        while i > 0 and LABEL.match(tokens[i - 1]):
            i -= 1
            local, first = tokens[i] + local, i
        joint, i = _joint_before(
            sheet, i, spelled=len(local.replace(".", "")) > 1 and len(tokens[i]) == 1
        )
        if joint is None:
            break
        if joint in ("", " "):
            tricks.add("spaced")
            joint = ""
        elif joint[0] == "=":
            tricks.add("at_and_dot")
            joint = joint[1:]
        local = joint + local
    return local.strip(".-"), first, frozenset(tricks)


def _framed(tokens: list[str], at: int) -> bool:
    """Whether the same sign stands on both sides of the "at" (`-at-`, `_at_`)."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].strip() == tokens[at + 1].strip() != ""


def _joint_before(sheet: Sheet, i: int, *, spelled: bool) -> tuple[str | None, int]:
    """What joins the label at token `i` to one before it, and that label's token."""
    tokens = sheet.tokens
    if i < 2:
        return None, i
    before = tokens[i - 1]
    if before in (".", "_", "-", "+", "__", "..", "._", "_.", "--") and LABEL.match(tokens[i - 2]):
        return before, i - 2
    if before == " ":
        word = tokens[i - 2]
        if len(tokens[i]) == 1 and len(word) == 1 and LABEL.match(word):
            return " ", i - 2
        if word in ("_", ".", "-") and len(tokens[i]) == 1 and i >= 4 and tokens[i - 3] == " ":
            return word, i - 4
        joint = JOINTS.get(word)
        pair = f"{tokens[i - 4]} {word}" if i >= 5 and tokens[i - 3] == " " else ""
        if pair in JOINTS and i >= 6:
            return "=" + JOINTS[pair], i - 6
        if joint is not None and i >= 4 and tokens[i - 3] == " " and LABEL.match(tokens[i - 4]):
            return "=" + joint, i - 4
        return None, i
    bare = before.strip("[](){}<>* ")
    if bare == "" and i >= 4 and tokens[i - 2] in JOINTS and set(tokens[i - 3]) <= set("[(<{* "):
        return "=" + JOINTS[tokens[i - 2]], i - 4
    if bare in (".", "_") and len(before) > 1 and LABEL.match(tokens[i - 2]):
        return "=" + bare, i - 2
    del spelled
    return None, i
