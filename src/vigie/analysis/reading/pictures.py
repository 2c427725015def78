"""How a row names a picture: a file beside it, a hash, or an address that is not fetched."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {"md5": 32, "sha1": 40, "sha256": 64, "pdq": 64}
_BARE = {32: "md5", 40: "sha1", 64: "sha256"}
_HEX = re.compile(r"[0-9a-fA-F]+")
_HASH = re.compile(r"(md5|sha-?1|sha-?256|pdq)\s*:\s*([0-9a-fA-F]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]+:|[a-z]:|/|~", re.IGNORECASE)
_PATH_KEYS = ("path", "file", "filename", "file_name", "local_path", "name")
_URL_KEYS = ("url", "src", "href", "contentUrl")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as a row names it: any of a path, hashes, an address; or why it cannot be used.

    `path` is relative to the file's folder, with `/`, and never climbs out of it by its letters
    (links are for whoever opens it). `reason` and `detail` are set where nothing can be used;
    `shown` is what a person reads in a Reject.
    """

    shown: str
    path: str = ""
    md5: str = ""
    sha1: str = ""
    sha256: str = ""
    pdq: str = ""
    url: str = ""
    reason: str = ""
    detail: str = ""

    @property
    def image_id(self) -> str:
        """The picture's name by the hashes that the source gave; PDQ first, as it says most."""
        if self.pdq:
            return f"pdq:{self.pdq}"
        if self.sha256:
            return self.sha256
        if self.sha1:
            return f"sha1:{self.sha1}"
        return f"md5:{self.md5}" if self.md5 else ""


def name_pictures(value: object) -> Iterator[Picture]:
    """Every picture that a cell or field names: a string, an object, or a list of them.

    A string may hold several, set apart by `|`, `;`, line breaks, or commas, or be a JSON list.
    """
    if isinstance(value, (list, tuple)):
        for item in value:
            if isinstance(item, str):
                yield _from_text(item.strip())
            else:
                yield from name_pictures(item)
    elif isinstance(value, dict):
        yield _from_object(value)
    elif isinstance(value, str):
        yield from _from_cell(value)
    elif value is not None:
        yield _unused(repr(value)[:80], "picture_unreadable", "neither a path nor a hash")


def _from_cell(cell: str) -> Iterator[Picture]:
    text = cell.strip()
    if text.startswith(("[", "{")):
        try:
            yield from name_pictures(json.loads(text))
        except (ValueError, RecursionError):
            yield _unused(text[:80], "picture_unreadable", "not a list of pictures in JSON")
        return
    mark = r"[\s|]+|[,;]+(?=\s*(?:https?:|//))" if _ADDRESS.match(text) else r"[|;\n]|,(?=.*\S)"
    for part in re.split(mark, text):
        if part.strip():
            yield _from_text(part.strip())


def _from_text(text: str) -> Picture:
    if found := _HASH.fullmatch(text):
        return _from_hash(found[1].lower().replace("-", ""), found[2], text)
    if _HEX.fullmatch(text) and len(text) in _BARE:
        return _from_hash(_BARE[len(text)], text, text)
    if _ADDRESS.match(text):
        return Picture(shown=text[:200], url=text)
    return _from_path(text)


def _from_hash(kind: str, digits: str, shown: str) -> Picture:
    if len(digits) != _DIGITS[kind]:
        detail = f"{kind} has {_DIGITS[kind]} hexadecimal digits, not {len(digits)}"
        return _unused(shown[:200], "picture_hash_unreadable", detail)
    value = digits.lower()
    if kind == "md5":
        return Picture(shown=shown, md5=value)
    if kind == "sha1":
        return Picture(shown=shown, sha1=value)
    return Picture(shown=shown, sha256=value) if kind == "sha256" else Picture(shown, pdq=value)


def _from_path(text: str) -> Picture:
    path = text.replace("\\", "/")
    if not path or "\0" in path or len(path) > 1000:
        return _unused(text[:80], "picture_unreadable", "not a path")
    if _ABSOLUTE.match(path):
        return _unused(text[:200], "picture_path_absolute", "a picture's path starts at its file")
    if ".." in path.split("/"):
        return _unused(text[:200], "picture_path_climbs", "the path leaves the folder of its file")
    return Picture(shown=text[:200], path=path)


def _from_object(value: dict[str, object]) -> Picture:
    hashes = {}
    for kind in _DIGITS:
        digits = value.get(kind)
        if isinstance(digits, str) and digits.strip():
            read = _from_hash(kind, digits.strip().split(":")[-1], digits)
            if read.reason or not _HEX.fullmatch(digits.strip().split(":")[-1]):
                return _unused(
                    digits[:200], "picture_hash_unreadable", f"{kind} is not hexadecimal"
                )
            hashes[kind] = getattr(read, kind)
    path, url = _first(value, _PATH_KEYS), _first(value, _URL_KEYS)
    named = _from_text(path or url or str(value.get("hash") or ""))
    if hashes and not named.path:
        return Picture(shown=named.shown or next(iter(hashes.values())), url=named.url, **hashes)
    return Picture(shown=named.shown, path=named.path, **hashes) if hashes else named


def _first(value: dict[str, object], keys: tuple[str, ...]) -> str:
    return next((v.strip() for k in keys if isinstance(v := value.get(k), str) and v.strip()), "")


def _unused(shown: str, reason: str, detail: str) -> Picture:
    return Picture(shown=shown, reason=reason, detail=detail)
