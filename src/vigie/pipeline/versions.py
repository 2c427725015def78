"""Which code made a result: hashes of the rooms' sources and the versions of their libraries."""

import hashlib
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable

ROOMS = ("safeguards", "records", "analysis", "lake", "engines", "pipeline")
LIBRARIES = ("duckdb", "numba", "numpy", "phonenumbers", "pillow", "pyarrow")


def code_of(*rooms: str) -> str:
    """16 digits of the hash of every source, query and table in the rooms (`analysis/texts`).

    Any change to a room's code is another version; nobody has to remember to raise a number.
    """
    digest = hashlib.sha256()
    for room in rooms:
        folder = resources.files("vigie").joinpath(*room.split("/"))
        for name, content in _sources(folder, room):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def libraries() -> dict[str, str]:
    """The version of each library whose own changes can change a result."""
    return {name: metadata.version(name) for name in LIBRARIES}


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, name)
        elif entry.is_file() and not entry.name.endswith((".pyc", ".nbi", ".nbc")):
            yield name, entry.read_bytes()
