"""The live stream: for those who answer; it catches up, and holds ids and kinds alone."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.http import HttpResponseBase
from django.test import AsyncClient

from tests.helpline.line import opened, write
from tests.helpline.test_roles import ANSWERING, WHO
from vigie.helpline.console import live as lives
from vigie.helpline.console.live import Drawn, Hub, hub
from vigie.helpline.console.screens import LOOK, NOTHING, WAITING, Screen
from vigie.helpline.conversations.models import Event
from vigie.people.models import Person

pytestmark = pytest.mark.django_db


def ask(person: Person | None, **headers: str) -> HttpResponseBase:
    """Open the stream as somebody."""

    async def run() -> HttpResponseBase:
        client = AsyncClient()
        if person is not None:
            await client.aforce_login(person)
        answer: HttpResponseBase = await client.get("/live", headers=headers)
        return answer

    return async_to_sync(run)()  # in this thread, whose transaction has the cast


@pytest.mark.parametrize("who", WHO)
def test_the_stream_opens_to_those_who_answer(
    who: str, cast: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = ask(cast.get(who))
    if who in ANSWERING:
        assert answer.headers["Content-Type"] == "text/event-stream"
    else:
        assert answer.status_code == (401 if who == "outsider" else 403)


def test_a_page_is_told_what_it_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(lives, "LOOK_BACK", 0)
    opened("these words are nobody's business", number="+12025550143")
    last = Event.objects.order_by("-id")[0].pk
    write("more of them")
    missed = lives._missed(last)
    assert [event["k"] for event in missed] == ["texter_wrote"]
    assert lives._missed(None) == []
    monkeypatch.setattr(lives, "LOOK_BACK", 50)
    again = [(event["k"], event["old"]) for event in lives._missed(last)]
    assert again == [
        ("opened", True),
        ("queued", True),
        ("texter_wrote", True),
        ("texter_wrote", False),
    ]
    assert b'"old": true' in lives._told(lives._missed(last)[0])
    assert b"old" not in lives._told(lives._missed(last)[-1])
    monkeypatch.setattr(lives, "LOOK_BACK", 0)
    monkeypatch.setattr(lives, "MOST", 1)
    assert [event["k"] for event in lives._missed(0)] == ["resync"]  # too much to tell
    monkeypatch.undo()
    monkeypatch.setattr(connection, "close", lambda: None)
    told = b"".join(lives._told(event) for event in lives._missed(0)).decode()
    assert "words" not in told
    assert "2025550143" not in told
    for line in told.splitlines():
        if line.startswith("data: "):
            assert set(json.loads(line.removeprefix("data: "))) == {"id", "c", "k"}


def test_everybody_hears_and_who_cannot_keep_up_looks_again() -> None:
    async def run() -> list[object]:
        one = Hub()
        quick: asyncio.Queue[dict[str, object]] = asyncio.Queue(10)
        slow: asyncio.Queue[dict[str, object]] = asyncio.Queue(2)
        one.listeners |= {quick: Screen("kim"), slow: Screen("alex")}
        for number in range(1, 5):
            one.tell({"id": number, "k": "draft_written"})
        return [quick.qsize(), [slow.get_nowait()["k"] for _ in range(slow.qsize())]]

    assert asyncio.run(run()) == [4, ["resync", "draft_written"]]


def test_a_stream_that_is_left_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lives, "_missed", lambda _: [])

    async def run() -> tuple[int, int]:
        stream = lives._stream(Screen("kim"), None)
        assert isinstance(stream, AsyncIterator)
        assert await anext(stream) == b"retry: 1000\n\n"
        during = len(hub.listeners)
        await stream.aclose()  # type: ignore[attr-defined]  # it is a generator
        return during, len(hub.listeners)

    assert asyncio.run(run()) == (1, 0)


# event kind, who holds it -> what kim's queue does about it
QUEUE = {
    ("texter_wrote", ""): WAITING,
    ("texter_wrote", "kim"): LOOK,
    ("texter_wrote", "alex"): NOTHING,
    ("advocate_wrote", "alex"): NOTHING,
    ("risk_flagged", "alex"): NOTHING,
    ("risk_flagged", ""): WAITING,
    ("note_added", "kim"): NOTHING,
    ("message_status", "kim"): NOTHING,
    ("opened", ""): WAITING,
    ("claimed", "alex"): WAITING,
    ("claimed", "kim"): LOOK,
    ("released", ""): LOOK,
    ("transferred", "alex"): LOOK,
    ("draft_written", "alex"): LOOK,
    ("purged", ""): LOOK,
}


@pytest.mark.parametrize(("happened", "does"), QUEUE.items())
def test_a_screen_is_told_of_what_it_shows_and_of_nothing_else(
    happened: tuple[str, str], does: str
) -> None:
    event: dict[str, object] = {"id": 1, "c": "this", "k": happened[0], "a": happened[1]}
    assert Screen("kim").concerns(event) == does
    assert Screen("kim", "this").concerns(event) == LOOK
    assert Screen("kim", "other").concerns(event) == NOTHING
    assert Screen("kim", "other").concerns({"id": 0, "k": "resync"}) == LOOK


def test_the_queue_is_drawn_once_for_all_who_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings: list[str] = []

    def draw(screen: Screen) -> bytes:
        drawings.append(screen.lang)
        return b"data: x\n"

    monkeypatch.setattr(lives, "_draw", draw)
    monkeypatch.setattr(hub, "moves", 7)

    async def run() -> None:
        one = Drawn()
        screens = [Screen("kim"), Screen("alex"), Screen("lou", lang="fr")]
        for moves in (6, 7):
            found = await asyncio.gather(*(one.since(screen, moves) for screen in screens))
            assert found == [(7, b"data: x\n")] * 3

    asyncio.run(run())
    assert sorted(drawings) == ["en", "fr"]


def test_no_login_is_told_to_a_page() -> None:
    assert "alex" not in lives._told({"id": 1, "c": "x", "k": "claimed", "a": "alex"}).decode()
