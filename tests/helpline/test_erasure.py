"""Nothing that a texter writes lies readable on a disk; what they erase is gone in a minute."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.helpline.provider import Provider, running
from tests.helpline.served import SID, Served
from vigie.database.account import server_account
from vigie.database.embedded import leave, start
from vigie.helpline.errors import KeysMissing
from vigie.helpline.secrecy import keyring
from vigie.helpline.secrecy.keyring import INLINE

NUMBER, DIGITS = "+12025550187", b"2025550187"
SAID = b"an entirely unmistakable sentence"
NOTED, ANSWERED = b"a remarkable private note", b"an unforgettable answer"
SECRETS = (DIGITS, SAID, NOTED, ANSWERED)


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A line of its own for each test: what one leaves in the queue is no other's."""
    provider = Provider(SID)
    with running(provider) as url:
        one = Served(tmp_path_factory.mktemp("erasure"), provider=url)
        one.prepare()
        one.start()
        yield one
        one.stop()


def lies_in(folders: list[Path], secrets: tuple[bytes, ...]) -> set[bytes]:
    """Which of the secrets stand in any file, byte for byte (UTF-8, UTF-16 or base64's plain)."""
    found = set()
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                content = path.read_bytes() if path.is_file() else b""
            except FileNotFoundError:  # the running server removed it meanwhile
                continue
            else:
                wide = {secret: secret.decode().encode("utf-16-le") for secret in secrets}
                found |= {s for s in secrets if s in content or wide[s] in content}
    return found


def backup(served: Served, target: Path) -> None:
    """A logical and a physical backup of the database, as an operator makes them."""
    server = start(served.home)
    owner = server.owner("vigie_helpline")
    reach = ("-h", owner.host, "-p", owner.port, "-U", owner.user)
    for program, *how in (
        ("pg_dump", "-f", str(target / "dump.sql"), owner.dbname),
        ("pg_basebackup", "-D", str(target / "data"), "-X", "stream", "--checkpoint=fast"),
    ):
        subprocess.run(
            [server.programs / program, *reach, *how],
            env={"PGPASSWORD": owner.password, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
            timeout=60,
        )
    leave(served.home)


def test_words_and_numbers_are_nowhere_and_erasure_is_final(served: Served, tmp_path: Path) -> None:
    assert served.text(SAID.decode(), NUMBER) == 200
    advocate = served.browser("advocate")
    page = advocate.get("/").text
    where = page.split('formaction="/c/')[1].split("/claim")[0]
    assert advocate.post(f"/c/{where}/claim").ok
    assert advocate.post(f"/c/{where}/reply", text=ANSWERED.decode()).ok
    assert advocate.post(f"/c/{where}/note", text=NOTED.decode()).ok
    shown = advocate.get(f"/c/{where}").text
    assert all(secret.decode() in shown for secret in (SAID, NOTED, ANSWERED))
    before = tmp_path / "before"
    before.mkdir()
    backup(served, before)
    data = start(served.home).data
    leave(served.home)
    assert (before / "data" / "PG_VERSION").exists()
    assert "conversations_message" in (before / "dump.sql").read_text()
    assert lies_in([served.home, data, before], SECRETS) == set()

    began = time.monotonic()
    assert served.text("DELETE", NUMBER) == 200
    assert advocate.get(f"/c/{where}").status_code == 409
    while time.monotonic() - began < 60:
        row = rows(served, "SELECT count(*) FROM conversations_texter WHERE sealed_number <> ''")
        if row == 0:
            break
        time.sleep(0.5)
    assert time.monotonic() - began < 60
    assert (
        rows(served, "SELECT count(*) FROM conversations_conversation WHERE wrapped_key <> ''") == 0
    )
    assert rows(served, "SELECT count(*) FROM conversations_message") == 0
    after = tmp_path / "after"
    after.mkdir()
    backup(served, after)
    assert lies_in([served.home, data, after], SECRETS) == set()


def test_the_scan_finds_what_is_not_sealed(served: Served, tmp_path: Path) -> None:
    server = start(served.home)
    with psycopg.connect(server.owner("vigie_helpline").dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE control AS SELECT 'a sentence in the clear' AS said")
        connection.execute("CHECKPOINT")
    found = lies_in([server.data], (b"a sentence in the clear",))
    leave(served.home)
    assert found == {b"a sentence in the clear"}


def test_keys_are_rotated_and_the_old_one_opens_nothing(served: Served) -> None:
    assert served.text("to be read after the rotation", "+12025550188") == 200
    served.stop()
    path = served.home / "helpline.keys"
    old = path.read_bytes()
    told = served.vigie("helpline", "rotate-key")
    assert "wrapped anew" in told
    assert path.stat().st_mode & 0o777 == 0o600
    assert "0 breaks" in served.vigie("helpline", "check")
    new = path.read_bytes()
    path.write_bytes(old)
    with pytest.raises(AssertionError, match="does not hold"):
        served.vigie("helpline", "check")
    path.write_bytes(new)
    served.start()


@pytest.mark.parametrize("damage", ["missing", "open", "broken"])
def test_it_does_not_start_without_its_keys(
    tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "helpline.keys"
    if damage != "missing":
        path.write_text("{}" if damage == "broken" else keyring().to_json())
        path.chmod(0o644 if damage == "open" else 0o600)
    monkeypatch.delenv(INLINE)
    monkeypatch.setenv("VIGIE_HOME", str(tmp_path))
    keyring.cache_clear()
    with pytest.raises(KeysMissing):
        keyring()
    monkeypatch.undo()
    keyring.cache_clear()
    assert keyring().current


def rows(served: Served, question: str) -> int:
    server = start(served.home)
    with psycopg.connect(server.owner("vigie_helpline").dsn()) as connection:
        row = connection.execute(question.encode()).fetchone()
    leave(served.home)
    assert row is not None
    return int(row[0])


def test_the_server_runs_as_an_account_of_its_own() -> None:
    assert server_account().uid != 0 or os.geteuid() != 0
