import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from vigie.engines.workers import Bounds, Failure, WorkersProblem, run

QUICK = Bounds(seconds=20, memory=1_000_000_000, processes=2)


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(run(math.sqrt, [n * n for n in range(200)], QUICK)) == list(range(200))


def test_no_items_start_no_process() -> None:
    before = len(psutil.Process().children())
    assert list(run(math.sqrt, [], QUICK)) == []
    assert len(psutil.Process().children()) <= before


def test_an_exception_fails_its_item_alone() -> None:
    one, two, three = run(math.sqrt, [4, -1, 9], QUICK)
    assert (one, three) == (2, 3)
    assert isinstance(two, Failure)
    assert two.reason == "error"
    assert "ValueError" in two.detail


def test_a_crash_fails_its_item_alone() -> None:
    first, second = run(os._exit, [3, 4], QUICK)
    assert first == Failure("crash", "the worker process ended with code 3")
    assert second == Failure("crash", "the worker process ended with code 4")


def test_an_item_out_of_time_is_stopped_and_the_next_is_done() -> None:
    began = time.monotonic()
    bounds = Bounds(seconds=1, processes=1)
    results = list(run(time.sleep, [0, 600, 0], bounds))
    assert results == [None, Failure("timeout", "over 1 seconds"), None]
    assert time.monotonic() - began < 30


def test_an_item_out_of_memory_fails_and_the_next_is_done() -> None:
    small, large, again = run(bytearray, [10, 3_000_000_000, 10], QUICK)
    assert (small, again) == (bytearray(10), bytearray(10))
    assert isinstance(large, Failure)
    assert large.reason == "memory"


def test_items_are_drawn_a_few_ahead() -> None:
    drawn = 0

    def items() -> Iterator[int]:
        nonlocal drawn
        for n in range(10_000):
            drawn += 1
            yield n

    results = run(math.sqrt, items(), QUICK)
    assert next(results) == 0
    assert drawn <= 20
    results.close()


def test_closing_leaves_no_process() -> None:
    results = run(time.sleep, [0, 600, 600], QUICK)
    next(results)
    children = [
        child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())
    ]
    assert children
    results.close()
    _gone, alive = psutil.wait_procs(children, timeout=5)
    assert not alive


class Unloadable:
    """A function whose loading ends the process."""

    def __call__(self, item: int) -> int:
        return item

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (7,)


def test_what_cannot_start_is_a_problem() -> None:
    with pytest.raises(WorkersProblem, match="could not be started"):
        list(run(Unloadable(), [1], QUICK))


INTERRUPTED = """
import time
from vigie.engines.workers import Bounds, run
if __name__ == "__main__":
    for _ in run(time.sleep, [0, 600, 600], Bounds(processes=2)):
        print("begun", flush=True)
"""


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_an_interrupted_or_killed_caller(blow: int, tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED.replace("600, 600", "2, 2"))
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as caller:
        assert caller.stdout is not None
        assert caller.stdout.readline() == b"begun\n"
        family = psutil.Process(caller.pid).children(recursive=True)
        caller.send_signal(blow)
        caller.wait(10)
    _gone, alive = psutil.wait_procs(family, timeout=15)
    assert not alive


def test_a_worker_is_deaf_to_ctrl_c_from_its_first_import_on() -> None:
    script = (
        "from tests.engines.test_workers import masked\n"
        "from vigie.engines.workers import Bounds, run\n"
        "print(list(run(masked, [1], Bounds(processes=1))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == "[True]\n"


def masked(_: int) -> bool:
    """Whether this process was started with Ctrl-C blocked."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_ctrl_c_waits_for_a_start_whichever_thread_takes_it() -> None:
    script = (
        "import os, signal, threading, time\n"
        "from vigie.engines.workers import _uninterrupted\n"
        "threading.Thread(target=time.sleep, args=(5,), daemon=True).start()\n"
        "try:\n"
        "    with _uninterrupted():\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(0.2)\n"
        "        print('started')\n"
        "    time.sleep(1)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "started\nstopped\n", done.stderr
