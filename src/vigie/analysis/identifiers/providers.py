"""Mail providers as they are written so as not to be found: by sound, in pieces, with leet letters.

`gee mail`, `jee-male`, `h0tmail`, `ya hoo`, `out luk`, `gm@il` are one name each: what they are
joined together, digits and signs read as letters, held against a pattern for each provider.
"""

import re
from functools import lru_cache
from typing import Final

DOMAINS: Final = {
    "gmail": "gmail.com", "googlemail": "googlemail.com", "hotmail": "hotmail.com",
    "outlook": "outlook.com", "yahoo": "yahoo.com", "ymail": "ymail.com", "icloud": "icloud.com",
    "protonmail": "protonmail.com", "proton": "proton.me", "tutanota": "tutanota.com",
    "aol": "aol.com", "gmx": "gmx.com", "laposte": "laposte.net", "live": "live.com",
    "msn": "msn.com", "mail": "mail.com", "yandex": "yandex.com", "wanadoo": "wanadoo.fr",
    "fastmail": "fastmail.com", "zoho": "zoho.com",
}  # fmt: skip
"""Each provider's name and the domain that is meant where no ending is said."""
UNSURE: Final = frozenset(("live", "mail", "msn", "yandex", "zoho"))
"""Names that are words, or short: a bare "at" before one needs more."""
MAIL: Final = r"m+(?:ai|ei|ay|ey|ae|ia|ahi|a|e|i)l{1,3}e?"
SOUNDS: Final = tuple(
    (name, re.compile(pattern + r"\Z"))
    for name, pattern in (
        ("gmail", r"(?:d?j|g|gh|jh)(?:e{0,3}|i|y|ea)" + MAIL + "|g(?:nail|amil|mai|mali)"),
        ("hotmail", r"[hj]?(?:o+|a|ah|aw|oh|au)t{1,2}h?e?(?:" + MAIL + r"|mai|mali|nail)"),
        ("yahoo", (r"y+(?:e?a+h?)(?:h|w|j|wh|jh)?(?:o{1,5}|u{1,3}|ou|ew|oe|oh|ooh|uh)"
         "|yhaoo|yaoho|jahoo|iahoo")),
        ("outlook", (r"(?:o+|a|ao|ow|aw|au)(?:u|w|ou)?t{1,2}e?l(?:o{1,4}|u{1,2}|ou)c?[kq]{1,2}"
         "|oultook")),
        ("icloud", r"(?:i|ay|ai|eye|aye|ajy)[ck]{1,2}l(?:ou|au|ow|aw|o|u)d{1,2}e?"),
        ("protonmail", r"pr(?:o|oh|ou)t(?:o|ou|a)n+e?" + MAIL),
        ("proton", r"prot(?:o|ou)n"),
        ("ymail", r"(?:y|why|wai)" + MAIL),
        ("aol", r"aol|(?:ay|a|ey)(?:oh|o)(?:el|ell)"),
        ("googlemail", r"g[ou]{2}g(?:le|el|ul|al)" + MAIL),
        ("tutanota", r"tut+anot+a"), ("laposte", r"lapost+e?"), ("gmx", r"gmx|geeemex"),
        ("fastmail", r"fast" + MAIL),
    )
)  # fmt: skip
LEET: Final = (str.maketrans("01345@!$", "oieasais"), str.maketrans("01345@!$", "oleasals"))
STARRED: Final = "aoiue"
LONGEST: Final = 24
# Domains that sound like a provider and are somebody else's.
OTHERS: Final = frozenset(("email", "jamal", "jamail", "jamil", "gamal", "gamel"))


@lru_cache(maxsize=16384)
def provider(name: str) -> str:
    """The provider that a name of letters, digits and signs is, or nothing."""
    if name in DOMAINS:
        return name
    if len(name) < len("aol") or len(name) > LONGEST or name in OTHERS:
        return ""
    if "*" in name:
        spellings = [name.replace("*", vowel) for vowel in STARRED]
    else:
        spellings = list(dict.fromkeys(name.translate(table) for table in LEET))
    for spelling in spellings:
        if spelling in DOMAINS:
            return spelling
        for known, pattern in SOUNDS:
            if pattern.match(spelling):
                return known
    return ""
