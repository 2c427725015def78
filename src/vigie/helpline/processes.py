"""The line's processes: one answers, one does the chores, and the first keeps both up.

They are forked from a process that has read everything already, so one that dies is there again
within a moment; the sockets are the first's, so who calls meanwhile waits and is not turned away.
What a process had not committed when it died was acknowledged to nobody.
"""

import ctypes
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
YIELD = 5
SOON, PAUSE = 5.0, 0.1  # seconds: one that did not live so long waits so long
log = logging.getLogger("vigie.helpline.processes")


@dataclass(frozen=True, slots=True)
class Work:
    """What one process does until it is told to end; `yielding` to those that are not."""

    name: str
    run: Callable[[], None]
    yielding: bool = False


def keep_up(works: Sequence[Work]) -> int:
    """Do each work in a process of its own; begin again whichever is killed. The exit code.

    SIGTERM and SIGINT end all of them in good order. One that ends by itself cannot do its work
    (no keys, wrong settings), so all end. None outlives this process, however it ends.
    """
    gc.collect()
    gc.freeze()  # what is there now is shared by all, and looked through by none
    running: dict[int, tuple[Work, float]] = {}
    ending: list[int] = []

    def end(*_: int | FrameType | None) -> None:
        ending.append(0)
        for pid in tuple(running):
            _tell(pid)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    for work in works:
        running[_begun(work)] = (work, time.monotonic())
    if ending:
        end()
    while running:
        pid, status = os.wait()
        if pid not in running:
            continue
        work, since = running.pop(pid)
        if ending:
            continue
        if not os.WIFSIGNALED(status):
            log.critical("%s cannot go on; the line ends", work.name)
            ending.append(os.waitstatus_to_exitcode(status) or 1)
            end()
            continue
        log.critical("%s was killed by signal %s; begun again", work.name, os.WTERMSIG(status))
        if time.monotonic() - since < SOON:
            time.sleep(PAUSE)
        running[_begun(work)] = (work, time.monotonic())
    return max(ending)


def _begun(work: Work) -> int:
    """Fork a process for a work; its number."""
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _die_with(parent)
        os.nice(YIELD if work.yielding else 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first passes it on as SIGTERM
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        work.run()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException as error:  # noqa: BLE001 (nothing of a child may run the parent's code)
        log.critical("%s: %s", work.name, type(error).__name__)
    finally:
        sys.stderr.flush()
        os._exit(code)


def _die_with(parent: int) -> None:
    """Be killed when the parent is: nobody else would begin us again, or end us."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _tell(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return
