"""Runs: what was derived from which inputs, by which code, kept whole and never changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from vigie.lake.batches import read_parts, read_table, write_parts, write_table
from vigie.lake.errors import LakeProblem, NothingThere
from vigie.lake.files import UNFINISHED, sha256_of, write_bytes
from vigie.lake.schemas import to_json

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Run:
    """One finished run: its tables and the manifest that says what they were made from.

    `run_id` is a number that grows, a hyphen and 12 digits of the hash of the run's inputs.
    """

    run_id: str
    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the run was made from: inputs by hash, code version, model, parameters, as_of."""
        try:
            content: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise LakeProblem(
                "the run's manifest is damaged",
                where=str(self.folder),
                remedy="restore it from a copy, or move the folder away and `vigie run`",
            ) from error
        return content

    @property
    def number(self) -> int:
        """The run's place in the order in which runs were made, from 1."""
        return int(self.run_id.split("-", 1)[0])

    def path(self, name: str) -> Path:
        """Where a table of the run lies."""
        path = self.folder / f"{name}.parquet"
        if not path.exists():
            raise NothingThere(
                f"run {self.run_id} has no table {name}", where=str(self.folder), remedy="vigie run"
            )
        return path

    def has(self, name: str) -> bool:
        """Whether the run holds such a table."""
        return (self.folder / f"{name}.parquet").exists()

    def table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """A table of the run."""
        return read_table(self.path(name), columns)

    def parts(self, name: str) -> Iterator[pa.Table]:
        """A table of the run part by part, as it was written."""
        return read_parts(self.path(name))


def inputs_hash(inputs: Mapping[str, Any]) -> str:
    """The hash that names a run: of everything that its tables follow from."""
    return hashlib.sha256(to_json(inputs).encode()).hexdigest()


def list_runs(folder: Path) -> tuple[Run, ...]:
    """Every finished run, oldest first."""
    found = (Run(path.parent.name, path.parent) for path in folder.glob(f"[0-9]*/{MANIFEST}"))
    return tuple(sorted(found, key=lambda run: (run.number, run.run_id)))


@dataclass
class RunDraft:
    """A run in the making: nobody sees it until `finish` gives it its name."""

    runs: Path
    number: int
    inputs: Mapping[str, Any]
    tables: dict[str, str] = field(default_factory=dict)

    @property
    def run_id(self) -> str:
        """The name that the run will have."""
        return f"{self.number:06d}-{inputs_hash(self.inputs)[:12]}"

    @property
    def folder(self) -> Path:
        """Where the draft's tables lie until it is finished."""
        return self.runs / f"{UNFINISHED}run-{self.run_id}"

    def add(self, name: str, table: pa.Table) -> None:
        """Keep a table in the draft."""
        path = self.folder / f"{name}.parquet"
        write_table(path, table)
        self.tables[name] = sha256_of(path)

    def add_parts(self, name: str, parts: Iterable[pa.Table]) -> int:
        """Keep a table that comes in parts, one of them in memory at a time; how many rows."""
        path = self.folder / f"{name}.parquet"
        rows = write_parts(path, parts)
        self.tables[name] = sha256_of(path)
        return rows

    def finish(self, outcome: Mapping[str, Any]) -> Run:
        """Seal the run: write its manifest, then let it appear under its name in one step."""
        manifest = {
            "run_id": self.run_id,
            "number": self.number,
            "inputs": self.inputs,
            "outcome": outcome,
            "tables": self.tables,
        }
        text = json.dumps(manifest, sort_keys=True, indent=2, ensure_ascii=False) + "\n"
        write_bytes(self.folder / MANIFEST, text.encode())
        run = Run(self.run_id, self.runs / self.run_id)
        self.folder.rename(run.folder)
        return run
