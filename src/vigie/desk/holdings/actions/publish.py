"""Load a run into the desk's database, whole or not at all."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection, transaction
from django.utils import timezone

from vigie.desk.holdings import columns, loading
from vigie.desk.holdings.models import Ad, Batch, Finding, Link, Member, Mention, Profile, Run
from vigie.lake import Lake
from vigie.lake import Run as LakeRun
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.models import Person, Role
from vigie.people.roles import allowed
from vigie.records import progress

OF_A_RUN = (Profile, Member, Link, Finding)


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing a run changed: rows loaded by table; nothing where it was current already."""

    run_id: str
    rows: dict[str, int]

    @property
    def changed(self) -> bool:
        """Whether anything was loaded."""
        return bool(self.rows)


def publish(lake: Lake, *, by: Person | str, watcher: progress.Watcher) -> Published:
    """Make the lake's newest run the one that the desk reads, in one transaction.

    Until it commits, every search sees the run before it. Ads and mentions are loaded a batch at a
    time and once; what belongs to the run alone replaces that of the run before. Memory does not
    grow with the run. Errors: NotAllowed, NothingThere, LakeProblem.
    """
    who = allowed(by, Role.SUPERVISOR)
    run = lake.needed_run()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('vigie.publish'))")
        if Run.objects.filter(run_id=run.run_id, current=True).exists():
            return Published(run.run_id, {})
        rows = _load(lake, run, watcher)
        write(Deed(who, "run.published", f"run:{run.run_id}", detail=rows))
    return Published(run.run_id, rows)


def _load(lake: Lake, run: LakeRun, watcher: progress.Watcher) -> dict[str, int]:
    old = list(Run.objects.exclude(run_id=run.run_id))
    Run.objects.update(current=False)
    _forget(old)
    Run.objects.filter(run_id=run.run_id).delete()
    row = Run(run_id=run.run_id, number=run.number, manifest=run.manifest)
    row.published_at, row.current = timezone.now(), True
    row.save()
    rows = _load_batches(lake, run, watcher)
    for name, model, reshape in _tables_of_a_run():
        watcher.start(name)
        rows[name] = loading.copy(
            model,
            (
                columns.with_constant(reshape(piece), "run_id", run.run_id)
                for piece in _pieces(run.path("profiles" if model is Member else name))
            ),
        )
        watcher.finish(name, f"{rows[name]:,} rows")
    loading.learn_words()
    loading.gather_statistics((Ad, Mention, *OF_A_RUN))
    return rows


def _forget(runs: Iterable[Run]) -> None:
    for run in runs:
        for model in OF_A_RUN:
            model._base_manager.filter(run=run).delete()
        run.delete()


def _tables_of_a_run() -> tuple[tuple[str, type[Any], columns.Reshape], ...]:
    finding = ("profile_id", "rank", "trafficking", "minor", "abstained", "reasons")
    return (
        ("profiles", Profile, columns.sized),
        ("members", Member, columns.members),
        ("links", Link, columns.only(("left", "right", "bits", "probability", "evidence"))),
        ("findings", Finding, columns.only(finding)),
    )


def _load_batches(lake: Lake, run: LakeRun, watcher: progress.Watcher) -> dict[str, int]:
    """Load the batches that the run was made from and that are not here; drop those it lacks."""
    wanted = _batches_of(lake, run)
    kept = {(batch.kind, batch.key): batch for batch in Batch.objects.all()}
    for key, batch in kept.items():
        if key not in wanted:
            (Ad if batch.kind == "ads" else Mention)._base_manager.filter(batch=batch).delete()
            batch.delete()
    rows: dict[str, int] = {}
    for kind in ("ads", "mentions"):
        missing = [key for key in wanted if key[0] == kind and key not in kept]
        watcher.start(kind, len(missing))
        rows[kind] = 0
        for key in missing:
            rows[kind] += _load_batch(key, wanted[key])
            watcher.advance(kind)
        watcher.finish(kind, f"{rows[kind]:,} rows")
    return rows


def _load_batch(key: tuple[str, str], path: Path) -> int:
    batch = Batch.objects.create(kind=key[0], key=key[1])
    model: type[Any] = Ad if key[0] == "ads" else Mention
    reshape = columns.only(loading.columns_of(model))
    return loading.copy(
        model,
        (columns.with_constant(reshape(piece), "batch_id", batch.pk) for piece in _pieces(path)),
        whole=model is Mention,
    )


def _batches_of(lake: Lake, run: LakeRun) -> dict[tuple[str, str], Path]:
    """The batches that the run's manifest names: ads, and what was read in each of them."""
    named = json.dumps(run.manifest)
    found: dict[tuple[str, str], Path] = {}
    for batch in lake.batches("ads"):
        if batch.batch_id not in named:
            continue
        found["ads", batch.batch_id] = batch.path
        made = sorted((lake.home / "batches" / "mentions").glob(f"{batch.batch_id}.*.parquet"))
        told = [path for path in made if path.stem.split(".", 1)[1] in named]
        for path in (told or made)[-1:]:
            found["mentions", path.stem] = path
    return found


def _pieces(path: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(batch_size=columns.ROWS)
