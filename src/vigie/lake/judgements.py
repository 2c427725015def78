"""Judgements: one small file each, never changed, never removed."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from vigie.lake.errors import LakeProblem
from vigie.lake.files import write_bytes
from vigie.lake.schemas import to_json
from vigie.records import Judgement


def add_judgement(folder: Path, judgement: Judgement) -> Path:
    """Keep a judgement; the same one again changes nothing."""
    content = to_json({**asdict(judgement), "at": judgement.at.isoformat()}).encode()
    path = folder / f"{hashlib.sha256(content).hexdigest()[:32]}.json"
    if not path.exists():
        write_bytes(path, content)
    return path


def list_judgements(folder: Path) -> tuple[Judgement, ...]:
    """Every judgement, oldest first. Errors: LakeProblem names a damaged file."""
    found = [_read(path) for path in folder.glob("[0-9a-f]*.json")]
    return tuple(sorted(found, key=lambda one: (one.at, one.left, one.right, one.by, one.verdict)))


def _read(path: Path) -> Judgement:
    try:
        row = json.loads(path.read_text("utf-8"))
        return Judgement(**{**row, "at": datetime.fromisoformat(row["at"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LakeProblem(
            "this judgement is damaged", where=str(path), remedy="restore it from a copy"
        ) from error
