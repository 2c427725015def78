"""Text in whatever encoding becomes UTF-8."""

import codecs
import re
from collections.abc import Iterator

from vigie.records import WrongUse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WESTERN = "windows-1252"
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


def known_encoding(name: str) -> str:
    """The encoding's proper name. Errors: WrongUse for one that is not known."""
    try:
        "".encode(name)  # not for codecs that are no encodings of text, such as base64
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise WrongUse(
            f"no encoding is named {name}", remedy="try utf-8, windows-1252 or iso-8859-15"
        ) from error


def transcoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The bytes as UTF-8, without a byte-order mark.

    `encoding` says what they are; where it is empty, a mark or the NULs of UTF-16 say so, and
    other bytes stay as they are (lines that are not UTF-8 are seen to one by one).
    """
    first = next(chunks, b"")
    while len(first) < 64 and (more := next(chunks, b"")):
        first += more
    mark, found = _marked(first)
    name = encoding or found or _spaced(first)
    rest = first[len(mark) :]
    if name in ("", "utf-8"):
        if rest:
            yield rest
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(name)("replace")
    yield decoder.decode(rest).encode("utf-8", "replace")
    for chunk in chunks:
        if text := decoder.decode(chunk):
            yield text.encode("utf-8", "replace")
    if text := decoder.decode(b"", final=True):
        yield text.encode("utf-8", "replace")


def _marked(first: bytes) -> tuple[bytes, str]:
    return next(((mark, name) for mark, name in _MARKS if first.startswith(mark)), (b"", ""))


def _spaced(first: bytes) -> str:
    """UTF-16 without a mark: plain letters with a NUL after (or before) each."""
    head = first[:64]
    if len(head) < 8:
        return ""
    odd, even = head[1::2].count(0) / (len(head) // 2), head[0::2].count(0) / (len(head) // 2)
    if odd > 0.8 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.1 else ""


def decode_line(line: bytes) -> tuple[str, bool]:
    """The text of a line, and whether it had to be guessed: not UTF-8, read as Windows-1252.

    Bytes that mean nothing there become U+FFFD.
    """
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        return line.decode(WESTERN, "replace"), True


def decode_page(content: bytes, charset: str) -> str:
    """The text of a page: in the charset that was announced, or that it names, or else guessed."""
    named = _CHARSET.search(content[:4096])
    for name in filter(None, (charset, named[1].decode("ascii") if named else "")):
        try:
            return content.decode(known_encoding(name))
        except (WrongUse, UnicodeDecodeError):
            continue
    return decode_line(content)[0]
