"""Pictures beside a file of ads: read within bounds, and never from outside its folder."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from vigie.lake.sources.opening import open_regular, reason_of
from vigie.lake.sources.stream import CutError

MAX_BYTES = 40_000_000


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that could be read: its real path, and the SHA-256 of its bytes, 64 digits."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a picture could not be read: a stable reason and a sentence."""

    reason: str
    detail: str


def find_picture(folder: Path, relative: str) -> PictureFile | Unreadable:
    """The picture at a path relative to a folder. Links are followed as long as they stay inside.

    Reads its bytes once, piece by piece, to hash them; never raises.
    """
    try:
        root = os.path.realpath(folder)
        real = os.path.realpath(os.path.join(root, relative))  # noqa: PTH118 (as fast as it must be)
        if os.path.commonpath((root, real)) != root:
            return Unreadable("picture_path_climbs", "the path leads out of the folder of its file")
        return PictureFile(Path(real), _sha256(Path(real)))
    except CutError as cut:
        return Unreadable(f"picture_{cut.reason}", cut.detail)
    except OSError as error:
        reason, detail = reason_of(error)
        return Unreadable(f"picture_{reason.removesuffix('_file')}", detail)
    except ValueError:
        return Unreadable("picture_unreadable", "not a path")


def read_picture(path: Path) -> bytes:
    """The bytes of a picture. Errors: OSError; CutError for no regular file, or too large a one."""
    with os.fdopen(open_regular(path), "rb") as stream:
        _check_size(stream.fileno())
        return stream.read(MAX_BYTES + 1)


def _sha256(path: Path) -> str:
    with os.fdopen(open_regular(path), "rb", buffering=0) as stream:
        _check_size(stream.fileno())
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_size(handle: int) -> None:
    size = os.fstat(handle).st_size
    if size > MAX_BYTES:
        raise CutError("too_many_bytes", f"{size} bytes; {MAX_BYTES} at most are read")
    if size == 0:
        raise CutError("empty", "the file is empty")
