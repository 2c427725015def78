"""Pictures are printed in worker processes: one that is a trap brings down none but its own."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from vigie.lake.sources.pictures import PictureFile, Unreadable
from vigie.records import ImagePrint

Printer = Callable[[Iterable[PictureFile]], Iterator[ImagePrint | Unreadable]]


@contextmanager
def printing() -> Iterator[Printer]:
    """A printer that names pictures by their hash alone."""
    yield lambda files: (ImagePrint(image_id=one.sha256, sha256=one.sha256) for one in files)
