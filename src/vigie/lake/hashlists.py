"""Known-hash lists in the lake: every version kept, every change told by whom and why.

home/lists/<name>/<number>.json        what was done with a list: added or retired, never changed
home/batches/hashes/<hash>.parquet     the hashes of one version, named by what they hold
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from vigie.analysis.images.known import Entry, Listed
from vigie.lake.batches import add_batch, batch_of, read_table
from vigie.lake.errors import LakeProblem, NothingThere
from vigie.lake.files import write_bytes
from vigie.lake.lake import Lake
from vigie.lake.schemas import to_table
from vigie.records import WrongUse

ADDED, RETIRED = "added", "retired"
MINORS = "minors"
_NAME = re.compile(r"[\w][\w .-]{0,59}\Z")


@dataclass(frozen=True, slots=True)
class Version:
    """What was done with a list: its hashes replaced by those of a file, or the list retired.

    `hashes` names the batch that holds them; `counts` says how many there are of each kind. `file`
    and its SHA-256 say where they came from. `shows` is what its owner declares of every picture on
    it: MINORS, or nothing. A retired list is held against nothing any more.
    """

    name: str
    number: int
    action: str
    at: str
    by: str
    because: str = ""
    file: str = ""
    file_sha256: str = ""
    hashes: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    rejects: int = 0
    shows: str = ""


def versions(lake: Lake) -> tuple[Version, ...]:
    """Everything that was ever done with any list, by name and in order."""
    found = [_read(path) for path in _folder(lake).glob("*/[0-9]*.json")]
    return tuple(sorted(found, key=lambda one: (one.name, one.number)))


def active(lake: Lake) -> tuple[Version, ...]:
    """The newest version of each list that is not retired, by name."""
    newest = {one.name: one for one in versions(lake)}
    return tuple(one for one in newest.values() if one.action == ADDED)


def add_version(lake: Lake, told: Version, entries: Iterable[Entry]) -> Version:
    """Make these hashes the list's, from now on. The same again changes nothing.

    Call it under the lake's lock. Errors: WrongUse for a name that is none.
    """
    if not _NAME.match(told.name) or ".." in told.name:
        raise WrongUse(
            f"{told.name!r} cannot name a list",
            remedy="use letters, digits, spaces, dots and hyphens, 60 at most",
        )
    ordered = sorted(set(entries))
    table = to_table(Entry, ordered)
    folder = lake.home / "batches" / "hashes"
    hashes = batch_of(folder, table).batch_id
    before = _newest(lake, told.name)
    if before and (before.action, before.hashes, before.shows) == (ADDED, hashes, told.shows):
        return before
    kinds = [one.kind for one in ordered]
    counts = {kind: kinds.count(kind) for kind in sorted(set(kinds))}
    add_batch(folder, table)
    return _keep(lake, _next(before, told, hashes, counts))


def retire(lake: Lake, told: Version, *, erase: bool) -> Version:
    """Hold a list against nothing any more; with `erase` its hashes are removed from the disk too.

    The record stays: who, when, why. Call it under the lake's lock. Errors: NothingThere.
    """
    before = _newest(lake, told.name)
    if before is None or before.action == RETIRED:
        raise NothingThere(
            f"there is no list named {told.name}", where=str(lake.home), remedy="vigie lists show"
        )
    told = replace(told, shows=before.shows)
    done = _keep(lake, _next(before, told, before.hashes, before.counts))
    if erase:
        used = {one.hashes for one in active(lake)}
        for one in versions(lake):
            if one.name == told.name and one.hashes not in used:
                _hashes_path(lake, one.hashes).unlink(missing_ok=True)
    return done


def entries_of(lake: Lake, version: Version) -> Listed:
    """The hashes of a version, ready to be held against pictures."""
    rows = read_table(_hashes_path(lake, version.hashes)).to_pylist()
    return Listed(Entry(row["kind"], row["hash"]) for row in rows)


def _next(before: Version | None, told: Version, hashes: str, counts: Mapping[str, int]) -> Version:
    number = before.number + 1 if before else 1
    return replace(told, number=number, hashes=hashes, counts=dict(counts))


def _plain(version: Version) -> dict[str, object]:
    return asdict(version)


def _keep(lake: Lake, version: Version) -> Version:
    text = json.dumps(_plain(version), sort_keys=True, indent=1, ensure_ascii=False) + "\n"
    path = _folder(lake) / version.name / f"{version.number:06d}.json"
    write_bytes(path, text.encode())
    return version


def _newest(lake: Lake, name: str) -> Version | None:
    return next((one for one in reversed(versions(lake)) if one.name == name), None)


def _read(path: Path) -> Version:
    try:
        return Version(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise LakeProblem(
            "the record of a list is damaged", where=str(path), remedy="restore it from a copy"
        ) from error


def _hashes_path(lake: Lake, hashes: str) -> Path:
    return lake.home / "batches" / "hashes" / f"{hashes}.parquet"


def _folder(lake: Lake) -> Path:
    return lake.home / "lists"
