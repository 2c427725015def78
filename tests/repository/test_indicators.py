"""The pages of the indicators say what the code does."""

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from vigie.analysis.triage.registry import registry

ROOT = Path(__file__).parents[2]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("indicators", ROOT / "docs/build/indicators.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()
PAGES: dict[str, str] = GENERATOR.pages()


def test_there_is_a_page_for_every_cue_and_no_other() -> None:
    there = {path.name for path in (ROOT / "docs" / "indicators").glob("*.md")}
    assert there == {f"{cue.id}.md" for cue in registry().every} | {"README.md"}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_and_code_agree(name: str) -> None:
    told = (ROOT / "docs" / "indicators" / name).read_text("utf-8")
    assert told == PAGES[name], "run `make docs`"


def test_a_changed_cue_is_another_page() -> None:
    cue = registry()["youth_language"]
    assert GENERATOR.page(replace(cue, bits=9.0), registry()) != PAGES["youth_language.md"]
    assert (
        GENERATOR.page(replace(cue, does_not_prove="x"), registry()) != PAGES["youth_language.md"]
    )
