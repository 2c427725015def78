"""An index of PDQ hashes as one file, mapped into memory, that appears whole or not at all.

A head of JSON, padded to a page, then the arrays of the index, each from the beginning of a page.
A file is never changed: whoever has it mapped keeps it, though another removes its name.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from vigie.analysis.images.hashindex import Arrays, filled, laid_out, sizes_for
from vigie.analysis.images.pairs import Words
from vigie.lake.files import appearing

_FORM, _PAGE = 2, 4096
_TYPES: Mapping[str, type[np.generic]] = {
    "words": np.uint64,
    "order": np.uint32,
    "marks": np.uint16,
    "starts": np.uint32,
}


def write_index(path: Path, words: Words, label: Mapping[str, Any]) -> None:
    """Write the sorted index of uint64[n, 4] hashes; the arrays are filled where they will lie."""
    head = json.dumps({"form": _FORM, "rows": len(words), "label": dict(label)}).encode()
    size = -(-(len(head) + 1) // _PAGE) * _PAGE
    with appearing(path) as draft:
        with draft.open("wb") as stream:
            stream.write(head.ljust(size - 1) + b"\n")
            stream.truncate(_end(size, len(words)))
        if len(words):
            arrays = _mapped(draft, size, len(words), "r+")
            arrays["words"][:] = words
            filled(*(arrays[name] for name in _TYPES))
            arrays["words"].flush()


def read_index(path: Path) -> tuple[dict[str, Any], Arrays] | None:
    """The label and the mapped arrays of an index; None where the file is gone, cut or foreign."""
    try:
        with path.open("rb") as stream:
            line = stream.readline(64_000_000)
        head = json.loads(line)
        rows, label = int(head["rows"]), dict(head["label"])
        whole = path.stat().st_size == _end(len(line), rows)
        if head["form"] != _FORM or len(line) % _PAGE or not whole or not rows:
            return None
        return label, laid_out(**_mapped(path, len(line), rows, "r"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mapped(path: Path, begin: int, rows: int, mode: Any) -> dict[str, Any]:
    arrays: dict[str, Any] = {}
    for name, shape in sizes_for(rows).items():
        arrays[name] = np.memmap(path, _TYPES[name], mode, begin, shape)
        begin += _padded(arrays[name].nbytes)
    return arrays


def _end(begin: int, rows: int) -> int:
    """Where the last array ends."""
    for name, shape in sizes_for(rows).items():
        begin += _padded(int(np.prod(shape)) * np.dtype(_TYPES[name]).itemsize)
    return begin


def _padded(size: int) -> int:
    return -(-size // _PAGE) * _PAGE
