"""Files are opened so that nothing else is: no link, pipe or device met by chance in a folder."""

import os
import stat
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from vigie.analysis.reading.characters import storable
from vigie.lake.sources.stream import CutError
from vigie.records import Reject

STANDARD_INPUT = "-"
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read: where it lies, how it is shown to people, whether the user named it.

    One that the user named may be a link or a pipe; one met in a folder may not.
    """

    path: Path
    named: bool = True

    @property
    def shown(self) -> str:
        """The path as people read it and as rows keep it."""
        name = storable(os.fsdecode(self.path).encode("utf-8", "replace").decode())
        return "".join(one if one.isprintable() else "?" for one in name)

    @property
    def folder(self) -> Path:
        """The folder that the file's pictures are looked for in."""
        return Path() if str(self.path) == STANDARD_INPUT else self.path.parent


NOT_ADS = ".not-ads"
"""A file of this name says that its folder holds no ads: what is true of a synthetic world, say."""


def find_places(named: Path) -> Iterator[Place | Reject]:
    """The file that was named, or every file in the folder that was, folder by folder, sorted.

    Hidden files are passed over, folders that hold a file named `.not-ads`, and links to what lies
    in the folder anyway. Links that lead out of it, pipes and devices are Rejects, as is a folder
    with nothing in it.
    """
    if str(named) == STANDARD_INPUT or not named.is_dir():
        yield Place(named)
        return
    found, waiting, root = False, [named], named.resolve()
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            found = True
            yield Reject(Place(folder).shown, 0, *reason_of(error))
            continue
        if any(entry.name == NOT_ADS for entry in entries):
            continue
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        waiting += [Path(entry.path) for entry in reversed(visible) if _is_folder(entry)]
        for entry in visible:
            for one in _entry(entry, root):
                found = True
                yield one
    if not found:
        yield Reject(Place(named).shown, 0, "empty_folder", "the folder holds no file")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _entry(entry: os.DirEntry[str], root: Path) -> Iterator[Place | Reject]:
    """The file that an entry of a folder is, or why it is not read; nothing for a folder."""
    place = Place(Path(entry.path), named=False)
    if entry.is_symlink():
        target = place.path.resolve()
        if not (target.is_relative_to(root) and target.exists()):
            detail = "the link leads out of the folder, or nowhere, and is not followed"
            yield Reject(place.shown, 0, "link_leads_outside", detail)
    elif entry.is_file(follow_symlinks=False):
        yield place
    elif not _is_folder(entry):
        yield Reject(place.shown, 0, "special_file", "neither a file nor a folder")


def chunks(place: Place) -> Generator[bytes, None, None]:
    """The file's bytes, piece by piece. Raises CutError where it cannot be opened or read."""
    try:
        handle = _open(place)
    except OSError as error:
        raise CutError(*reason_of(error)) from error
    try:
        while chunk := os.read(handle, _CHUNK):
            yield chunk
    except OSError as error:
        raise CutError(*reason_of(error)) from error
    finally:
        os.close(handle)


def _open(place: Place) -> int:
    if str(place.path) == STANDARD_INPUT:
        return os.dup(0)
    if place.named:
        mode = place.path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise CutError("special_file", "neither a file nor a pipe")
        return os.open(place.path, os.O_RDONLY | os.O_CLOEXEC)
    return open_regular(place.path)


def open_regular(path: Path) -> int:
    """A handle on a regular file; nothing else is opened, not even for a moment's wait.

    Errors: OSError; CutError for what is no regular file.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise CutError("special_file", "not a regular file")
    return handle


def reason_of(error: OSError) -> tuple[str, str]:
    """Why the operating system would not open or read a file: a stable reason, a sentence."""
    if isinstance(error, FileNotFoundError):
        return "missing_file", "there is no such file"
    if isinstance(error, PermissionError):
        return "no_permission", "this user may not read it"
    return "read_error", error.strerror or str(error)
