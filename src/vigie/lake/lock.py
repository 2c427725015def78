"""One writer at a time: the lake's lock, which the kernel lets go of when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from vigie.lake.errors import LakeBusy, explain


@contextmanager
def exclusively(path: Path, *, patience: float = 600.0) -> Iterator[None]:
    """Hold the lock at `path`; wait up to `patience` seconds for another holder.

    Errors: LakeBusy, naming the process that holds it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise explain(error, path) from error
    try:
        _wait_for(handle, path, patience)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, path: Path, patience: float) -> None:
    until = monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                holder = os.pread(handle, 20, 0).decode(errors="replace") or "unknown"
                raise LakeBusy(
                    f"process {holder} is at work on this lake",
                    where=str(path.parent),
                    remedy="wait for it to end, then try again",
                    retry=True,
                ) from None
            sleep(0.05)
        else:
            return
