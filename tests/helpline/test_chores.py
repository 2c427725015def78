"""What the line does by itself goes on, whatever goes wrong once."""

import asyncio
from datetime import timedelta

import pytest

from vigie.helpline import chores
from vigie.helpline.canary import watch
from vigie.records import Problem, WrongUse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("wrong", [ValueError("a text that no log may show"), Problem("no way")])
def test_a_chore_that_fails_is_done_again(
    wrong: Exception, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores.log, "propagate", True)
    done: list[int] = []

    def work() -> bool:
        done.append(1)
        if len(done) == 1:
            raise wrong
        return False

    async def some_time() -> None:
        task = asyncio.create_task(chores.run_chore(chores.Chore("tried", 0.01, work)))
        for _ in range(500):
            await asyncio.sleep(0.01)
            if len(done) > 2:
                break
        task.cancel()

    asyncio.run(some_time())
    assert len(done) > 2
    assert "tried" in caplog.text
    assert "no log may show" not in caplog.text


@pytest.mark.parametrize("name", [chores.KEEP_DAYS, watch.EVERY, watch.WITHIN])
@pytest.mark.parametrize("written", ["", "soon", "-3", "1.5", "\u0663"])
def test_a_time_that_is_none_keeps_the_line_from_starting(
    name: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, written)
    with pytest.raises(WrongUse, match=name):
        chores.readable()


def test_closed_conversations_are_kept_half_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(chores.KEEP_DAYS, raising=False)
    assert chores.kept_for() == timedelta(days=180)
    monkeypatch.setenv(chores.KEEP_DAYS, "30")
    assert chores.kept_for() == timedelta(days=30)


def test_every_chore_is_there() -> None:
    names = {chore.name for chore in chores.EVERY}
    assert names == {"outbox", "score", "erasure", "reconciler", "statuses", "canary", "numbers"}
