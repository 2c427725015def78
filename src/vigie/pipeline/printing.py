"""Pictures are printed in worker processes: one that is a trap brings down none but its own."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from vigie.analysis.images import Limits, Refusal, print_image
from vigie.engines.workers import Bounds, Failure, run
from vigie.lake.sources.opening import reason_of
from vigie.lake.sources.pictures import MAX_BYTES, PictureFile, Unreadable, read_picture
from vigie.lake.sources.stream import CutError
from vigie.records import ImagePrint

Printer = Callable[[Iterable[PictureFile]], Iterator[ImagePrint | Unreadable]]

BOUNDS = Bounds(seconds=20.0, memory=1_500_000_000)
"""What one picture may take: 64 million pixels, the most that is decoded, need a third of it."""
_LIMITS = Limits(bytes=MAX_BYTES)


@contextmanager
def printing() -> Iterator[Printer]:
    """A printer that gives each picture's print, or says why there is none, in their order."""
    yield _prints


def _prints(files: Iterable[PictureFile]) -> Iterator[ImagePrint | Unreadable]:
    for result in run(print_file, [file.path for file in files], BOUNDS):
        if isinstance(result, Failure):
            yield Unreadable(f"picture_{result.reason}", result.detail)
        else:
            yield result


def print_file(path: Path) -> ImagePrint | Unreadable:
    """In a worker: the print of a picture's file, or why there is none."""
    try:
        made = print_image(read_picture(path), _LIMITS)
    except CutError as cut:
        return Unreadable(f"picture_{cut.reason}", cut.detail)
    except OSError as error:
        reason, detail = reason_of(error)
        return Unreadable(f"picture_{reason.removesuffix('_file')}", detail)
    return Unreadable(made.reason, made.detail) if isinstance(made, Refusal) else made
