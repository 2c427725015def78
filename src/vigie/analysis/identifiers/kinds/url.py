"""Web addresses: scheme and host in lower case, no trailing slash or punctuation.

An address without a scheme gets `https://`; a defanged one (`hxxp`, `[.]`) its own again.
`detail`: `domain`, the registered domain.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from vigie.analysis.identifiers.addresses import ENDINGS, domain_at, registered
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import DOT, WEB
from vigie.analysis.identifiers.lexicon import BRACKETED_DOTS
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "url"
WORDS: Final[Mapping[str, int]] = {}
DOTTED: Final = re.compile(r"\.(?<=[a-z0-9]\.)[a-z][a-z0-9-]")
HOST_BEFORE: Final = re.compile(r"[a-z0-9.-]{1,253}\Z")
SCHEME_BEFORE: Final = re.compile(r"(?:https?|hxxps?|ftp)://(?:[^\s/@]{1,64}@)?\Z")
REST: Final = re.compile(r"(?::[0-9]{2,5})?(?:[/?#][^\s<>\"'\[\]{}|\\^`;]{0,2000})?")
LABELS: Final = re.compile(r"\.[a-z0-9-]{1,63}")
SPOKEN_PATH: Final = re.compile(r"(?:[ ]{1,2}(?:slash|barra)[ ]{1,2}[a-z0-9_-]{1,40}){1,4}")
SPOKEN_SLASH: Final = re.compile(r"[ ]+(?:slash|barra)[ ]+", re.IGNORECASE)
TRAILING: Final = ".,;:!?)…*"


def find(sheet: Sheet) -> Iterator[Mention]:
    """The web addresses of a text, in order."""
    done = 0
    for at in sheet.at(DOT):
        if sheet.tokens[at] in BRACKETED_DOTS:
            yield from _present(_spelled(sheet, at))
    for at in sheet.at(WEB) if "www . " in sheet.folded else ():
        if sheet.tokens[at] == "www":
            yield from _present(_spaced(sheet, at))
    for dot in DOTTED.finditer(sheet.folded):
        if dot.start() < done or sheet.is_claimed(dot.start(), dot.end()):
            continue
        mention, done = _plain(sheet, dot.start())
        if mention is not None:
            yield mention
    for at in sheet.at(DOT):
        yield from _present(_spelled(sheet, at))


def _present(mention: Mention | None) -> Sequence[Mention]:
    return () if mention is None else (mention,)


def _spaced(sheet: Sheet, at: int) -> Mention | None:
    """An address with spaces around its dots (`www . example . com`)."""
    sheet.spaced_dots = True
    domain = domain_at(sheet, at)
    sheet.spaced_dots = False
    if domain is None or domain.name.rsplit(".", 1)[1] not in ENDINGS:
        return None
    start, end = sheet.starts[at], sheet.starts[domain.last]
    return _made(sheet, (start, start, end, end), domain.name, domain.tricks | {"spaced"})


def _plain(sheet: Sheet, dot: int) -> tuple[Mention | None, int]:
    folded = sheet.folded
    before = HOST_BEFORE.search(folded, max(0, dot - 80), dot)
    start = before.start() if before is not None else dot
    while start < dot and folded[start] in ".-":
        start += 1
    end = dot
    while (label := LABELS.match(folded, end)) is not None and end - dot < 250:
        end = label.end()
    host = folded[start:end].rstrip(".-")
    end = start + len(host)
    head = SCHEME_BEFORE.search(folded, max(0, start - 76), start)
    domain, suffix = registered(host)
    rest = REST.match(folded, end)
    path = rest.end() if rest is not None else end
    bare = head is None and not host.startswith("www.") and path == end
    if not domain or suffix in ("", "onion") or (bare and not _common(sheet, host, (start, end))):
        return None, end
    if start and head is None and folded[start - 1] == "@":
        return None, end
    first = head.start() if head is not None else start
    return _made(sheet, (first, start, end, path), host), path


def _common(sheet: Sheet, host: str, span: tuple[int, int]) -> bool:
    """Whether a bare host is an address and not two words with a full stop between."""
    if host.rsplit(".", 1)[1] not in ENDINGS:
        return False
    first, last = sheet.view.place(*span)
    surface = sheet.text[first:last]
    return not surface.rsplit(".", 1)[1][:1].isupper() or surface.isupper()


def _made(
    sheet: Sheet, span: tuple[int, int, int, int], host: str, tricks: frozenset[str] = frozenset()
) -> Mention | None:
    first, start, end, path = span
    while path > end and sheet.folded[path - 1] in TRAILING:
        path -= 1
    if sheet.is_claimed(first, path):
        return None
    sheet.claim(first, path)
    scheme = "http" if sheet.folded.startswith(("http:", "hxxp:"), first) else "https"
    tail = sheet.text[slice(*sheet.view.place(end, path))].rstrip("/") if path > end else ""
    tail = SPOKEN_SLASH.sub("/", tail)
    if sheet.folded.startswith("hxxp", first):
        tricks |= {"at_and_dot"}
    confidence = (0.98 if start != first else 0.93) - 0.05 * bool(tricks)
    found = Found(confidence, tricks, {"domain": registered(host)[0]})
    return make(sheet, KIND, f"{scheme}://{host}{tail}", (first, path), found)


def _spelled(sheet: Sheet, at: int) -> Mention | None:
    """An address whose dots are words, around the dot at a token."""
    first = _first_label(sheet, at)
    if first is None or sheet.is_claimed(sheet.starts[first], sheet.starts[at + 1]):
        return None
    domain = domain_at(sheet, first)
    if domain is None or domain.last <= at or domain.name.rsplit(".", 1)[1] not in ENDINGS:
        return None
    start, end = sheet.starts[first], sheet.starts[domain.last]
    head = SCHEME_BEFORE.search(sheet.folded, max(0, start - 76), start)
    rest = REST.match(sheet.folded, end)
    path = rest.end() if rest else end
    spoken = SPOKEN_PATH.match(sheet.folded, end) if path == end else None
    if spoken is not None:
        path = spoken.end()
    span = (head.start() if head else start, start, end, path)
    return _made(sheet, span, domain.name, domain.tricks | {"at_and_dot"})


def _first_label(sheet: Sheet, at: int) -> int | None:
    i = at - 1
    while i >= 0 and at - i <= 2 and not sheet.tokens[i][0].isalnum():
        if len(sheet.tokens[i]) > 3 or "\n" in sheet.tokens[i]:
            return None
        i -= 1
    if i < 0 or not sheet.tokens[i][0].isalnum():
        return None
    while i >= 2 and sheet.tokens[i - 1] == "." and sheet.tokens[i - 2][0].isalnum():
        i -= 2
    if i >= 4 and sheet.flags[i - 2] & DOT and sheet.tokens[i - 4] == "www":
        return i - 4
    return i


EXAMPLES: Final = (
    Example("www . example . com", "https://www.example.com"),
    Example("oldbooks.example(.)org", "https://oldbooks.example.org"),
    Example("garden dot example dot net slash pots", "https://garden.example.net/pots"),
    Example("see https://Example.com/Anna/ now", "https://example.com/Anna"),
    Example("www.example.org", "https://www.example.org"),
    Example("site: anna.example.com.", "https://anna.example.com"),
    Example("hello.Call me", None),
    Example("plans:https://example.net/plan.pdf;thanks", "https://example.net/plan.pdf"),
)
