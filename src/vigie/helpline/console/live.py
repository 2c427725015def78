"""Live pages: what happens is told to every open console within a moment.

The database tells one connection of this process (LISTEN); that tells every open page (server-sent
events), and of each event only the pages that show something of it. An event holds ids and kinds,
never words. A page that was away says the last id that it saw and is told what it missed.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from vigie.helpline.console.screens import LOOK, WAITING, Screen
from vigie.helpline.conversations.actions._happen import CHANNEL
from vigie.helpline.conversations.queries import events_after
from vigie.helpline.conversations.queries import queue as waiting
from vigie.people.models import Person, Role
from vigie.people.roles import require

HEARTBEAT = 15.0
COALESCE = 0.05  # many texts in a moment are one drawing
ROOM = 2_000
# Ids are given before a transaction commits, so a late one may be lower than one already seen.
LOOK_BACK = 50
MOST = 500  # a page that missed more looks at everything again
log = logging.getLogger("vigie.helpline.live")


@dataclass(eq=False)
class Hub:
    """Everybody who listens in this process; `moves` counts what moved the queue."""

    moves: int = 0
    listeners: dict[asyncio.Queue[dict[str, object]], Screen] = field(default_factory=dict)

    async def run(self) -> None:
        """Pass on what the database tells, for ever, through restarts of the database."""
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("live: the database went away: %s", type(error).__name__)
            await asyncio.sleep(1)

    async def _listen(self) -> None:
        parameters = await sync_to_async(_parameters)()
        async with await psycopg.AsyncConnection.connect(
            psycopg.conninfo.make_conninfo(**parameters), autocommit=True
        ) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            self.tell({"id": 0, "k": "resync"})
            async for notice in listening.notifies():
                for event in json.loads(notice.payload):
                    self.tell(event)

    def tell(self, event: dict[str, object]) -> None:
        """Tell whom it concerns; who does not keep up is told to look at everything again."""
        self.moves += 1
        for queue, screen in self.listeners.items():
            concern = screen.concerns(event)
            if concern and queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait({"id": 0, "k": "resync"})
            elif concern == LOOK:
                queue.put_nowait(event)
            elif concern == WAITING:
                queue.put_nowait({"id": event.get("id"), "moves": self.moves})


hub = Hub()


@dataclass(eq=False)
class Drawn:
    """The queue as it was drawn last, once for all who see the same: by language and languages."""

    kept: dict[tuple[str, tuple[str, ...]], tuple[int, bytes]] = field(default_factory=dict)
    drawing: dict[tuple[str, tuple[str, ...]], asyncio.Lock] = field(default_factory=dict)

    async def since(self, screen: Screen, moves: int) -> tuple[int, bytes]:
        """The queue with at least so many moves in it, and how many those are."""
        key = (screen.lang, screen.codes)
        async with self.drawing.setdefault(key, asyncio.Lock()):
            known = self.kept.get(key, (-1, b""))
            if known[0] < moves:
                await asyncio.sleep(COALESCE)
                now = hub.moves
                known = (now, await sync_to_async(_draw, thread_sensitive=False)(screen))
                self.kept[key] = known
            return known


drawn = Drawn()


def _draw(screen: Screen) -> bytes:
    try:
        with translation.override(screen.lang):
            context = {"waiting": waiting(screen.codes), "lang": screen.lang}
            html = render_to_string("helpline/_waiting.html", context)
    finally:
        connection.close()
    return b"".join(b"data: %s\n" % line.encode() for line in html.splitlines())


def _parameters() -> dict[str, str]:
    wanted = ("host", "port", "dbname", "user", "password")
    given = connection.get_connection_params()
    return {name: str(given[name]) for name in wanted if given.get(name)}


async def live(request: HttpRequest) -> HttpResponseBase:
    """The stream of what happens, for those who answer."""
    person = await request.auser()
    if not isinstance(person, Person):
        return HttpResponse(status=401)
    require(person, Role.ADVOCATE, Role.TRAINEE, Role.SUPERVISOR)
    last = request.headers.get("Last-Event-ID") or request.GET.get("last", "")
    since = int(last) if last.isascii() and last.isdigit() and len(last) < 19 else None
    lang = str(getattr(request, "lang", "en"))
    screen = Screen(person.login, request.GET.get("c", ""), lang, person.language_codes)
    response = StreamingHttpResponse(_stream(screen, since), content_type="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response


async def _stream(screen: Screen, since: int | None) -> AsyncIterator[bytes]:
    queue: asyncio.Queue[dict[str, object]] = asyncio.Queue(ROOM)
    hub.listeners[queue] = screen
    try:
        yield b"retry: 1000\n\n"
        for event in await sync_to_async(_missed)(since):
            if screen.concerns(event):
                yield _told(event)
        seen = -1
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            moves = event.get("moves")
            if not isinstance(moves, int):
                yield _told(event)
            elif moves > seen:
                seen, html = await drawn.since(screen, moves)
                yield f"id: {event['id']}\nevent: waiting\n".encode() + html + b"\n"
    finally:
        hub.listeners.pop(queue, None)


def _missed(since: int | None) -> list[dict[str, object]]:
    """What a page missed. The stream stays open for hours, so its connection goes back at once."""
    try:
        rows = [] if since is None else events_after(max(0, since - LOOK_BACK), MOST + 1)
        if len(rows) > MOST:
            return [{"id": 0, "k": "resync"}]
        return [
            {
                "id": row.pk,
                "c": str(row.conversation_id),
                "k": row.kind,
                "a": row.conversation.assigned_to,
                "old": since is not None and row.pk <= since,
            }
            for row in rows
        ]
    finally:
        connection.close()


def _told(event: dict[str, object]) -> bytes:
    name = f"id: {event['id']}\n" if event.get("id") else ""
    shown: dict[str, object] = {key: event[key] for key in ("id", "c", "k") if key in event}
    if event.get("old"):  # told once more for what it may have missed, not as something new
        shown["old"] = True
    return f"{name}event: happened\ndata: {json.dumps(shown)}\n\n".encode()
