"""WARC: pages as a crawler captured them (ISO 28500)."""

from collections.abc import Iterator

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from vigie.lake.sources.capture import Record, row_of
from vigie.lake.sources.settings import Rows, Settings
from vigie.lake.sources.stream import Stream

_MAGIC = b"WARC/"
_HEADERS = 1 << 20
_HEADER_LINE = 1 << 16
_WANTED = ("response", "resource", "conversion")
Refusal = tuple[str, str]
_CUT: Refusal = ("warc_cut", "the file ends within this record; the records before it were read")


class Warc:
    """Every HTML page that a site answered with, and every text that was extracted from one.

    Requests, pictures and other records are passed over. A page that answers with an error, or
    that cannot be read, is a Reject at the number of its record.
    """

    name = "WARC"

    def matches(self, sample: bytes, settings: Settings) -> bool:  # noqa: ARG002 (the protocol's)
        """Whether the file begins with a WARC record."""
        return sample.lstrip(b"\r\n").startswith(_MAGIC)

    def rows(self, stream: Stream, settings: Settings) -> Rows:
        """A row for each page; the place is the record's number."""
        for record in _records(stream, settings):
            if isinstance(record, Record):
                yield from row_of(record, stream, settings)
            elif not (record[0] == "warc_cut" and stream.cut):
                yield stream.reject(*record)


class _Header:
    """The stream as warcio reads a record's header from it: bounded in line and in all."""

    def __init__(self, stream: Stream) -> None:
        self._stream, self._left = stream, _HEADERS

    def readline(self, size: int | None = None) -> bytes:
        line = self._stream.readline(min(size or _HEADER_LINE, _HEADER_LINE, self._left))
        self._left -= len(line)
        return line

    def read(self, size: int | None = None) -> bytes:
        return self._stream.read(size or 0)

    def tell(self) -> int:
        return 0


def _records(stream: Stream, settings: Settings) -> Iterator[Record | Refusal]:
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    while first := _next_record(stream):
        stream.place += 1
        try:
            record = loader.parse_record_stream(
                _Header(stream), first, known_format="warc", no_record_parse=True
            )
        except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError) as error:
            yield _broken(stream, f"its header cannot be read ({type(error).__name__})")
        else:
            yield from _block(record, stream, settings)


def _next_record(stream: Stream) -> bytes:
    """The first line of the next record; what stands before it is passed over."""
    while line := stream.readline(_HEADER_LINE):
        if line.startswith(_MAGIC):
            return line
    return b""


def _block(record: ArcWarcRecord, stream: Stream, settings: Settings) -> Iterator[Record | Refusal]:
    """The record with its block, where it may be a page; else the block is passed over."""
    length, wanted = record.length, record.rec_type in _WANTED
    if not (record.rec_headers.get_header("Content-Length") or "").strip().isdecimal():
        yield _broken(stream, "its header gives no length")
    elif not wanted or length > settings.line:
        if not _skip(stream, length):
            yield _CUT
        elif wanted:
            yield "row_too_long", f"the record has {length} bytes and was not read"
    elif len(block := stream.read(length)) < length:
        yield _CUT
    else:
        header = record.rec_headers.get_header
        yield Record(
            kind=record.rec_type,
            address=header("WARC-Target-URI") or "",
            date=header("WARC-Date") or "",
            media_type=(header("Content-Type") or "").lower(),
            block=block,
        )


def _broken(stream: Stream, detail: str) -> Refusal:
    """What a header that cannot be read means: at the end of the file, that it was cut there."""
    return ("warc_record_broken", detail) if stream.peek(1) else _CUT


def _skip(stream: Stream, size: int) -> bool:
    while size > 0:
        gone = len(stream.read(min(size, 1 << 20)))
        if not gone:
            return False
        size -= gone
    return True
