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

from vigie.helpline.conversations.actions._happen import CHANNEL
from vigie.helpline.conversations.queries import events_after
from vigie.people.models import Person, Role
from vigie.people.roles import require

HEARTBEAT = 15.0
ROOM = 2_000
# Ids are given before a transaction commits, so a late one may be lower than one already seen.
LOOK_BACK = 50
log = logging.getLogger("vigie.helpline.live")


# What happens within a conversation that somebody holds: no queue shows it but the holder's.
WITHIN = frozenset({"texter_wrote", "advocate_wrote"})
# What no queue shows at all.
INSIDE = frozenset({"message_status", "note_added"})


@dataclass(frozen=True, slots=True)
class Screen:
    """A page that listens: whose it is, and which conversation it shows, '' for the queue."""

    login: str
    shows: str = ""

    def concerns(self, event: dict[str, object]) -> bool:
        """Whether the page shows something of what happened."""
        kind, holder = event.get("k"), event.get("a")
        if kind == "resync" or (self.shows and event.get("c") == self.shows):
            return True
        if self.shows or kind in INSIDE:
            return False
        return kind not in WITHIN or holder in ("", None, self.login)


@dataclass(eq=False)
class Hub:
    """Everybody who listens in this process."""

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
        for queue, screen in self.listeners.items():
            if not screen.concerns(event):
                continue
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait({"id": 0, "k": "resync"})
            else:
                queue.put_nowait(event)


hub = Hub()


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
    screen = Screen(person.login, request.GET.get("c", ""))
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
        while True:
            try:
                yield _told(await asyncio.wait_for(queue.get(), HEARTBEAT))
            except TimeoutError:
                yield b": still here\n\n"
    finally:
        hub.listeners.pop(queue, None)


def _missed(since: int | None) -> list[dict[str, object]]:
    """What a page missed. The stream stays open for hours, so its connection goes back at once."""
    try:
        rows = [] if since is None else events_after(max(0, since - LOOK_BACK))
        return [
            {
                "id": row.pk,
                "c": str(row.conversation_id),
                "k": row.kind,
                "a": row.conversation.assigned_to,
            }
            for row in rows
        ]
    finally:
        connection.close()


def _told(event: dict[str, object]) -> bytes:
    name = f"id: {event['id']}\n" if event.get("id") else ""
    shown = {key: event[key] for key in ("id", "c", "k") if key in event}
    return f"{name}event: happened\ndata: {json.dumps(shown)}\n\n".encode()
