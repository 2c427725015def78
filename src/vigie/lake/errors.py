"""What can go wrong with the lake.

Problem
├── LakeProblem        the folder cannot be read or written
│   └── DiskFull       no room is left; nothing half-written stays (retry: yes, after making room)
├── LakeBusy           another process holds the lake's lock (retry: yes)
└── NothingThere       what was asked for is not in the lake (retry: no)
"""

import errno
from pathlib import Path

from vigie.records import Problem


class LakeProblem(Problem):
    """The lake's folder cannot be read or written."""


class DiskFull(LakeProblem):
    """There was no room for a file; what had been written of it is gone again."""


class LakeBusy(Problem):
    """Another process is at work on the same lake."""


class NothingThere(Problem):
    """The lake holds no such thing."""


def explain(error: OSError, path: Path) -> LakeProblem:
    """The Problem that says in one line what the operating system refused."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(
            "no room left on the disk; nothing half-written was kept",
            where=str(path),
            remedy="make room, then give the same command again: it goes on where it stopped",
            retry=True,
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return LakeProblem(
            "may not be written by this user",
            where=str(path),
            remedy="choose another folder with --home or VIGIE_HOME, or change its owner",
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return LakeProblem(
            "a file stands where a folder is needed",
            where=str(path),
            remedy="choose another folder with --home or VIGIE_HOME",
        )
    return LakeProblem(
        f"the operating system refuses it: {error.strerror or error}",
        where=str(path),
        remedy="choose another folder with --home or VIGIE_HOME, on a disk that takes files",
    )
