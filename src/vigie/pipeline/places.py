"""Which pictures get a local print: one of each that PDQ finds alike, the first that came.

Looking for local features takes thirty times as long as hashing, and copies have the same ones.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from vigie.analysis.images.hashindex import index_of
from vigie.analysis.images.localprints import LocalPrint
from vigie.analysis.images.pairs import Hashes
from vigie.analysis.images.rectangles import QUALITY
from vigie.lake import Batch, Lake, read_table
from vigie.lake.keeping import whole_path
from vigie.lake.localprints import keep_local, local_ids
from vigie.lake.pictureindex import usable
from vigie.lake.schemas import from_table
from vigie.lake.sources.pictures import PictureFile
from vigie.pipeline.known import listed_pictures
from vigie.pipeline.workshop import Workshop
from vigie.records import ImagePrint
from vigie.records.progress import Watcher

STAGE = "local features"
_FLAT, _LOT = 20_000, 500


class Places:
    """Keeps local prints of new pictures, under the lake's lock."""

    def __init__(self, lake: Lake, shop: Workshop, watcher: Watcher) -> None:
        self._lake, self._shop, self._watcher = lake, shop, watcher
        self._held = index_of(_with_prints(lake))
        self._made = -1

    def keep(
        self, batch: Batch, prints: Sequence[ImagePrint], files: Mapping[str, PictureFile]
    ) -> int:
        """Keep those of a batch that none held is like and whose files are at hand; how many."""
        wanted = [one for one in prints if one.image_id in files and self._is_first(one)]
        if not wanted:
            return 0
        if self._made < 0:
            self._made = 0
            self._watcher.start(STAGE)
        made = self._shop.local(files[one.image_id] for one in wanted)
        found: dict[str, LocalPrint] = {}
        for one, local in zip(wanted, made, strict=True):
            self._watcher.advance(STAGE)
            if isinstance(local, LocalPrint):
                found[one.image_id] = local
        keep_local(self._lake, batch, found)
        self._made += len(found)
        return len(found)

    def finish(self) -> None:
        """Say how many were made, where there was anything to make."""
        if self._made >= 0:
            self._watcher.finish(STAGE, f"{self._made:,} pictures unlike those before")

    def _is_first(self, one: ImagePrint) -> bool:
        """Whether none with a local print is like it; from now on this one is."""
        if len(one.pdq) != 64:
            return False
        if one.quality < QUALITY:
            return True
        mine = np.frombuffer(bytes.fromhex(one.pdq), np.uint8)
        if len(self._held.search(mine)[0]):
            return False
        self._held.add(mine)
        if self._held.tail > _FLAT:
            self._held = self._held.merged()
        return True


def prepare(lake: Lake, shop: Workshop, folders: Sequence[Path], watcher: Watcher) -> int:
    """Make the local prints that the lake has not, of whole files that it keeps and of those in
    folders; how many. Killed at any point, it goes on where it stopped. Under the lake's lock.
    """
    places = Places(lake, shop, watcher)
    at_hand = _files_in(folders, watcher)
    listed = listed_pictures(lake).keys()
    made = 0
    for batch in lake.batches("pictures"):
        done = listed | set(local_ids(lake, batch))
        prints = from_table(ImagePrint, read_table(batch.path))
        waiting = [one for one in prints if one.image_id not in done]
        for begin in range(0, len(waiting), _LOT):
            lot = waiting[begin : begin + _LOT]
            made += places.keep(batch, lot, dict(_found(lake, lot, at_hand)))
    places.finish()
    return made


def _found(
    lake: Lake, prints: Iterable[ImagePrint], at_hand: Mapping[str, Path]
) -> Iterator[tuple[str, PictureFile]]:
    for one in prints:
        whole = whole_path(lake, one.image_id)
        path = whole if whole.exists() else at_hand.get(one.sha256)
        if path and one.sha256:
            yield one.image_id, PictureFile(path, one.sha256)


def _files_in(folders: Sequence[Path], watcher: Watcher) -> dict[str, Path]:
    """Every regular file below the folders, by its SHA-256."""
    if not folders:
        return {}
    watcher.start("files")
    found = {}
    for folder in folders:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            with path.open("rb") as stream:
                found[hashlib.file_digest(stream, "sha256").hexdigest()] = path
            watcher.advance("files")
    watcher.finish("files", f"{len(found):,} files")
    return found


def _with_prints(lake: Lake) -> Hashes:
    """The hashes of the pictures that have a local print."""
    parts = [np.empty((0, 32), np.uint8)]
    for batch in lake.batches("pictures"):
        held = set(local_ids(lake, batch))
        if held:
            ids, hashes = usable(batch)
            parts.append(hashes[[name in held for name in ids]])
    return np.concatenate(parts)
