"""Files of ads become batches of the lake: each row kept once, or told of as a reject."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from vigie.analysis.reading import seal
from vigie.analysis.reading.seal import UNREADABLE
from vigie.lake import Batch, Lake, read_table
from vigie.lake.keeping import BLURRED, Keeping
from vigie.lake.known import (
    Known,
    digests_of,
    digests_of_versions,
    known_rejects,
    known_versions,
    reject_name,
)
from vigie.lake.pictureindex import refresh_index
from vigie.lake.schemas import to_table
from vigie.lake.sources import Settings
from vigie.lake.sources.pictures import Unreadable
from vigie.pipeline.chunk import Chunk, chunks
from vigie.pipeline.gallery import Gallery, Shown
from vigie.pipeline.known import hold_against_lists
from vigie.pipeline.summary import Summary
from vigie.pipeline.wall import Wall
from vigie.pipeline.workshop import Workshop, workshop
from vigie.records import Ad, Reject
from vigie.records.progress import Silence, Watcher

_STAGE = "ingest"
_GROUP = 50  # batches whose ids are compared with the lake's at once: a million ads


def ingest(
    lake: Lake,
    paths: Sequence[Path],
    settings: Settings,
    watcher: Watcher,
    keeping: Keeping = BLURRED,
) -> Summary:
    """Read files and folders (`-`: standard input) into the lake.

    An ad that the lake knows at this version changes nothing; a changed ad is kept beside its
    earlier versions. No row stops the rest: what cannot be read becomes a reject. Each chunk of
    rows is kept as its pictures, then its rejects, then its ads, so that a process killed between
    leaves no ad without its pictures, and one started again writes the same files. Beside the
    hashes of a picture `keeping` says what else stays; of a picture that a known-hash list names
    nothing does. Errors: the lake's Problems.
    """
    with lake.lock(), workshop(settings.recipe, thumbnails=keeping.choice != "none") as shop:
        hold_against_lists(lake, Silence())
        watcher.start(_STAGE)
        work = _Ingest(lake, shop, Wall(lake, keeping, shop, watcher))
        for chunk in chunks(paths, settings, shop):
            work.keep(chunk)
            watcher.advance(_STAGE, chunk.rows)
        summary = work.finish()
        watcher.finish(_STAGE, f"{summary.rows:,} rows")
        summary.known_hits = hold_against_lists(lake, Silence())
        refresh_index(lake)
    return summary


@dataclass(frozen=True, slots=True)
class _Fresh:
    """An ad at a version that the lake does not hold, with its pictures."""

    ad: Ad
    shown: Shown


class _Ingest:
    """One ingest under the lake's lock."""

    def __init__(self, lake: Lake, shop: Workshop, wall: Wall) -> None:
        self.lake, self.summary, self.wall = lake, Summary(), wall
        self.gallery = Gallery(lake, shop)
        self.versions = known_versions(lake)
        self.rejects: Known | None = None
        self.before = lake.batches("ads")

    def keep(self, chunk: Chunk) -> None:
        """Keep what a chunk holds that the lake does not."""
        looked = [(draft, self.gallery.look(draft, folder)) for draft, folder in chunk.drafts]
        sealed = (
            _Fresh(
                seal(draft.posted, tuple(shown.images), tuple(shown.unreadable), draft.seen), shown
            )
            for draft, shown in looked
        )
        fresh = self._fresh(sealed)
        new, refused = self.gallery.print_all(one.shown for one in fresh)
        rejects = [
            *chunk.rejects,
            *(reject for _, shown in looked for reject in shown.rejects),
            *(reject for one in fresh for reject in _refusals(one, refused)),
        ]
        self.wall.keep(new)
        self._keep_rejects(rejects)
        if fresh:
            ads = sorted((_without(one, refused) for one in fresh), key=_order)
            self.lake.add("ads", to_table(Ad, ads))
        self.versions.add(digests_of_versions([one.ad.version for one in fresh]))
        self.summary.rows += len(chunk.drafts)
        self.summary.known += len(chunk.drafts) - len(fresh)
        self.summary.pictures += len(new)
        self.summary.count(rejects)

    def finish(self) -> Summary:
        """The summary, with the new ads told from the changed ones."""
        held = {batch.batch_id for batch in self.before}
        added = [batch for batch in self.lake.batches("ads") if batch.batch_id not in held]
        self.summary.new = _count_new(self.before, added)
        self.wall.finish()
        self.summary.changed = self.summary.rows - self.summary.known - self.summary.new
        return self.summary

    def _fresh(self, sealed: Iterable[_Fresh]) -> list[_Fresh]:
        """The first of each version that the lake does not hold."""
        first: dict[str, _Fresh] = {}
        for one in sealed:
            first.setdefault(one.ad.version, one)
        held = self.versions.holds(digests_of_versions(list(first)))
        return [one for one, known in zip(first.values(), held, strict=True) if not known]

    def _keep_rejects(self, rejects: list[Reject]) -> None:
        """Keep the rejects that no earlier ingest has told of."""
        if not rejects:
            return
        if self.rejects is None:
            self.rejects = known_rejects(self.lake)
        named = {reject_name(reject): reject for reject in rejects}
        digests = digests_of(named)
        held = self.rejects.holds(digests)
        new = [reject for reject, known in zip(named.values(), held, strict=True) if not known]
        if new:
            self.lake.add("rejects", to_table(Reject, sorted(new, key=reject_name)))
            self.rejects.add(digests[~held])


def _order(ad: Ad) -> tuple[str, str]:
    return ad.ad_id, ad.version


def _refusals(fresh: _Fresh, refused: Mapping[str, Unreadable]) -> Iterable[Reject]:
    for sha256, (_, name) in fresh.shown.files.items():
        if reason := refused.get(sha256):
            detail = f"{name}: {reason.detail}"
            yield Reject(fresh.ad.file, fresh.ad.line, reason.reason, detail)


def _without(fresh: _Fresh, refused: Mapping[str, Unreadable]) -> Ad:
    """The ad without the pictures that could not be printed: two files of noise are no likeness.

    They stay in `extra`, by their SHA-256, and in the version.
    """
    bad = [image for image in fresh.ad.images if image in fresh.shown.files and image in refused]
    if not bad:
        return fresh.ad
    unreadable = sorted({*fresh.shown.unreadable, *bad})
    return replace(
        fresh.ad,
        images=tuple(image for image in fresh.ad.images if image not in bad),
        extra={**fresh.ad.extra, UNREADABLE: unreadable},
    )


def _count_new(before: Sequence[Batch], added: Sequence[Batch]) -> int:
    """How many ads of the added batches have an id that none of the batches before has."""
    new = 0
    for start in range(0, len(added), _GROUP):
        ids = pc.unique(_ids(added[start : start + _GROUP]))
        earlier = [*before, *added[:start]]
        found = ids.slice(0, 0)
        for at in range(0, len(earlier), _GROUP):
            held = _ids(earlier[at : at + _GROUP])
            found = pc.unique(pa.concat_arrays([found, held.filter(pc.is_in(held, ids))]))
        new += len(ids) - len(found)
    return new


def _ids(batches: Sequence[Batch]) -> "pa.Array[pa.StringScalar]":
    columns = [read_table(batch.path, ["ad_id"])["ad_id"] for batch in batches]
    return pa.concat_arrays([chunk for column in columns for chunk in column.chunks])
