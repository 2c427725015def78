"""Files of known hashes, in the forms in which they are exchanged, entry by entry.

- CSV with a head: columns named `pdq`, `md5`, `sha1`, `sha256`; or `signal_type` and `signal_str`
  as `threatexchange dataset --csv` writes them; or `hash`, with `kind` or `type` beside it.
- Lines without a head: a hash; or its kind, a space, and the hash (`threatexchange dataset -S`, and
  the files of its `local_file` exchange).
- JSON, or JSON lines: objects with those names; threat descriptors (`type`: `HASH_PDQ`,
  `indicator`); entries with `fingerprints`, as the package keeps what it fetched.
- XML: `<queryResult>` of NCMEC's hash sharing interface.
"""

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO
from xml.parsers import expat

from vigie.analysis.images.known import DIGITS, Entry, entry_of
from vigie.lake.errors import LakeProblem
from vigie.records import Reject

MOST_BYTES = 2_000_000_000
MOST_PARSED = 256_000_000
"""A JSON document or an XML file is held whole while it is read; lines are not."""
Read = Iterator[Entry | Reject]
_INNOCENT = {"NEGATIVE_CLASS", "NON_MALICIOUS"}
_HASHES = ("signal_str", "indicator", "hash", "signal", "value")
_KINDS = ("signal_type", "type", "kind", "hash_type")


def read_hashes(path: Path, kind: str = "") -> Read:
    """Each hash of a file, or a Reject with its line (in JSON and XML: its number) and its reason.

    `kind` is what a hash is where the file does not say. Errors: LakeProblem where the file cannot
    be read.
    """
    try:
        size = path.stat().st_size
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            start = stream.read(4096).lstrip()[:1]
            stream.seek(0)
            if size > (MOST_PARSED if start in ("<", "[") else MOST_BYTES):
                raise LakeProblem("the list is too large", where=str(path), remedy="split it")
            yield from _read(stream, start, str(path), kind)
    except OSError as error:
        raise LakeProblem(f"cannot be read: {error.strerror}", where=str(path)) from error


def _read(stream: TextIO, start: str, file: str, kind: str) -> Read:
    if start == "<":
        found = _xml(stream.read())
    elif start in ("[", "{"):
        found = _json(stream)
    else:
        found = _lines(stream)
    for line, row in found:
        if isinstance(row, str):
            yield Reject(file, line, "broken_list", row)
        else:
            yield from _row(row, kind, (file, line))


Rows = Iterator[tuple[int, Mapping[str, Any] | str]]


def _lines(stream: TextIO) -> Rows:
    rows = csv.reader(stream)
    first = next(rows, [])
    head = [name.strip().lower() for name in first]
    if not set(head) & {*DIGITS, *_HASHES}:
        yield 1, _bare(first)
        head = []
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield rows.line_num, str(error)
            continue
        if not any(cell.strip() for cell in row):
            continue
        if head and len(row) != len(head):
            yield rows.line_num, f"{len(row)} fields where the head has {len(head)}"
        else:
            yield rows.line_num, dict(zip(head, row, strict=True)) if head else _bare(row)


def _bare(row: list[str]) -> Mapping[str, Any]:
    """A line without a head: the hash, or its kind and the hash with a space or comma between."""
    words = " ".join(row).split()
    if len(words) == 1:
        return {"hash": words[0]}
    return {"kind": words[0], "hash": words[1]} if len(words) > 1 else {"hash": ""}


def _json(stream: TextIO) -> Rows:
    text = stream.read(MOST_PARSED + 1)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _json_lines(stream, text)
        return
    if isinstance(whole, dict):
        inside = whole.get("data", whole.get("updates", whole.get("entries", whole)))
        whole = [*inside.values()] if isinstance(inside, dict) and _is_state(inside) else inside
    for number, row in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield number, row if isinstance(row, dict) else "an object with named fields is needed"


def _is_state(inside: Mapping[str, object]) -> bool:
    """Whether an object is a fetched state: keys of the exchange's own, an entry for each."""
    return all(isinstance(one, dict) or one is None for one in inside.values())


def _json_lines(stream: TextIO, text: str) -> Rows:
    text += stream.read()
    for line, part in enumerate(text.split("\n"), 1):
        if part.strip():
            try:
                row = json.loads(part)
            except (ValueError, RecursionError) as error:
                yield line, f"broken JSON: {error}"
                continue
            yield line, row if isinstance(row, dict) else "an object with named fields is needed"


def _xml(text: str) -> Rows:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield 1, "XML that declares entities is not read"
        return
    try:
        root = ET.fromstring(text.strip())  # noqa: S314 (no entities: refused above)
    except (ET.ParseError, expat.ExpatError, ValueError) as error:
        yield 1, f"broken XML: {error}"
        return
    number = 0
    for element in root.iter():
        name = _local(element.tag)
        if name in ("image", "video"):
            number += 1
            prints = [one for one in element.iter() if _local(one.tag) == "fingerprints"]
            yield (
                number,
                {"fingerprints": {_local(p.tag): p.text or "" for one in prints for p in one}},
            )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _row(row: Mapping[str, Any], kind: str, where: tuple[str, int]) -> Read:
    """The entries of one row; a Reject where it has none that can be used."""
    low = {str(name).strip().lower(): value for name, value in row.items()}
    if str(low.get("category") or low.get("status") or "").upper() in _INNOCENT:
        yield Reject(*where, "said_to_be_innocent", "the list itself says that this is no match")
        return
    if low.get("deleted") is True or low.get("should_delete") is True:
        yield Reject(*where, "deleted_entry", "the list itself says that this entry was withdrawn")
        return
    prints = low.get("fingerprints")
    named = {str(k).lower(): v for k, v in prints.items()} if isinstance(prints, dict) else low
    several = {name: str(named[name] or "") for name in DIGITS if named.get(name)}
    if several:
        for name, digits in several.items():
            yield _entry(name, digits, where)
        return
    written = next((str(low[name]) for name in _HASHES if low.get(name)), "")
    said = next((str(low[name]) for name in _KINDS if low.get(name)), "")
    if not written:
        yield Reject(*where, "no_hash", "no field holds a PDQ, MD5, SHA-1 or SHA-256")
    elif said and not (meant := _kind(said)):
        yield Reject(*where, "another_kind", f"{said} is not a hash of pictures that is read here")
    else:
        yield _entry(meant if said else kind, written, where)


def _kind(said: str) -> str:
    """The kind that a name means: `HASH_PDQ`, `video_md5`, `SHA-256`; empty for none."""
    plain = said.strip().lower().replace("-", "").removeprefix("hash_")
    plain = plain.removeprefix("video_").removeprefix("photo_").removeprefix("image_")
    return plain if plain in DIGITS else ""


def _entry(kind: str, digits: str, where: tuple[str, int]) -> Entry | Reject:
    made = entry_of(kind, digits)
    return Reject(*where, "not_a_hash", made) if isinstance(made, str) else made
