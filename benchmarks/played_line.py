"""Keep-alive connections to a server, as a provider has them: one delivery at a time on each."""

import asyncio
from typing import cast


class _Answer(asyncio.Protocol):
    """One connection; `done` is the code of the answer that is awaited, 0 where it broke."""

    def __init__(self) -> None:
        self.buffer = b""
        self.done: asyncio.Future[int] | None = None
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        if len(rest) >= length:
            self.buffer = b""
            self._end(int(head.split(b" ", 2)[1]))

    def connection_lost(self, _: Exception | None) -> None:
        self.transport = None
        self._end(0)

    def _end(self, code: int) -> None:
        if self.done is not None and not self.done.done():
            self.done.set_result(code)


class Wire:
    """Up to `most` connections to a port of this machine, opened as they are needed."""

    def __init__(self, port: int, most: int = 300) -> None:
        self.port = port
        self.idle: list[_Answer] = []
        self.free = asyncio.Semaphore(most)

    async def post(self, request: bytes) -> int:
        """Send one request; the answer's code, 0 where there was none."""
        async with self.free:
            return await self._posted(request)

    async def _posted(self, request: bytes) -> int:
        loop = asyncio.get_running_loop()
        try:
            one = self._free() or (await loop.create_connection(_Answer, "127.0.0.1", self.port))[1]
            assert one.transport is not None
            one.done = loop.create_future()
            one.transport.write(request)
            code = await asyncio.wait_for(one.done, 10)
        except (OSError, AssertionError):
            return 0
        except TimeoutError:
            if one.transport is not None:
                one.transport.abort()
            return 0
        if code:
            self.idle.append(one)
        return code

    def _free(self) -> _Answer | None:
        while self.idle:
            one = self.idle.pop()
            if one.transport is not None and not one.transport.is_closing():
                return one
        return None
