"""The source tree as the repository's tests read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "vigie"
PURE = ("safeguards", "records", "analysis")


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """Each module of the named rooms (of all where none is named): its place and its tree."""
    folders = [SOURCE / room for room in rooms] or [SOURCE]
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def places(tree: ast.Module, place: str, *, calls: set[str]) -> Iterator[str]:
    """Where a module calls one of the named functions, as `file:line name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in calls:
            yield f"{place}:{node.lineno} {ast.unparse(node.func)}"
