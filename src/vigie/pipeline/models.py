"""The model and the known cases that the next run uses, kept in the lake."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
from pyarrow import compute

from vigie.analysis.triage import Model, TriageTables, registry_model
from vigie.lake import Lake, Run
from vigie.lake.errors import LakeProblem
from vigie.lake.files import write_bytes
from vigie.lake.hashlists import MINORS
from vigie.records import Problem

ADS = ("ad_id", "version", "source", "posted_at", "title", "text", "location", "images")


def model_path(lake: Lake) -> Path:
    """Where the fitted model lies, if there is one."""
    return lake.home / "models" / "triage.json"


def cases_path(lake: Lake) -> Path:
    """Where the ads of known cases are listed, if any are known."""
    return lake.home / "models" / "cases.json"


def current_model(lake: Lake) -> Model:
    """The fitted model where there is one, else the registry's own."""
    text = _read(model_path(lake))
    if not text:
        return registry_model()
    try:
        return Model.from_json(text)
    except Problem as problem:
        problem.where = str(model_path(lake))
        raise


def keep_model(lake: Lake, model: Model) -> Path:
    """Make a model the one that runs use from now on; it appears whole or not at all."""
    path = model_path(lake)
    write_bytes(path, model.to_json().encode())
    return path


def keep_cases(lake: Lake, cases: Iterable[tuple[str, str]]) -> None:
    """Keep the ads (and their question) of which people have established that the answer is yes."""
    write_bytes(cases_path(lake), (json.dumps(sorted(set(cases)), indent=1) + "\n").encode())


def known_cases(lake: Lake) -> pa.Table:
    """The ads of known cases: ad_id, question."""
    pairs = json.loads(_read(cases_path(lake)) or "[]")
    schema = TriageTables(pa.table({}), pa.table({})).cases.schema
    return pa.Table.from_pylist(
        [{"ad_id": ad, "question": question} for ad, question in pairs], schema
    )


def hash_of(lake: Lake) -> str:
    """32 digits of the hash of the model and the cases: an input of a run."""
    told = current_model(lake).to_json() + (_read(cases_path(lake)) or "[]")
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def tables_of(lake: Lake, run: Run) -> TriageTables:
    """What triage read when a run was made."""
    return TriageTables(
        members=run.table("members", ["profile_id", "ad_id"]),
        ads=lake.read("ads", ADS),
        mentions=run.table("mentions"),
        templates=run.table("templates"),
        links=run.table("links"),
        cases=known_cases(lake),
        **(listed_pictures(run.table("known_images")) if run.has("known_images") else {}),
    )


def listed_pictures(known: pa.Table) -> dict[str, frozenset[str]]:
    """What triage is told of the pictures of known-hash lists: all, and those of lists that declare
    to show minors. A table made before lists declared anything asks nobody's age."""
    minors = known.slice(0, 0)
    if "shows" in known.column_names:
        minors = known.filter(compute.equal(known["shows"], MINORS))
    return {
        "known_images": frozenset(known["image_id"].to_pylist()),
        "minor_images": frozenset(minors["image_id"].to_pylist()),
    }


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise LakeProblem(f"cannot be read: {error.strerror}", where=str(path)) from error
