"""What imports cannot show about the Django apps: who writes a table, who reads it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "vigie"
APPS = sorted(path.parent for path in SOURCE.rglob("apps.py"))
WRITERS = {
    "acreate", "aupdate", "adelete", "abulk_create", "asave", "aget_or_create",
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "save", "update",
    "update_or_create",
}  # fmt: skip
READERS = {"objects", "_base_manager", "_default_manager"}
# Called by actions alone, and held to that by `test_loading_is_called_by_actions_alone`.
PART_OF_ACTIONS = {"loading.py"}


def app_of(path: Path) -> Path | None:
    """The app that a file belongs to: the nearest folder above it that has an `apps.py`."""
    return next((parent for parent in path.parents if parent in APPS), None)


def place_of(path: Path) -> str:
    """The file's place in its app: `actions`, `queries`, `migrations`, or its own name."""
    app = app_of(path)
    return path.relative_to(app).parts[0].removesuffix(".py") if app else ""


def model_names() -> set[str]:
    """The names of every model of every app."""
    return {
        node.name
        for app in APPS
        for path in [app / "models.py"]
        if path.exists()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef)
    }


def touches(tree: ast.AST, models: set[str]) -> Iterator[tuple[int, str]]:
    """Where code reaches for a table through its model's manager: `Ad.objects`."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in READERS
            and isinstance(node.value, ast.Name)
            and node.value.id in models
        ):
            yield node.lineno, f"{node.value.id}.{node.attr}"


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where code calls a method that writes: `.save()`, `.objects.create()`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            through_manager = isinstance(owner, ast.Attribute) and owner.attr in READERS
            of_queryset = isinstance(owner, ast.Call) and node.func.attr != "update"
            of_row = isinstance(owner, ast.Name) and node.func.attr in {"save", "asave"}
            if node.func.attr in WRITERS and (through_manager or of_queryset or of_row):
                yield node.lineno, ast.unparse(node.func)


FILES = sorted(
    path
    for path in SOURCE.rglob("*.py")
    if path.name not in PART_OF_ACTIONS and "migrations" not in path.parts
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_an_apps_actions_write_its_tables_and_only_its_queries_read_them(path: Path) -> None:
    tree = ast.parse(path.read_text())
    place = place_of(path)
    if place not in ("actions", "queries"):
        assert not list(touches(tree, model_names())), "ask the app's queries"
    if place != "actions" and app_of(path):
        assert not list(writes(tree)), "one verb a file, under the app's actions"


ACTIONS = sorted(path for app in APPS for path in (app / "actions").glob("[a-z]*.py"))


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_an_action_writes_down_what_it_did(path: Path) -> None:
    if path.parts[-3] == "ledger":
        return
    called = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    }
    assert called & {"write", "write_all", "record"}, "an action writes a ledger entry"


def test_loading_is_called_by_actions_alone() -> None:
    for path in FILES:
        if "loading" in path.read_text() and app_of(path) and path.stem not in PART_OF_ACTIONS:
            named = [
                node
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.ImportFrom)
                and "loading" in [name.name for name in node.names]
            ]
            assert not named or place_of(path) == "actions", path


@pytest.mark.parametrize(
    "broken",
    ["Ad.objects.create()", "Ad.objects.filter(x=1).delete()", "ad.save()", "Ad.objects.update()"],
)
def test_the_check_sees_a_write(broken: str) -> None:
    assert list(writes(ast.parse(broken)))


def test_the_check_sees_a_read() -> None:
    assert list(touches(ast.parse("x = Ad.objects.all()"), {"Ad"}))
