"""One process keeps the others up: what is killed is there again, none outlives the first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import pytest

PROGRAM = """
import os, sys, time
from vigie.helpline.processes import Work, keep_up

def told(name):
    def run():
        os.write(1, f"{name} {os.getpid()}\\n".encode())
        time.sleep(60)
    return run

def leaving():
    time.sleep(0.3)
    sys.exit(3)

def failing():
    time.sleep(0.3)
    raise ValueError("what nobody is to read")

works = {"door": told("door"), "chores": told("chores"), "leaving": leaving, "failing": failing}
sys.exit(keep_up([Work(name, works[name], name == "chores") for name in sys.argv[1:]]))
"""


@contextmanager
def kept_up(*names: str) -> "Iterator[subprocess.Popen[str]]":
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *names],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as first:
        try:
            yield first
        finally:
            first.kill()


def begun(first: "subprocess.Popen[str]") -> tuple[str, int]:
    """The next process that says that it runs."""
    assert first.stdout is not None
    name, number = first.stdout.readline().split()
    return name, int(number)


def gone(pid: int) -> bool:
    """Whether a process runs no more, or soon will not."""

    def over() -> bool:
        return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE

    return _soon(over)


def _soon(true: Callable[[], bool]) -> bool:
    for _ in range(500):
        if true():
            return True
        time.sleep(0.01)
    return False


def test_a_process_that_is_killed_is_there_again_and_the_other_goes_on() -> None:
    with kept_up("door", "chores") as first:
        running = dict(begun(first) for _ in range(2))
        os.kill(running["door"], signal.SIGKILL)
        name, again = begun(first)
        assert name == "door"
        assert again != running["door"]
        assert psutil.pid_exists(running["chores"])
        assert psutil.Process(running["chores"]).nice() > psutil.Process(again).nice()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_all_end_in_good_order(how: signal.Signals) -> None:
    with kept_up("door", "chores") as first:
        running = dict(begun(first) for _ in range(2))
        first.send_signal(how)
        assert first.wait(10) == 0
        assert all(gone(pid) for pid in running.values())


# Promised on Linux alone, where a child can ask to be killed with its parent; CI runs it.
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a death")
def test_nothing_outlives_the_first() -> None:
    with kept_up("door", "chores") as first:
        running = dict(begun(first) for _ in range(2))
        first.kill()
        assert all(gone(pid) for pid in running.values())


@pytest.mark.parametrize(("name", "code"), [("leaving", 3), ("failing", 1)])
def test_one_that_cannot_do_its_work_ends_all(name: str, code: int) -> None:
    with kept_up("door", name) as first:
        _, door = begun(first)
        assert first.wait(10) == code
        assert gone(door)
