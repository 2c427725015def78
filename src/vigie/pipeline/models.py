"""The model and the known cases that the next run uses, kept in the lake."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from pyarrow import compute

from vigie.analysis.triage import Model, TriageTables, registry_model
from vigie.analysis.triage.wording.encoded import EncodedModel
from vigie.analysis.triage.wording.encoding import OnnxEncoder, Supplied
from vigie.lake import Lake, Run
from vigie.lake.errors import LakeProblem
from vigie.lake.files import write_bytes
from vigie.lake.hashlists import MINORS
from vigie.records import Problem

TEXT_MODEL, TOKENS = "model.onnx", ("tokenizer.json", "vocab.txt")
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
        model = Model.from_json(text)
        if isinstance(model.text, EncodedModel):
            encoder = OnnxEncoder(_kept_text_model(lake, model.text.files))
            model = replace(model, text=replace(model.text, encoder=encoder))
    except Problem as problem:
        problem.where = problem.where or str(model_path(lake))
        raise
    return model


def keep_text_model(lake: Lake, supplied: Supplied) -> None:
    """Keep a copy of the agency's text model, named by what it holds: runs use the copy."""
    folder = text_path(lake, supplied.digest)
    write_bytes(folder / supplied.tokens_name, supplied.tokens.encode())
    write_bytes(folder / TEXT_MODEL, supplied.model)


def text_path(lake: Lake, digest: str) -> Path:
    """Where the copy of a text model lies."""
    return lake.home / "models" / "text" / digest


def _kept_text_model(lake: Lake, digest: str) -> Supplied:
    folder = text_path(lake, digest)
    for name in TOKENS:
        tokens = _read(folder / name)
        if tokens:
            supplied = Supplied(_bytes(folder / TEXT_MODEL), tokens, name)
            if supplied.digest == digest:
                return supplied
    raise LakeProblem("the text model is not as it was kept", where=str(folder),
                      remedy="run vigie triage fit --text-model again")  # fmt: skip


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


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LakeProblem(f"cannot be read: {error.strerror}", where=str(path)) from error


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise LakeProblem(f"cannot be read: {error.strerror}", where=str(path)) from error
