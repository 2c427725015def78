"""One captured record of a WARC becomes a row or a page."""

import io
import zlib
from dataclasses import dataclass

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from vigie.analysis.reading import Where
from vigie.lake.sources.encoding import decode_page
from vigie.lake.sources.expansion import expanded
from vigie.lake.sources.settings import RawPage, RawRow, Rows, Settings
from vigie.lake.sources.stream import CutError, Stream

_PAGES = ("text/html", "application/xhtml+xml")
_http = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One record that may be a page: what it is, whence, when, and the bytes of its block."""

    kind: str
    address: str
    date: str
    media_type: str
    block: bytes


@dataclass(frozen=True, slots=True)
class _Page:
    """What a site answered with: its type (with the charset) and its bytes."""

    media_type: str
    content: bytes

    @property
    def is_html(self) -> bool:
        return self.media_type.partition(";")[0].strip() in _PAGES

    @property
    def charset(self) -> str:
        return self.media_type.partition("charset=")[2].partition(";")[0].strip(" \"'")


class _RefusedError(Exception):
    """The record is a page that cannot be an ad; carries the reason and the sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def row_of(record: Record, stream: Stream, settings: Settings) -> Rows:
    """The page or the extracted text of a record; nothing for a record that is neither."""
    where = Where(stream.file, stream.place)
    if record.kind == "conversion":
        if record.media_type.startswith("text/plain"):
            text = decode_page(record.block, "utf-8")
            row = {"text": text, "url": record.address, "collected_at": record.date}
            yield RawRow(where, row)
        return
    try:
        page = _page(record, settings)
    except (_RefusedError, CutError) as error:
        yield stream.reject(error.reason, error.detail)
        return
    if page.is_html:
        html = decode_page(page.content, page.charset)
        yield RawPage(where, html, record.address, record.date)


def _page(record: Record, settings: Settings) -> _Page:
    if record.kind == "response" and record.address.lower().startswith("http"):
        return _answer(record.block, settings.line)
    return _Page(record.media_type, record.block)


def _answer(block: bytes, limit: int) -> _Page:
    """The page in a site's answer, unpacked. Raises _RefusedError for an error page."""
    body = io.BytesIO(block)
    try:
        head = _http.parse(body)
    except (StatusAndHeadersParserException, EOFError, ValueError):
        raise _RefusedError("http_broken", "the site's answer has no HTTP header") from None
    media_type = (head.get_header("Content-Type") or "").lower()
    page = _Page(media_type, b"")
    if not page.is_html:
        return page
    status = head.get_statuscode()
    if status != "200":
        raise _RefusedError("http_status", f"the site answered {status[:40]}")
    chunked = (head.get_header("Transfer-Encoding") or "").lower() == "chunked"
    packed = ChunkedDataReader(body).read(len(block)) if chunked else body.read()
    coding = (head.get_header("Content-Encoding") or "").lower()
    return _Page(media_type, _unpacked(packed, coding, limit))


def _unpacked(packed: bytes, coding: str, limit: int) -> bytes:
    """The bytes without their transfer coding. Errors: CutError, _RefusedError."""
    if coding in ("br", "compress"):
        raise _RefusedError("coding_unknown", f"the page is packed as {coding}, which is not read")
    if coding == "deflate":
        return _inflated(packed, limit)
    whole = b""
    for piece in expanded(iter([packed])):
        whole += piece
        if len(whole) > limit:
            raise _RefusedError("row_too_long", f"the page is longer than {limit >> 20} MiB")
    return whole


def _inflated(packed: bytes, limit: int) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(window).decompress(packed, limit)
        except zlib.error:
            continue
    raise _RefusedError("coding_unknown", "the page's deflate bytes are damaged")
