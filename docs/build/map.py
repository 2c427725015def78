"""Write docs/map.md: every room and file with the sentence that its docstring begins with."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "vigie"
PAGE = ROOT / "docs" / "map.md"
HEAD = """# The map

Every room with what it promises, made from the docstrings by `python docs/build/map.py`. Follow one
ad from `analysis/reading` to `analysis/triage`; `pipeline` is the same way on one page.

"""


def sentence(path: Path) -> str:
    """The first sentence of a module's docstring, on one line."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first = " ".join(text.split("\n\n", 1)[0].split())
    return first.split(". ", 1)[0].rstrip(".") + "." if first else ""


def lines(folder: Path, depth: int = 0) -> Iterator[str]:
    """The lines of a room: itself, its files, its inner rooms."""
    indent = "  " * depth
    yield f"{indent}- **{folder.name}/** {sentence(folder / '__init__.py')}".rstrip()
    for path in sorted(folder.glob("*.py")):
        if path.stem != "__init__":
            yield f"{indent}  - `{path.stem}` {sentence(path)}".rstrip()
    for inner in sorted(folder.iterdir()):
        if (inner / "__init__.py").exists() and inner.name != "migrations":
            yield from lines(inner, depth + 1)


def page() -> str:
    """The whole page."""
    return HEAD + "\n".join(lines(SOURCE)) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
