"""A provider played: keep-alive connections with one delivery at a time; what it was sent."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

# A process of its own: what it does must not delay the clock that measures.
PROVIDER = """
import sys
from tests.helpline.provider import Provider, running
with running(Provider(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def provider(sid: str) -> Iterator[str]:
    """A provider that takes texts and lists them, in a process of its own; its base URL."""
    with subprocess.Popen(
        [sys.executable, "-c", PROVIDER, sid],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as playing:
        assert playing.stdout is not None
        try:
            yield playing.stdout.readline().strip()
        finally:
            playing.communicate()


class _Answer(asyncio.Protocol):
    """One connection; `done` is the answer that is awaited: code (0 where it broke) and body."""

    def __init__(self) -> None:
        self.buffer = b""
        self.done: asyncio.Future[tuple[int, bytes]] | None = None
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        _, measured, length = head.lower().partition(b"content-length:")
        whole = (
            len(rest) >= int(length.split(b"\r\n")[0])
            if measured
            else rest.endswith(b"0\r\n\r\n")  # the last of several chunks
        )
        if whole:
            self.buffer = b""
            self._end(int(head.split(b" ", 2)[1]), rest)

    def connection_lost(self, _: Exception | None) -> None:
        self.transport = None
        self._end(0)

    def _end(self, code: int, body: bytes = b"") -> None:
        if self.done is not None and not self.done.done():
            self.done.set_result((code, body))


class Wire:
    """Up to `most` connections to a port of this machine, opened as they are needed."""

    def __init__(self, port: int, most: int = 300) -> None:
        self.port = port
        self.idle: list[_Answer] = []
        self.free = asyncio.Semaphore(most)

    async def post(self, request: bytes) -> int:
        """Send one request; the answer's code, 0 where there was none."""
        return (await self.ask(request))[0]

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send one request; the answer's code, 0 where there was none, and its body."""
        async with self.free:
            return await self._asked(request)

    async def _asked(self, request: bytes) -> tuple[int, bytes]:
        loop = asyncio.get_running_loop()
        try:
            one = self._free() or (await loop.create_connection(_Answer, "127.0.0.1", self.port))[1]
            assert one.transport is not None
            one.done = loop.create_future()
            one.transport.write(request)
            code, body = await asyncio.wait_for(one.done, 10)
        except (OSError, AssertionError):
            return 0, b""
        except TimeoutError:
            if one.transport is not None:
                one.transport.abort()
            return 0, b""
        if code:
            self.idle.append(one)
        return code, body

    def _free(self) -> _Answer | None:
        while self.idle:
            one = self.idle.pop()
            if one.transport is not None and not one.transport.is_closing():
                return one
        return None
