"""Files of ads as tests write them."""

import gzip
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import zstandard

from vigie.lake.sources import Place, RawPage, RawRow, Settings, rows
from vigie.records import Reject

AD: Mapping[str, object] = {
    "source": "alpha.example",
    "native_id": "1",
    "text": "Call 312-555-0123",
}


def jsonl(ads: Iterable[Mapping[str, object]]) -> bytes:
    return b"".join(json.dumps(ad).encode() + b"\n" for ad in ads)


def numbered(count: int) -> list[dict[str, object]]:
    return [{**AD, "native_id": str(number)} for number in range(count)]


PLAIN = Settings()
PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": gzip.compress,
    "zstd": zstandard.compress,
}


def warc(pages: Mapping[str, str], *, packed: bool = False, status: str = "200 OK") -> bytes:
    """A WARC with a response for each page, after a warcinfo and with a request before each."""
    records = [_record("warcinfo", "", "application/warc-fields", b"software: tests\r\n")]
    for address, html in pages.items():
        request = b"GET / HTTP/1.1\r\nHost: alpha.example\r\n\r\n"
        records.append(_record("request", address, "application/http;msgtype=request", request))
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        answer = head.encode() + html.encode()
        records.append(_record("response", address, "application/http;msgtype=response", answer))
    return b"".join(gzip.compress(record) if packed else record for record in records)


def _record(kind: str, address: str, media_type: str, block: bytes) -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Date: 2026-03-05T10:00:00Z",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(block)}",
    ]
    if address:
        lines.append(f"WARC-Target-URI: {address}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def read(path: Path, settings: Settings = PLAIN) -> tuple[list[RawRow], list[Reject]]:
    """The rows and the rejects of a file that the user named."""
    found = list(rows(Place(path), settings))
    return (
        [one for one in found if isinstance(one, RawRow)],
        [one for one in found if isinstance(one, Reject)],
    )


def read_pages(path: Path) -> tuple[list[RawPage], list[Reject]]:
    """The pages and the rejects of a file that the user named."""
    found = list(rows(Place(path), PLAIN))
    return (
        [one for one in found if isinstance(one, RawPage)],
        [one for one in found if isinstance(one, Reject)],
    )


def values(read_rows: Iterable[RawRow]) -> list[dict[str, object]]:
    return [dict(row.values) for row in read_rows]
