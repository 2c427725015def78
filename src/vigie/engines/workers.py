"""Worker processes that run a pure function over items, each bounded in seconds and memory.

An item that takes too long, needs too much memory, raises, or brings its process down gives a
`Failure` in its place; the process is replaced and the rest goes on. Results come in the order of
the items. Nothing outlives the caller: a worker ignores Ctrl-C, is killed with its pool, ends when
its caller's end of the pipe closes, and is ended by an alarm should it hang with no caller left.
"""

import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.context import SpawnProcess
from threading import current_thread, main_thread
from time import monotonic
from typing import Generic, Literal, TypeVar

from vigie.records import Problem

Item = TypeVar("Item")
Result = TypeVar("Result")

_START_SECONDS = 120.0
_ALARM_AFTER = 10.0
_AHEAD = 8
"""Items a process that may be under way, or done and waiting for an earlier one."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one item may take: seconds, and bytes of its worker's private memory.

    The memory counts the interpreter and its libraries (about 300 MB with numpy and numba).
    `processes` 0 means one for each processor.
    """

    seconds: float = 30.0
    memory: int = 2_000_000_000
    processes: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """What stands in the place of a result: the reason, and a sentence for a person."""

    reason: Literal["timeout", "memory", "crash", "error"]
    detail: str


class WorkersProblem(Problem):
    """No worker process could be started."""


Pipe = connection.Connection


@dataclass(slots=True)
class _Worker:
    """A process and our end of its pipe; `item` is the number of the item that it has."""

    process: SpawnProcess
    pipe: Pipe
    deadline: float
    ready: bool = False
    item: int | None = None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


def run(
    function: Callable[[Item], Result], items: Iterable[Item], bounds: Bounds
) -> Generator[Result | Failure, None, None]:
    """The function's result for each item, or its Failure, in the order of the items.

    `function` is importable by name (a module-level function, or a partial of one); items and
    results can be pickled. Items are drawn as they are needed, a few ahead; closing the generator
    ends the processes. Raises WorkersProblem where no process can be started.
    """
    with crew(function, bounds) as work:
        yield from work(items)


@contextmanager
def crew(
    function: Callable[[Item], Result], bounds: Bounds
) -> Iterator[Callable[[Iterable[Item]], Iterator[Result | Failure]]]:
    """Workers that stay from one lot of items to the next; they start with the first item.

    What it yields does as `run` does with each lot, which must be used up before the next.
    """
    pool = _Pool(function, bounds)
    try:
        yield lambda items: pool.results(iter(items))
    finally:
        pool.end()


class _Pool(Generic[Item, Result]):
    """The workers, the items they have, and the results that wait for an earlier one."""

    def __init__(self, function: Callable[[Item], Result], bounds: Bounds) -> None:
        self._function, self._bounds = function, bounds
        self._most = bounds.processes or os.cpu_count() or 1
        self._ahead = self._most * _AHEAD
        self._workers: list[_Worker] = []
        self._done: dict[int, Result | Failure] = {}
        self._drawn = self._given = 0

    def results(self, items: Iterator[Item]) -> Iterator[Result | Failure]:
        """Draw, hand out, gather and give back until the items end."""
        waiting: deque[tuple[int, Item]] = deque()
        more = True
        while more or waiting or self._given < self._drawn:
            while more and len(waiting) < self._most and self._drawn - self._given < self._ahead:
                try:
                    waiting.append((self._drawn, next(items)))
                    self._drawn += 1
                except StopIteration:
                    more = False
            self._hand_out(waiting)
            self._gather()
            while self._given in self._done:
                yield self._done.pop(self._given)
                self._given += 1

    def end(self) -> None:
        """Kill every process and wait for it."""
        while self._workers:
            self._workers.pop().end()

    def _hand_out(self, waiting: deque[tuple[int, Item]]) -> None:
        """Give each idle worker an item, and start workers for those that still wait."""
        for worker in list(self._workers):
            if waiting and worker.ready and worker.item is None:
                self._send(worker, *waiting.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        while starting < len(waiting) and len(self._workers) < self._most:
            self._workers.append(_started(self._function, self._bounds))
            starting += 1

    def _send(self, worker: _Worker, number: int, item: Item) -> None:
        worker.item, worker.deadline = number, monotonic() + self._bounds.seconds
        try:
            worker.pipe.send(item)
        except (BrokenPipeError, ConnectionResetError):
            self._lose(worker, Failure("crash", "the worker process had ended"))

    def _gather(self) -> None:
        """Wait until a worker has something to say or has run out of time, and take it in."""
        busy = [worker for worker in self._workers if not worker.ready or worker.item is not None]
        if not busy:
            return
        patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        heard = connection.wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            if worker.pipe in heard:
                self._hear(worker)
            elif monotonic() >= worker.deadline:
                self._lose(worker, Failure("timeout", f"over {self._bounds.seconds:g} seconds"))

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join(5)
            code = worker.process.exitcode
            self._lose(worker, Failure("crash", f"the worker process ended with code {code}"))
            return
        if worker.item is None:
            worker.ready = True
        elif isinstance(said, Failure) and said.reason == "memory":
            self._lose(worker, said)
        else:
            self._done[worker.item] = said
            worker.item = None

    def _lose(self, worker: _Worker, failure: Failure) -> None:
        """End a worker; its item, if it had one, has failed."""
        self._workers.remove(worker)
        worker.end()
        if worker.item is None:
            raise WorkersProblem(
                "a worker process could not be started",
                where=failure.detail,
                remedy="see the error above; is memory short?",
                retry=True,
            )
        self._done[worker.item] = failure


def _started(function: Callable[[Item], Result], bounds: Bounds) -> _Worker:
    ours, theirs = connection.Pipe()
    process = get_context("spawn").Process(
        target=_serve, args=(function, theirs, bounds), daemon=True
    )
    resource_tracker.ensure_running()  # starting it would undo the mask
    with _uninterrupted():
        process.start()
    theirs.close()
    return _Worker(process, ours, monotonic() + _START_SECONDS)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from a process that starts inside, imports and all; raise it afterwards.

    The process inherits the mask. Another thread of ours may still take the signal, and Python
    would then raise in the middle of the start: so what it calls is put off as well.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    waiting: list[int] = []
    calls = signal.getsignal(signal.SIGINT)
    may_set = current_thread() is main_thread() and calls is not None
    if may_set:
        signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        if may_set:
            signal.signal(signal.SIGINT, calls)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    for number in waiting:
        signal.raise_signal(number)


def _serve(function: Callable[[Item], Result], pipe: Pipe, bounds: Bounds) -> None:
    """In the worker: a result for each item until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (bounds.memory, hard))
    try:
        pipe.send("ready")
        while True:
            item = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, bounds.seconds + _ALARM_AFTER)
            pipe.send(_result(function, item))
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the caller has gone


def _result(function: Callable[[Item], Result], item: Item) -> Result | Failure:
    try:
        return function(item)
    except MemoryError:
        return Failure("memory", "more memory than its worker may have")
    except Exception as error:  # noqa: BLE001 (whatever an item brings about is that item's failure)
        return Failure("error", f"{type(error).__name__}: {error}")
