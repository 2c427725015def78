"""What the documentation says of the command line is true."""

import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from tests.repository.source import ROOT
from vigie.cli import app

PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("samples/*.md")]
    if path.name != "CHANGELOG.md"
)
CALL = re.compile(r"(?:^|[`$ ])vigie ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)([^`\n|]*)", re.MULTILINE)


def commands() -> dict[str, set[str]]:
    """Each command, `triage fit` style, with the options it takes."""
    found: dict[str, set[str]] = {}
    root = get_command(app)
    assert isinstance(root, typer.core.TyperGroup)

    def walk(prefix: str, group: typer.core.TyperGroup) -> None:
        for name, command in group.commands.items():
            full = f"{prefix} {name}".strip()
            found[full] = {
                option
                for parameter in command.params
                for option in (*parameter.opts, *parameter.secondary_opts)
            } | {"--help"}
            if isinstance(command, typer.core.TyperGroup):
                walk(full, command)

    walk("", root)
    return found


def calls(page: Path) -> list[tuple[str, str]]:
    inside = re.findall(r"```.*?```|`[^`\n]+`", page.read_text("utf-8"), re.DOTALL)
    return [match for block in inside for match in CALL.findall(block)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_shown_exists_with_its_options(page: Path) -> None:
    known = commands()
    for words, rest in calls(page):
        name = words if words in known else words.split(" ", 1)[0]
        assert name in known, f"{page.name} shows `vigie {words}`"
        shown = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", rest))
        assert shown <= known[name], f"{page.name}: vigie {name} has no {shown - known[name]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
