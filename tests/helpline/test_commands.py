"""The operator's commands: each teaches in its help, each wrong turn ends in one clear line."""

import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner

from tests.helpline.served import PASSWORD, PROGRAM, Served
from vigie.cli import app

COMMANDS = (
    *("demo", "keys", "rotate-key", "reconcile", "add-person", "reset-factor", "services"),
    *("canary", "check"),
)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Served:
    one = Served(tmp_path_factory.mktemp("commands"))
    one.prepare()
    return one


def said(line: Served, *words: str) -> tuple[int, str]:
    """The exit code of a command, and all that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=line.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_shows_an_example(command: str) -> None:
    shown = CliRunner().invoke(app, ["helpline", command, "--help"])
    assert shown.exit_code == 0
    assert f"Example: vigie helpline {command}" in " ".join(shown.output.split())
    assert "required" not in shown.output or command in ("add-person", "reset-factor", "services")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add-person", "kim", "--role", "boss", "--password", PASSWORD), 2, "no role 'boss'"),
        (("add-person", "kim", "--role", "investigator", "--password", PASSWORD), 2, "no role"),
        (("add-person", "kim", "--role", "advocate", "--password", "short"), 2, "12 characters"),
        (
            ("add-person", "kim", "--role", "auditor", "--languages", "xx", "--password", PASSWORD),
            2,
            "the languages are 'xx'",
        ),
        (("add-person", "advocate", "--role", "advocate", "--password", PASSWORD), 2, "already"),
        (("reset-factor", "nobody", "--because", "lost"), 2, "nobody has the login 'nobody'"),
        (("reset-factor", "advocate", "--because", " "), 2, "needs its reason"),
        (("reset-factor", "advocate", "--because", "lost"), 0, "advocate had no second factor"),
        (("services", "/nowhere"), 2, "no services.csv there"),
        (("keys",), 2, "there are keys already"),
        (("check",), 0, "0 breaks in the ledger"),
        (("canary",), 0, "canary: off"),
        (("reconcile", "--json"), 1, "list cannot be read"),
    ],
)
def test_a_command_says_what_is_so_in_a_line(
    line: Served, words: tuple[str, ...], code: int, told: str
) -> None:
    found, output = said(line, "helpline", *words)
    assert (found, told in output) == (code, True), output
    assert "Traceback" not in output
    assert len(output.strip().splitlines()) == 1


def test_a_port_in_use_is_said(line: Served) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, output = said(line, "serve", "helpline", "--port", port)
    assert code == 1
    assert f"cannot listen on 127.0.0.1:{port}" in output
    assert "Traceback" not in output


def test_who_texts_while_the_door_is_killed_is_taken_in(line: Served) -> None:
    line.start()
    try:
        assert line.process is not None
        door = min(psutil.Process(line.process.pid).children(), key=lambda child: child.pid)
        door.kill()
        assert line.text("is anybody there", "+12025550171") == 200
        assert line.browser("advocate").get("/").text.count('formaction="/c/') == 1
        assert "the door was killed by signal 9; begun again" in line.log.read_text()
    finally:
        line.stop()
    assert line.process.returncode == 0


def test_the_demo_opens_as_it_says(tmp_path: Path) -> None:
    port = "18233"
    with subprocess.Popen(
        [sys.executable, "-u", "-c", PROGRAM, "helpline", "demo", "--out", str(tmp_path / "demo"),
         "--port", port],
        env=Served(tmp_path).environment() | {"VIGIE_HELPLINE_DATABASE_URL": "postgres://real/line"},
        stdout=subprocess.PIPE,
        text=True,
    ) as demo:  # fmt: skip
        try:
            assert demo.stdout is not None
            shown = [demo.stdout.readline() for _ in range(5)]
            url = shown[0].split()[-1]
            assert url == f"http://127.0.0.1:{port}/"
            assert shown[1].split()[1] == f"{url}handset"
            login, _, password = shown[2].split()[-3:]
            served = Served(tmp_path, port=int(port), process=None)
            served.wait_until_it_answers(demo)
            browser = served.browser(login, password)
            assert browser.get("/").text.count('formaction="/c/') == 1
            assert browser.get("/handset").ok
            posted = browser.post("/handset", number="+12025550145", text="me too")
            assert posted.ok
            assert browser.get("/").text.count('formaction="/c/') == 2
        finally:
            demo.terminate()
            demo.wait(30)
