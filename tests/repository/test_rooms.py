"""What import contracts cannot show about the rooms."""

import ast
import re
import runpy

import pytest

from tests.repository.source import PURE, ROOT, SOURCE, modules, places
from vigie.safeguards import RULES, Rule

BANNED = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base", "tools"}
BANNED |= {"core", "data", "handler"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "open", "input"}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(TABLE|VIEW)|DELETE\s+FROM)\b", re.DOTALL
)
# The doors speak SQL through Django; `loading` says what Django cannot: COPY and its staging.
SQL_HOMES = ("src/vigie/engines/", "src/vigie/database", "src/vigie/desk/holdings/loading.py")
# Django looks for a database engine under this very name.
NAMED_BY_DJANGO = {"src/vigie/database/backend/base.py"}


def test_the_pure_rooms_read_no_clock_and_open_no_file() -> None:
    found = [place for name, tree in modules(*PURE) for place in places(tree, name, calls=CLOCKS)]
    assert found == []


def test_no_file_is_over_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "migrations"  # Django writes those
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = {str(path.relative_to(ROOT)) for path in SOURCE.rglob("*") if path.stem in BANNED}
    assert vague <= NAMED_BY_DJANGO


def test_sql_stands_in_sql_files() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if not name.startswith(SQL_HOMES) and "/migrations/" not in name
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if SQL.search(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_rule_has_a_page_and_tests_that_exist(rule: Rule) -> None:
    page = ROOT / "docs" / "safeguards" / f"{rule.rule_id}.md"
    assert rule.sentence in page.read_text("utf-8")
    for test in rule.tests:
        path, name = test.split("::")
        assert f"def {name}(" in (ROOT / path).read_text("utf-8")


def test_the_pages_about_rules_are_made_from_the_rules() -> None:
    build = runpy.run_path(str(ROOT / "docs" / "build" / "safeguards.py"))
    assert (ROOT / "SAFEGUARDS.md").read_text("utf-8") == build["listing"](), "run: make docs"
    for rule in RULES:
        page = ROOT / "docs" / "safeguards" / f"{rule.rule_id}.md"
        assert page.read_text("utf-8") == build["page"](rule), "run: make docs"
