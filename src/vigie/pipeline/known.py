"""Known-hash lists against everything that was seen, list by list and batch by batch.

What a list hits in a batch of pictures is found once and kept beside the batch; a new list meets
every batch, a new batch every list. A hit keeps the hash and where the picture was, and whatever
else was kept of the picture is removed.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from vigie.analysis.images.known import Hit, Listed, ways_of
from vigie.analysis.images.matching import Look
from vigie.lake import Batch, Lake, read_table
from vigie.lake.carriers import carriers
from vigie.lake.hashlists import Version, active, entries_of
from vigie.lake.keeping import forget
from vigie.lake.schemas import from_table, to_table
from vigie.pipeline.versions import code_of
from vigie.records import ImagePrint, ImageViews
from vigie.records.progress import Watcher

VIEWS, HITS = "views", "listhits"
KNOWN = pa.schema([(name, pa.string()) for name in ("ad_id", "list", "kind", "image_id", "shows")])
_FORM = "1"


class Lists:
    """The lists of a lake that are not retired, each read when it is first needed."""

    def __init__(self, lake: Lake) -> None:
        self._lake, self._read = lake, dict[str, Listed]()
        self.active = active(lake)

    @cached_property
    def code(self) -> str:
        """Which code finds hits: another one finds them anew."""
        return code_of("analysis/images")

    def listed(self, version: Version) -> Listed:
        """The hashes of a list."""
        if version.hashes not in self._read:
            self._read[version.hashes] = entries_of(self._lake, version)
        return self._read[version.hashes]

    def named(self, prints: Sequence[ImagePrint], views: Sequence[Sequence[str]]) -> dict[str, str]:
        """The pictures that some list names, each with the first list that does."""
        found: dict[str, str] = {}
        for version in self.active:
            for hit in self.listed(version).hits(prints, views):
                found.setdefault(hit.image_id, version.name)
        return found

    def path(self, batch: Batch, version: Version) -> Path:
        """Where the hits of a list in a batch are kept."""
        return self._lake.derived(HITS, batch, f"{version.hashes[:16]}.{self.code}")

    def hits_in(self, batch: Batch, version: Version) -> list[Hit]:
        """The hits of a list in a batch of pictures, as kept or as found now."""
        path = self.path(batch, version)
        if path.exists():
            return from_table(Hit, read_table(path))
        prints = from_table(ImagePrint, read_table(batch.path))
        views = views_of(self._lake, batch)
        ways = [ways_of(one, views.get(one.image_id, ())) for one in prints]
        return self.listed(version).hits(prints, ways)


def keep_views(lake: Lake, batch: Batch, views: Sequence[ImageViews]) -> None:
    """Keep the views of a batch of pictures beside it."""
    lake.write(lake.derived(VIEWS, batch, _FORM), to_table(ImageViews, views))


def views_of(lake: Lake, batch: Batch) -> dict[str, Sequence[str]]:
    """The views of each picture of a batch; none where it was read before there were any."""
    path = lake.derived(VIEWS, batch, _FORM)
    if not path.exists():
        return {}
    return {one.image_id: one.pdq for one in from_table(ImageViews, read_table(path))}


def hold_against_lists(lake: Lake, watcher: Watcher) -> int:
    """Find what is not found yet, and remove what was kept of the pictures hit; how many are new.

    Call it under the lake's lock. Killed at any point, it goes on where it stopped.
    """
    lists = Lists(lake)
    if not lists.active:
        return 0
    batches = lake.batches("pictures")
    watcher.start("known hashes", len(batches) * len(lists.active))
    new = 0
    for version in lists.active:
        for batch in batches:
            path = lists.path(batch, version)
            if not path.exists():
                hits = lists.hits_in(batch, version)
                forget(lake, batch, {hit.image_id for hit in hits})
                lake.write(path, to_table(Hit, hits))
                new += len(hits)
            watcher.advance("known hashes")
    watcher.finish("known hashes", f"{len(lists.active)} lists, {new:,} new hits")
    return new


def all_hits(lake: Lake) -> Iterator[tuple[Version, Hit]]:
    """Every picture that a list names, list by list, each once."""
    lists = Lists(lake)
    for version in lists.active:
        seen: dict[str, Hit] = {}
        for batch in lake.batches("pictures"):
            for hit in lists.hits_in(batch, version):
                if hit.image_id not in seen or hit.distance < seen[hit.image_id].distance:
                    seen[hit.image_id] = hit
        for image_id in sorted(seen):
            yield version, seen[image_id]


def listed_pictures(lake: Lake) -> dict[str, list[str]]:
    """The lists that name each picture that any names."""
    found: dict[str, list[str]] = {}
    for version, hit in all_hits(lake):
        found.setdefault(hit.image_id, []).append(version.name)
    return found


def lists_naming(lake: Lake, look: Look) -> list[str]:
    """The lists that name a picture, whether or not the lake has seen it."""
    lists = Lists(lake)
    ways = [one.tobytes().hex() for one in look.asked]
    return [one.name for one in lists.active if lists.listed(one).hits([look.print], [ways])]


def known_images(lake: Lake) -> pa.Table:
    """The ads that carry a picture of a list: ad_id, list, kind of hash, image_id, and what the
    list declares of its pictures; in order."""
    found = list(all_hits(lake))
    carried = carriers(lake, {hit.image_id for _, hit in found})
    rows = {
        (ad, version.name, hit.kind, hit.image_id, version.shows)
        for version, hit in found
        for ad in carried.get(hit.image_id, ())
    }
    return pa.Table.from_pylist(
        [dict(zip(KNOWN.names, row, strict=True)) for row in sorted(rows)], KNOWN
    )
