import ast
import configparser

from tests.repository.source import ROOT, modules

CONTRACT = "importlinter:contract:call-for-help"
SIDES = (("helpline",), ("desk", "pipeline", "engines", "collector", "lake", "analysis"))


def imports_of(*rooms: str) -> set[str]:
    found: set[str] = set()
    for _, tree in modules(*rooms):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
            elif isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
    return found


def test_the_two_sides_never_import_each_other() -> None:
    for these, those in (SIDES, SIDES[::-1]):
        forbidden = tuple(f"vigie.{room}" for room in those)
        assert [name for name in imports_of(*these) if name.startswith(forbidden)] == []


def test_the_contract_stands_among_the_import_contracts() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    assert contracts[CONTRACT]["name"].startswith("A call for help is never evidence")
