"""Which format a file is in, told from its first bytes."""

from contextlib import closing
from pathlib import PurePath

from vigie.lake.sources.encoding import transcoded
from vigie.lake.sources.expansion import expanded
from vigie.lake.sources.htmlpage import HtmlPage
from vigie.lake.sources.jsonlines import JsonLines
from vigie.lake.sources.jsonvalues import JsonValues
from vigie.lake.sources.opening import Place, chunks
from vigie.lake.sources.settings import Format, Rows, Settings
from vigie.lake.sources.stream import Stream
from vigie.lake.sources.table import Table
from vigie.lake.sources.warc import Warc

FORMATS: tuple[Format, ...] = (Warc(), HtmlPage(), JsonValues(), JsonLines(), Table())
_BY_NAME: dict[str, Format] = {".jsonl": JsonLines(), ".ndjson": JsonLines(), ".json": JsonLines()}
_SAMPLE = 1 << 16
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PACKED = {b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-zip"}


def rows(place: Place, settings: Settings) -> Rows:
    """Every row of a file, and a Reject for each that cannot be read. Never raises.

    Pictures met in a folder are passed over: they belong to the ads that name them.
    """
    with closing(chunks(place)) as packed:
        raw = Stream(expanded(packed), place.shown)
        head = raw.peek(16)
        if not place.named and head.startswith(_PICTURES):
            return
        stream = Stream(transcoded(raw.rest(), settings.encoding), place.shown)
        sample = stream.peek(_SAMPLE)
        if sample.strip():
            form = _form_of(sample, place, settings)
            yield from form.rows(stream, settings) if form else _unknown(head, stream)
        elif not stream.cut:
            yield stream.reject("empty_file", "the file holds nothing")
        if stream.cut:
            yield stream.reject(stream.cut.reason, stream.cut.detail)


def _form_of(sample: bytes, place: Place, settings: Settings) -> Format | None:
    """The first format that knows the sample; else the one that the file's name promises."""
    known = next((form for form in FORMATS if form.matches(sample, settings)), None)
    suffixes = PurePath(place.path).suffixes
    return known or next((_BY_NAME[end] for end in suffixes if end in _BY_NAME), None)


def _unknown(head: bytes, stream: Stream) -> Rows:
    packed = next((name for magic, name in _PACKED.items() if head.startswith(magic)), "")
    if packed:
        yield stream.reject("format_unknown", f"packed as {packed}: unpack it first")
    elif head.startswith(_PICTURES):
        yield stream.reject("format_unknown", "a picture; give the file of ads that names it")
    else:
        detail = (
            "neither JSON, WARC, HTML nor a table with a column that is known; "
            "name a table's columns with --map column=field"
        )
        yield stream.reject("format_unknown", detail)
