"""The process that answers: the webhooks' door, the console, the live pages."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

from vigie.helpline.console.live import hub  # noqa: E402 (Django is set up above)
from vigie.helpline.gateways.door import PATHS, Door, Receive, Scope, Send, Writer  # noqa: E402
from vigie.helpline.gateways.twilio import account  # noqa: E402
from vigie.helpline.secrecy import keyring  # noqa: E402


class Site:
    """The ASGI application; what runs beside the requests lives as long as the process."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.door = Door(account, self.writer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or live through the process's life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and scope["path"] in PATHS:
            await self.door(scope, receive, send)
        else:
            await pages(scope, receive, send)  # type: ignore[arg-type]  # Django names them narrower

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        keyring()  # without keys the process does not start
        sys.setswitchinterval(0.001)  # a webhook waits no longer for a thread that computes
        work: list[Callable[[], Coroutine[Any, Any, None]]] = [self.writer.run, hub.run]
        running = [asyncio.create_task(one()) for one in work]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in running:
            task.cancel()
        for task in running:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await send({"type": "lifespan.shutdown.complete"})


application = Site()
