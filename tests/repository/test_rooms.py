"""What import contracts cannot show about the rooms."""

import ast
import re

from tests.repository.source import PURE, ROOT, SOURCE, modules, places

BANNED = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base", "tools"}
BANNED |= {"core", "data", "handler"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "open", "input"}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(TABLE|VIEW)|DELETE\s+FROM)\b", re.DOTALL
)
SQL_HOMES = ("src/vigie/engines/", "src/vigie/database")


def test_the_pure_rooms_read_no_clock_and_open_no_file() -> None:
    found = [place for name, tree in modules(*PURE) for place in places(tree, name, calls=CLOCKS)]
    assert found == []


def test_no_file_is_over_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [str(path) for path in SOURCE.rglob("*") if path.stem in BANNED]
    assert vague == []


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
