"""One classified advertisement, as it was posted."""

from dataclasses import dataclass, field
from datetime import datetime

Extra = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ad:
    """One advertisement at one version: the words, the place and the pictures as posted.

    `ad_id` is `source/native_id`, or `source/#` and the start of the content's hash where the
    source gave no id. `version` is the SHA-256 (32 hexadecimal digits of it) of everything that
    was posted, so that the same ad seen again has the same version and a changed ad has another.
    Times are in UTC. `images` holds the picture's SHA-256 (64 digits) where its bytes were read, or
    `md5:…`, `sha1:…`, `pdq:…` where the source gave a hash alone. `extra` is every other field of
    the row. `file` and `line` say where the row was read (line 1 is the first; in a WARC, the
    record's number).
    """

    ad_id: str
    version: str
    source: str
    native_id: str
    url: str = ""
    posted_at: datetime | None = None
    collected_at: datetime | None = None
    title: str = ""
    text: str = ""
    location: str = ""
    images: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict)
    file: str = ""
    line: int = 0

    @property
    def full_text(self) -> str:
        """The title, a line break, the body: the string that every Mention's offsets count in."""
        return f"{self.title}\n{self.text}" if self.title else self.text
