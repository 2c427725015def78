import runpy

from tests.repository.source import ROOT


def test_the_map_says_what_the_docstrings_say() -> None:
    build = runpy.run_path(str(ROOT / "docs" / "build" / "map.py"))
    told = (ROOT / "docs" / "map.md").read_text("utf-8")
    assert told == build["page"](), "run: make docs"
