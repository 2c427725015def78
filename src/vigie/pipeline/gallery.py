"""The pictures that an ingest meets: found beside their file, named by hash, printed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vigie.analysis.images.known import ways_of
from vigie.analysis.images.printing import Printed
from vigie.analysis.reading import Draft, Picture
from vigie.lake import Lake
from vigie.lake.known import digests_of, known_pictures
from vigie.lake.sources.pictures import PictureFile, Unreadable, find_picture
from vigie.pipeline.workshop import Workshop
from vigie.records import ImagePrint, ImageViews, Reject

_REMEMBERED = 200_000


@dataclass(slots=True)
class Shown:
    """What the pictures of one ad are: ids to compare by, names of those that cannot be.

    `files` are the pictures whose bytes are at hand, by their SHA-256, each with the name under
    which the ad shows it; `given` are prints that the source itself gave.
    """

    images: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    files: dict[str, tuple[PictureFile, str]] = field(default_factory=dict)
    given: list[ImagePrint] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class New:
    """A picture that the lake did not hold, and its file where there is one."""

    printed: Printed
    file: PictureFile | None = None


class Gallery:
    """Looks at pictures, and prints those that neither the lake nor this ingest has printed."""

    def __init__(self, lake: Lake, workshop: Workshop) -> None:
        self._known = known_pictures(lake)
        self._workshop = workshop
        self._found: dict[tuple[Path, str], PictureFile | Unreadable] = {}
        self._refused: dict[str, Unreadable] = {}

    def look(self, draft: Draft, folder: Path) -> Shown:
        """What an ad's pictures are, before any is printed."""
        shown = Shown(unreadable=list(draft.unreadable))
        for picture in draft.pictures:
            if picture.path:
                self._look_at_file(picture, draft, folder, shown)
            elif picture.image_id:
                _take_given(picture, shown)
        shown.images = list(dict.fromkeys(shown.images))
        return shown

    def _look_at_file(self, picture: Picture, draft: Draft, folder: Path, shown: Shown) -> None:
        found = self._find(folder, picture.path)
        if isinstance(found, PictureFile):
            shown.images.append(found.sha256)
            shown.files[found.sha256] = (found, picture.shown)
            if picture.sha256 and picture.sha256 != found.sha256:
                detail = f"{picture.shown}: its SHA-256 is {found.sha256}, not the one given"
                shown.rejects.append(_reject(draft, "picture_hash_differs", detail))
            return
        shown.rejects.append(_reject(draft, found.reason, f"{picture.shown}: {found.detail}"))
        if picture.image_id:
            _take_given(picture, shown)
        else:
            shown.unreadable.append(picture.path)

    def _find(self, folder: Path, path: str) -> PictureFile | Unreadable:
        found = self._found.get((folder, path))
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[folder, path] = find_picture(folder, path)
        return found

    def print_all(self, shown: Iterable[Shown]) -> tuple[list[New], Mapping[str, Unreadable]]:
        """The pictures that are new to the lake, by their ids, and every one ever refused."""
        ads = list(shown)
        given = {one.image_id: one for ad in ads for one in ad.given}
        files = {sha256: file for ad in ads for sha256, (file, _) in ad.files.items()}
        waiting = [files[name] for name in self._unseen(files) if name not in self._refused]
        new = [_of_given(given[name]) for name in self._unseen(given)]
        for file, result in zip(waiting, self._workshop.prints(waiting), strict=True):
            if isinstance(result, Unreadable):
                self._refused[file.sha256] = result
            else:
                new.append(New(result, file))
        self._known.add(digests_of(one.printed.print.image_id for one in new))
        return sorted(new, key=lambda one: one.printed.print.image_id), self._refused

    def _unseen(self, names: Iterable[str]) -> list[str]:
        ordered = sorted(names)
        return [
            name
            for name, held in zip(ordered, self._known.holds(digests_of(ordered)), strict=True)
            if not held
        ]


def _take_given(picture: Picture, shown: Shown) -> None:
    """A picture that is known by the source's hashes alone; a PDQ is a print by itself."""
    shown.images.append(picture.image_id)
    if picture.pdq:
        shown.given.append(
            ImagePrint(
                image_id=picture.image_id,
                md5=picture.md5,
                sha1=picture.sha1,
                sha256=picture.sha256,
                pdq=picture.pdq,
                quality=100,
            )
        )


def _of_given(one: ImagePrint) -> New:
    """A print of which the source gave the hash alone, with the views that follow from it."""
    return New(Printed(one, ImageViews(one.image_id, tuple(ways_of(one, ())))))


def _reject(draft: Draft, reason: str, detail: str) -> Reject:
    return Reject(draft.seen.file, draft.seen.line, reason, detail)
