"""The pages under docs/identifiers are those that the code writes."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"


def test_pages_and_code_agree() -> None:
    written = runpy.run_path(str(DOCS / "build" / "identifiers.py"))["pages"]()
    on_disk = {p.name: p.read_text(encoding="utf-8") for p in (DOCS / "identifiers").glob("*.md")}
    assert on_disk == written, "run: python docs/build/identifiers.py"
