"""Pages and pictures are read in worker processes: a trap brings down none but itself."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from vigie.analysis.images import Limits, Refusal
from vigie.analysis.images.localprints import LocalPrint
from vigie.analysis.images.printing import Printed, print_local, print_whole
from vigie.analysis.reading.page import read_page
from vigie.analysis.reading.recipe import Recipe
from vigie.engines.workers import Bounds, Failure, crew
from vigie.lake.sources import RawPage
from vigie.lake.sources.opening import reason_of
from vigie.lake.sources.pictures import MAX_BYTES, PictureFile, Unreadable, read_picture
from vigie.lake.sources.stream import CutError

BOUNDS = Bounds(seconds=30.0)
LIMITS = Limits(bytes=MAX_BYTES)
_NO_AD = Unreadable("not_an_ad", "the recipe says that this page is no ad")

PageRow = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Closely:
    """A picture to be looked at for its local features."""

    file: PictureFile


Work = PictureFile | Closely | RawPage
Made = Printed | LocalPrint | PageRow | Unreadable


@dataclass(frozen=True, slots=True)
class Workshop:
    """What reads pages and pictures, each lot in the order given."""

    _each: Callable[[Iterable[Work]], Iterator[Made | Failure]]

    def prints(self, files: Iterable[PictureFile]) -> Iterator[Printed | Unreadable]:
        """The print of each picture, or why there is none."""
        for made in self._each(files):
            if isinstance(made, (Printed, Unreadable)):
                yield made
            else:
                yield _failed("picture", made)

    def local(self, files: Iterable[PictureFile]) -> Iterator[LocalPrint | Unreadable]:
        """The local print of each picture, or why there is none."""
        for made in self._each(map(Closely, files)):
            if isinstance(made, (LocalPrint, Unreadable)):
                yield made
            else:
                yield _failed("picture", made)

    def pages(self, pages: Iterable[RawPage]) -> Iterator[PageRow | Unreadable]:
        """The row that each page gives, or why it gives none."""
        for made in self._each(pages):
            if isinstance(made, (Printed, LocalPrint, Failure)):
                yield _failed("page", made)
            else:
                yield made


def _failed(what: str, made: object) -> Unreadable:
    if not isinstance(made, Failure):
        raise TypeError(f"a worker gave {type(made).__name__} for a {what}")
    reasons = {"timeout": "took_too_long", "memory": "too_much_memory"}
    return Unreadable(
        f"{what}_{reasons.get(made.reason, 'broken')}", f"{made.reason}: {made.detail}"
    )


@contextmanager
def workshop(recipe: Recipe, *, thumbnails: bool = False) -> Iterator[Workshop]:
    """A workshop; its processes start when there is something for them to do."""
    with crew(partial(work, recipe, thumbnails=thumbnails), BOUNDS) as each:
        yield Workshop(each)


def work(recipe: Recipe, item: Work, *, thumbnails: bool = False) -> Made:
    """In a worker: the print of a picture, or the row of a page."""
    if isinstance(item, RawPage):
        row = read_page(item.html, item.address, recipe)
        if row is None:
            return _NO_AD
        return {"collected_at": item.collected_at, **row} if item.collected_at else row
    if isinstance(item, Closely):
        content = _content(item.file)
        made = content if isinstance(content, Unreadable) else print_local(content, LIMITS)
        return Unreadable(made.reason, made.detail) if isinstance(made, Refusal) else made
    return _print(item, thumbnails=thumbnails)


def _print(file: PictureFile, *, thumbnails: bool) -> Printed | Unreadable:
    content = _content(file)
    if isinstance(content, Unreadable):
        return content
    made = print_whole(content, LIMITS, thumbnail=thumbnails)
    if isinstance(made, Refusal):
        return Unreadable(made.reason, made.detail)
    return made


def _content(file: PictureFile) -> bytes | Unreadable:
    """The bytes of a picture, if they are still those that were seen first."""
    try:
        content = read_picture(file.path)
    except CutError as cut:
        return Unreadable(f"picture_{cut.reason}", cut.detail)
    except OSError as error:
        reason, detail = reason_of(error)
        return Unreadable(f"picture_{reason.removesuffix('_file')}", detail)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        return Unreadable("picture_changed", "the file changed while it was read")
    return content
