"""The embedded server: private, shared between processes, none the worse for a crash."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from vigie.database import SITES, DatabaseProblem, address
from vigie.database.address import Address
from vigie.database.embedded import Server, leave, start
from vigie.database.sites import prepare, reachable

QUICK = ("-c fsync=off",)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("private home with spaces")
    home.chmod(0o700)
    yield start(home, QUICK)
    leave(home)


def pid_of(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split("\n", 1)[0])


def ask(where: Address, question: str) -> object:
    with psycopg.connect(where.dsn()) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_it_is_postgresql_18_with_the_extensions(server: Server) -> None:
    desk = prepare(server, SITES["desk"])
    assert str(ask(desk, "SHOW server_version")).startswith("18.")
    names = str(ask(desk, "SELECT string_agg(extname, ' ') FROM pg_extension"))
    assert {"pg_trgm", "unaccent", "btree_gin", "vector"} <= set(names.split())


def test_nothing_of_it_is_open_to_others(server: Server) -> None:
    prepare(server, SITES["desk"])
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    for secret in server.folder.glob("*.password"):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert ask(server.owner(), "SHOW listen_addresses") == ""


def test_the_permissions_of_the_folders_above_stay_as_they_were(server: Server) -> None:
    assert stat.S_IMODE(server.folder.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_password_is_asked_for(server: Server, password: str) -> None:
    desk = prepare(server, SITES["desk"])
    wrong = Address(desk.host, desk.port, desk.dbname, desk.user, password or "x")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(wrong, "SELECT 1")


def test_a_site_cannot_open_the_database_of_another(server: Server) -> None:
    desk, helpline = (prepare(server, SITES[name]) for name in ("desk", "helpline"))
    for ours, theirs in ((desk, helpline), (helpline, desk)):
        across = Address(ours.host, ours.port, theirs.dbname, ours.user, ours.password)
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            ask(across, "SELECT 1")


def test_processes_share_one_server_and_the_last_one_stops_it(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from vigie.database.embedded import start\n"
    program += "print(start(Path(sys.argv[1]), ('-c fsync=off',)).data, flush=True); input()"
    command = [sys.executable, "-c", program, str(tmp_path)]
    first, second = (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    )
    assert first.stdout is not None
    assert second.stdout is not None
    data = {
        Path(process.stdout.readline().strip()) for process in (first, second) if process.stdout
    }
    assert len(data) == 1
    running = data.pop() / "postmaster.pid"
    first.communicate("\n")
    assert running.exists()
    second.communicate("\n")
    assert not running.exists()


def test_a_killed_server_is_started_again_with_its_data(tmp_path: Path) -> None:
    server = start(tmp_path, QUICK)
    with psycopg.connect(server.owner().dsn()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(pid_of(server), signal.SIGKILL)
    leave(tmp_path)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n")
    again = start(tmp_path, QUICK)
    assert ask(again.owner(), "SELECT answer FROM kept") == 42
    leave(tmp_path)


def test_data_whose_password_was_lost_with_its_folder_are_opened_again(tmp_path: Path) -> None:
    server = start(tmp_path, QUICK)
    prepare(server, SITES["desk"])
    leave(tmp_path)
    for secret in server.folder.glob("*.password"):
        secret.unlink()
    again = start(tmp_path, QUICK)
    assert ask(prepare(again, SITES["desk"]), "SELECT current_user") == "vigie_desk"
    leave(tmp_path)


def test_a_server_that_cannot_start_is_one_clear_problem(tmp_path: Path) -> None:
    server = start(tmp_path, QUICK)
    leave(tmp_path)
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(DatabaseProblem, match="does not start") as told:
        start(tmp_path, QUICK)
    assert "\n" not in str(told.value)
    assert told.value.remedy


def test_a_named_server_that_is_down_is_one_clear_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_DATABASE_URL", "postgresql://u:hidden@127.0.0.1:1/desk")
    with pytest.raises(DatabaseProblem) as told, reachable("desk"):
        psycopg.connect(address("desk").dsn(), connect_timeout=2)
    assert "127.0.0.1:1/desk" in str(told.value)
    assert "VIGIE_DATABASE_URL" in str(told.value)
    assert "hidden" not in str(told.value)
    assert "\n" not in str(told.value)


def test_two_sites_may_not_name_one_database(monkeypatch: pytest.MonkeyPatch) -> None:
    for site in SITES.values():
        monkeypatch.setenv(site.variable, "postgresql://u:p@127.0.0.1/one")
    with pytest.raises(DatabaseProblem, match="name one database"):
        address("helpline")


def test_an_address_that_is_none_is_a_clear_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_DATABASE_URL", "mysql=what")
    with pytest.raises(DatabaseProblem, match="not a PostgreSQL address"):
        address("desk")
