"""The webhooks' door: verify, write, acknowledge, in this order, and never another answer.

It stands before Django in the same process, because a text that somebody sends for help must not
wait behind a page. Messages that arrive together are written together, so that one disk write
acknowledges many. 403 is for whatever Twilio did not sign, 503 for a database that does not
answer: Twilio then delivers again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from vigie.helpline.conversations.actions import note_status, receive
from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.errors import Refused
from vigie.helpline.gateways import hooks
from vigie.helpline.gateways.patience import patiently
from vigie.helpline.gateways.twilio import STATUS_PATH, Account

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

INBOUND_PATH = "/hooks/twilio/inbound"
PATHS = (INBOUND_PATH, STATUS_PATH)
AT_ONCE = 100
EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
log = logging.getLogger("vigie.helpline.door")


class NotTaken(Exception):
    """A message was not written; the provider is to deliver it again."""


@dataclass
class Writer:
    """Writes what arrives, everything that is there at once, in one thread with one connection."""

    waiting: asyncio.Queue[tuple[Inbound, asyncio.Future[None]]] = field(
        default_factory=asyncio.Queue
    )
    thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="inbound")
    )

    async def take_in(self, message: Inbound) -> None:
        """Return when the message is on the disk. Errors: NotTaken."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self.waiting.put((message, done))
        await done

    async def run(self) -> None:
        """Write batches for ever."""
        loop = asyncio.get_running_loop()
        while True:
            batch = [await self.waiting.get()]
            while not self.waiting.empty() and len(batch) < AT_ONCE:
                batch.append(self.waiting.get_nowait())
            errors = await loop.run_in_executor(self.thread, _write, [one for one, _ in batch])
            for (_, done), error in zip(batch, errors, strict=True):
                if done.cancelled():
                    continue
                if error is None:
                    done.set_result(None)
                else:
                    done.set_exception(error)


def _write(batch: list[Inbound]) -> list[NotTaken | None]:
    """Write a batch; a message that cannot be written costs itself alone, not those beside it."""
    error = _tried(batch)
    if isinstance(error, OperationalError | InterfaceError):
        error = _tried(batch)  # the connection was lost, perhaps; a new one may be had
        if isinstance(error, OperationalError | InterfaceError):
            return [NotTaken("the database is away")] * len(batch)
    if error is None:
        return [None] * len(batch)
    return [NotTaken("it cannot be written") if _tried([one]) else None for one in batch]


def _tried(batch: list[Inbound]) -> Exception | None:
    try:
        receive(batch)
    except Exception as error:  # noqa: BLE001 (whatever it is, the provider is to deliver again)
        log.error("inbound: %s texts were not written: %s", len(batch), type(error).__name__)  # noqa: TRY400 (a traceback may show a text)
        with contextlib.suppress(DatabaseError):
            connection.close()
        return error
    return None


@dataclass
class Door:
    """The ASGI application of the webhooks."""

    account: Callable[[], Account | None]
    writer: Writer

    async def __call__(self, scope: Scope, receive_: Receive, send: Send) -> None:
        """Answer one call."""
        code, content = await self._answer(scope, receive_)
        headers = [(b"content-type", b"text/xml"), (b"content-length", b"%d" % len(content))]
        if code == 503:
            headers.append((b"retry-after", b"5"))
        await send({"type": "http.response.start", "status": code, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, scope: Scope, receive_: Receive) -> tuple[int, bytes]:
        if scope["method"] != "POST":
            return 405, b""
        body = await _body(receive_)
        account = self.account()
        if body is None or account is None:
            return (413, b"") if body is None else (403, b"")
        try:
            call = _call(scope, body)
            fields = hooks.checked(call, account)
            if scope["path"] == INBOUND_PATH:
                await self.writer.take_in(hooks.inbound(fields))
            else:
                await asyncio.to_thread(_note, hooks.status(fields, call.query))
        except Refused as refused:
            log.info("a webhook was refused: %s", refused.what)
            return 403, b""
        except (NotTaken, DatabaseError):
            return 503, b""
        return 200, EMPTY


def _note(told: hooks.StatusTold) -> None:
    """Write a status down; most providers tell it once, so a stumble is not the end of it."""
    try:
        patiently(lambda: note_status(told.provider_id, told.status, told.outgoing_id, told.error))
    except DatabaseError as error:
        log.error("status: not written: %s", type(error).__name__)  # noqa: TRY400 (as above)
        raise
    finally:
        connection.close()


async def _body(receive_: Receive) -> bytes | None:
    """The whole body; None where it is larger than any webhook's."""
    parts: list[bytes] = []
    size = 0
    while True:
        event = await receive_()
        part = event.get("body", b"")
        size += len(part)
        if size > hooks.LARGEST:
            return None
        parts.append(part)
        if event["type"] == "http.disconnect" or not event.get("more_body"):
            return b"".join(parts)


def _call(scope: Scope, body: bytes) -> hooks.Call:
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }
    path = scope.get("raw_path", scope["path"].encode()).partition(b"?")[0].decode("latin-1")
    return hooks.Call(path, scope["query_string"].decode("latin-1"), headers, body)
