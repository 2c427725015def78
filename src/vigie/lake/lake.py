"""The lake: one folder that holds everything collected, judged and derived."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from vigie.lake import batches, judgements, runs
from vigie.lake.batches import Batch
from vigie.lake.errors import NothingThere
from vigie.lake.files import UNFINISHED, sweep
from vigie.lake.lock import exclusively
from vigie.lake.runs import Run, RunDraft
from vigie.lake.schemas import schema_of
from vigie.records import Ad, ImagePrint, Judgement, Reject

KEPT: Mapping[str, type] = {"ads": Ad, "pictures": ImagePrint, "rejects": Reject}


class Lake:
    """Batches written once, judgements never changed, runs that name their inputs.

    home/batches/ads|pictures|rejects/<hash>.parquet       what was ingested
    home/batches/<stage>/<ads hash>.<version>.parquet      what a stage made of one batch of ads
    home/batches/<stage>/<pictures hash>.<version>.parquet what a stage made of one of pictures
    home/pictures/<2 digits>/<sha256>                      whole pictures, where that was chosen
    home/lists/<name>/<number>.json                        known-hash lists (see `hashlists`)
    home/judgements/<hash>.json                            what people said
    home/runs/<number>-<hash>/*.parquet, manifest.json     what a run made of all that
    """

    def __init__(self, home: Path) -> None:
        self.home = home

    # what was ingested -------------------------------------------------------------------------

    def add(self, kind: str, table: pa.Table) -> Batch | None:
        """Keep a batch of `ads`, `pictures` or `rejects`; None where the lake holds it already."""
        return batches.add_batch(self._kept(kind), table)

    def named(self, kind: str, table: pa.Table) -> Batch:
        """The batch that a table will be, so that what goes with it can be written before it."""
        return batches.batch_of(self._kept(kind), table)

    def batches(self, kind: str) -> tuple[Batch, ...]:
        """Every batch of a kind, in the order of their ids."""
        return batches.list_batches(self._kept(kind))

    def read(self, kind: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All batches of a kind as one table; an empty one where there is none."""
        schema = schema_of(KEPT[kind])
        empty = schema.empty_table().select(list(columns) if columns else schema.names)
        parts = [batches.read_table(batch.path, columns) for batch in self.batches(kind)]
        return pa.concat_tables([empty, *parts])

    # what stages made of one batch -------------------------------------------------------------

    def derived(self, stage: str, batch: Batch, version: str) -> Path:
        """Where a stage of some version keeps what it made of a batch."""
        return self.home / "batches" / stage / f"{batch.batch_id}.{version}.parquet"

    def write(self, path: Path, table: pa.Table) -> None:
        """Write a derived table: whole or not at all."""
        batches.write_table(path, table)

    # what people said --------------------------------------------------------------------------

    def add_judgement(self, judgement: Judgement) -> Path:
        """Keep a judgement for every run to come."""
        return judgements.add_judgement(self.home / "judgements", judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, oldest first."""
        return judgements.list_judgements(self.home / "judgements")

    # what runs made ----------------------------------------------------------------------------

    def runs(self) -> tuple[Run, ...]:
        """Every finished run, oldest first."""
        return runs.list_runs(self.home / "runs")

    def latest_run(self) -> Run | None:
        """The newest finished run."""
        return max(self.runs(), key=lambda run: (run.number, run.run_id), default=None)

    def needed_run(self) -> Run:
        """The newest finished run. Errors: NothingThere, saying what to do first."""
        run = self.latest_run()
        if run is None:
            raise NothingThere(
                "there is no run in this lake yet",
                where=str(self.home),
                remedy="`vigie ingest FILE`, then `vigie run`; or name the lake with --home",
            )
        return run

    def begin_run(self, inputs: Mapping[str, Any]) -> RunDraft:
        """A draft of the next run; nobody sees it until it is finished."""
        latest = self.latest_run()
        return RunDraft(self.home / "runs", latest.number + 1 if latest else 1, inputs)

    # one writer at a time ----------------------------------------------------------------------

    def lock(self, *, patience: float = 600.0) -> AbstractContextManager[None]:
        """Hold the lake for writing, and clear away what a killed writer left unfinished."""
        return self._locked(patience)

    @contextmanager
    def _locked(self, patience: float) -> Iterator[None]:
        with exclusively(self.home / "lock", patience=patience):
            sweep(self.home / "batches")
            sweep(self.home / "runs")
            sweep(self.home / "judgements")
            yield

    @property
    def scratch(self) -> Path:
        """Where an engine may spill; it holds nothing of worth between commands."""
        return self.home / f"{UNFINISHED}scratch"

    def _kept(self, kind: str) -> Path:
        return self.home / "batches" / kind
