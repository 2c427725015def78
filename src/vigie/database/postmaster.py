"""Whether a server works in a data folder, told from the file that it leaves there."""

import os
from pathlib import Path


def running(data: Path) -> bool:
    """Whether the data's postmaster lives; a stale file that names another process counts not."""
    pid = _number(data)
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except (OSError, ValueError):
        return not Path("/proc/self").exists()


def forget_dead(data: Path) -> None:
    """Remove what a killed server left, so that a process with its old number cannot block us."""
    if _number(data) is not None:
        (data / "postmaster.pid").unlink(missing_ok=True)


def _number(data: Path) -> int | None:
    try:
        first = (data / "postmaster.pid").read_text("ascii").split("\n", 1)[0]
    except OSError:
        return None
    return int(first) if first.strip().isdigit() else None
