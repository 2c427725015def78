"""What is kept of the pictures of an ingest: prints always, the rest as was chosen."""

import hashlib
from collections.abc import Sequence

from vigie.lake import Lake
from vigie.lake.keeping import Keeping, keep_thumbnails, keep_whole, whole_bytes
from vigie.lake.schemas import to_table
from vigie.lake.sources.pictures import read_picture
from vigie.lake.sources.stream import CutError
from vigie.pipeline.gallery import New
from vigie.pipeline.known import Lists, keep_views
from vigie.pipeline.places import Places
from vigie.pipeline.workshop import Workshop
from vigie.records import ImagePrint
from vigie.records.progress import Watcher


class Wall:
    """Keeps new pictures, under the lake's lock.

    Of a picture that a known-hash list names, hashes alone are kept, whatever was chosen. A batch
    of prints is written after what goes with it, so that none is ever without it.
    """

    def __init__(self, lake: Lake, keeping: Keeping, shop: Workshop, watcher: Watcher) -> None:
        self._lake, self._keeping, self._lists = lake, keeping, Lists(lake)
        self._places = Places(lake, shop, watcher) if keeping.local else None
        self._room = keeping.most - whole_bytes(lake) if keeping.choice == "full" else 0

    def keep(self, new: Sequence[New]) -> None:
        """Keep pictures that the lake does not hold, in the order of their ids."""
        if not new:
            return
        prints = [one.printed.print for one in new]
        views = [one.printed.views for one in new]
        table = to_table(ImagePrint, prints)
        batch = self._lake.named("pictures", table)
        keep_views(self._lake, batch, views)
        listed = self._lists.named(prints, [one.pdq for one in views])
        shown = [one for one in new if one.printed.print.image_id not in listed]
        contents = {one.printed.print.image_id: one.printed.thumbnail for one in shown}
        keep_thumbnails(self._lake, batch, {name: kept for name, kept in contents.items() if kept})
        if self._places:
            files = {one.file.sha256: one.file for one in shown if one.file}
            looked = [one.printed.print for one in shown]
            self._places.keep(batch, looked, files)
        if self._keeping.choice == "full":
            for one in shown:
                self._keep_whole(one)
        self._lake.add("pictures", table)

    def finish(self) -> None:
        """Say what was made of them."""
        if self._places:
            self._places.finish()

    def _keep_whole(self, one: New) -> None:
        """Keep a file, unless it changed or went since it was printed, or there is no room."""
        if one.file is None:
            return
        try:
            content = read_picture(one.file.path)
        except (CutError, OSError):
            return
        if len(content) <= self._room and hashlib.sha256(content).hexdigest() == one.file.sha256:
            keep_whole(self._lake, one.file.sha256, content)
            self._room -= len(content)
