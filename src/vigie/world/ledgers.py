"""The files of a world: what is ingested, and apart from it what is true."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TextIO

NAMES = {
    "ads": "ads.jsonl",
    "parties": "truth/parties.jsonl",
    "cast": "truth/cast.jsonl",
    "mentions": "truth/mentions.jsonl",
    "phones": "truth/phones.jsonl",
    "pictures": "truth/pictures.jsonl",
}


class Files:
    """The world's files, open for writing; every row is one line of JSON with sorted keys."""

    def __init__(self, folder: Path) -> None:
        (folder / "truth").mkdir(parents=True, exist_ok=True)
        (folder / "truth" / ".not-ads").touch()
        self._encode = json.JSONEncoder(
            ensure_ascii=False, separators=(",", ":"), sort_keys=True
        ).encode
        self._open: dict[str, TextIO] = {
            name: (folder / path).open("w", encoding="utf-8", newline="\n")
            for name, path in NAMES.items()
        }
        self.rows = dict.fromkeys(NAMES, 0)

    def add(self, name: str, row: Mapping[str, object]) -> None:
        """Write a row to the file of that name."""
        self._open[name].write(self._encode(row) + "\n")
        self.rows[name] += 1

    def __enter__(self) -> "Files":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._open.values():
            file.close()
