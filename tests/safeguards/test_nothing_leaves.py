import ast
import re
from collections.abc import Iterator

import pytest

from tests.repository.source import SOURCE, modules

CLIENTS = {"requests", "httpx", "aiohttp", "urllib3", "http.client", "urllib.request", "socket"}
CLIENTS |= {"ftplib", "smtplib", "telnetlib", "websockets", "twilio"}
MAY_SPEAK = ("src/vigie/collector/", "src/vigie/helpline/gateways/")
PAGES = {".html", ".js", ".css", ".svg"}
ELSEWHERE = re.compile(
    r"""(?:src|href|action|hx-(?:get|post)|xlink:href)\s*=\s*["'](?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
    r"""|(?:fetch|EventSource|WebSocket|importScripts)\(\s*["'](?:https?|wss?)://"""
)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def speaks(module: str) -> bool:
    return any(module == client or module.startswith(f"{client}.") for client in CLIENTS)


def test_no_room_imports_a_network_client() -> None:
    found = [
        f"{place} imports {module}"
        for place, tree in modules()
        if not place.startswith(MAY_SPEAK)
        for module in imported(tree)
        if speaks(module)
    ]
    assert found == []


def test_no_page_asks_a_third_party() -> None:
    found = [
        f"{path}: {match.group()}"
        for path in SOURCE.rglob("*")
        if path.suffix in PAGES
        for match in ELSEWHERE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example/x.js">',
        "<link href='//fonts.example/a.css'>",
        "background: url(https://img.example/x.png)",
        'fetch("https://api.example/")',
    ],
)
def test_the_check_bites(line: str) -> None:
    assert ELSEWHERE.search(line)
