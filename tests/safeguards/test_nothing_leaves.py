import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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


def test_a_model_that_is_run_reports_to_nobody(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    script = (
        "import vigie, onnxruntime\n"
        "from tests.analysis.images.modelmaking import onnx\n"
        "onnxruntime.InferenceSession(onnx(), providers=['CPUExecutionProvider'])\n"
    )
    surroundings = {**os.environ, "HOME": str(home), "PYTHONPATH": "."}
    surroundings.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run(
        [sys.executable, "-c", script], cwd=SOURCE.parents[1], env=surroundings, check=True
    )
    assert [path for path in home.rglob("*") if "onnxruntime" in path.name] == []
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
