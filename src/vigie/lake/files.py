"""Files that appear whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from vigie.lake.errors import explain

UNFINISHED = ".unfinished-"


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Yield a place beside `path` to write to; it becomes `path` at the end, whole, or vanishes.

    The bytes are on the disk before the name is, so a power cut leaves the old state or the new
    one. Errors: DiskFull or LakeProblem for what the operating system refuses.
    """
    draft = path.with_name(f"{UNFINISHED}{os.getpid()}-{secrets.token_hex(4)}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        _to_disk(draft)
        draft.replace(path)
        _to_disk(path.parent)
    except OSError as error:
        raise explain(error, path) from error
    finally:
        draft.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all."""
    with appearing(path) as draft:
        draft.write_bytes(content)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in 64 hexadecimal digits, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sweep(folder: Path) -> None:
    """Remove drafts that killed processes left; call it only under the lake's lock."""
    for draft in folder.rglob(f"{UNFINISHED}*"):
        if not _alive(draft.name):
            _remove(draft)


def _alive(name: str) -> bool:
    owner = name.removeprefix(UNFINISHED).split("-", 1)[0]
    return owner.isdigit() and psutil.pid_exists(int(owner))


def _remove(draft: Path) -> None:
    if draft.is_dir():
        for inside in draft.iterdir():
            inside.unlink(missing_ok=True)
        draft.rmdir()
    else:
        draft.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
