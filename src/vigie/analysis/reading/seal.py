"""An ad is sealed under the hash of what was posted."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from vigie.records import Ad

UNREADABLE = "unreadable_images"
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Posted:
    """Everything that was posted, and nothing of how it came here."""

    source: str
    native_id: str
    url: str
    posted_at: datetime | None
    title: str
    text: str
    location: str
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Seen:
    """How the ad came here: the file, the line, the moment of collection."""

    file: str
    line: int
    collected_at: datetime | None = None


def seal(posted: Posted, images: tuple[str, ...], unreadable: tuple[str, ...], seen: Seen) -> Ad:
    """The Ad, with its version and its id.

    `images` are the pictures that can be compared; `unreadable` those that cannot (a hash where
    the bytes could be read, else the path): they stay in `extra` and count in the version, so
    that the version says what was posted, whatever could be made of it here.
    """
    version = version_of(posted, (*images, *unreadable))
    name = native_name(posted.native_id) or f"#{version[:16]}"
    extra = dict(posted.extra)
    if unreadable:
        extra[UNREADABLE] = sorted(set(unreadable))
    return Ad(
        ad_id=f"{source_name(posted.source)}/{name}",
        version=version,
        source=posted.source,
        native_id=posted.native_id,
        url=posted.url,
        posted_at=posted.posted_at,
        collected_at=seen.collected_at,
        title=posted.title,
        text=posted.text,
        location=posted.location,
        images=images,
        extra=extra,
        file=seen.file,
        line=seen.line,
    )


def version_of(posted: Posted, images: tuple[str, ...]) -> str:
    """The SHA-256, 32 hexadecimal digits of it, of what was posted; pictures in no order.

    It can be had again from the stored ad: `images` together with `extra.unreadable_images`.
    """
    content = [
        posted.source,
        posted.native_id,
        posted.url,
        posted.posted_at.isoformat() if posted.posted_at else "",
        posted.title,
        posted.text,
        posted.location,
        sorted(set(images)),
        posted.extra,
    ]
    return hashlib.sha256(_canonical(content).encode()).hexdigest()[:32]


def source_name(source: str) -> str:
    """The source as it stands in an ad's id: a slash would let two ads share one id."""
    return source.replace("%", "%25").replace("/", "%2F")


def native_name(native_id: str) -> str:
    """The source's id as it stands in an ad's id: `#` at its start is kept for content hashes."""
    if native_id.startswith(("#", "%")):
        return ("%23" if native_id[0] == "#" else "%25") + native_id[1:]
    return native_id
