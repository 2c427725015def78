"""The canary: it writes like anybody, and says when no person answers."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from vigie.helpline.canary import watch
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions import claim, reply
from vigie.helpline.conversations.models import Conversation
from vigie.people.models import Person
from vigie.records import WrongUse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _schedule(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(watch.EVERY, "60")
    monkeypatch.setenv(watch.WITHIN, "10")
    monkeypatch.setenv(watch.ALARM, f"touch {tmp_path}/alarm")


def test_it_alarms_once_where_nobody_answers(tmp_path: Path) -> None:
    now = timezone.now()
    assert watch.verdict(now).state == "off"
    assert not watch.tick(now, alarmed=False)
    assert len(queries.queue(("en",))) == 1
    assert watch.verdict(now + timedelta(minutes=5)).state == "waiting"
    assert not (tmp_path / "alarm").exists()
    assert watch.tick(now + timedelta(minutes=11), alarmed=False)
    assert (tmp_path / "alarm").exists()
    (tmp_path / "alarm").unlink()
    assert watch.tick(now + timedelta(minutes=12), alarmed=True)
    assert not (tmp_path / "alarm").exists()


def test_an_answer_in_time_is_fine_and_it_writes_again(cast: dict[str, Person]) -> None:
    now = timezone.now()
    watch.tick(now, alarmed=False)
    one = Conversation.objects.get()
    claim(one.id, by=cast["advocate"])
    reply(one.id, "hello, I am here", by=cast["advocate"])
    assert watch.verdict(now + timedelta(minutes=30)).state == "fine"
    assert not watch.due(now + timedelta(minutes=30))
    assert watch.due(now + timedelta(minutes=61))


def test_it_is_in_no_number_that_is_published() -> None:
    watch.tick(timezone.now(), alarmed=False)
    assert queries.by_month() == {}
    assert queries.board().waiting == 0


def test_a_schedule_that_is_none_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(watch.EVERY, "often")
    with pytest.raises(WrongUse, match="often"):
        watch.due(timezone.now())


def test_an_alarm_that_fails_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = timezone.now()
    watch.tick(now, alarmed=False)
    monkeypatch.setenv(watch.ALARM, "false")
    assert not watch.tick(now + timedelta(minutes=11), alarmed=False)
    monkeypatch.setenv(watch.ALARM, f"touch {tmp_path}/alarm")
    assert watch.tick(now + timedelta(minutes=12), alarmed=False)
    assert (tmp_path / "alarm").exists()


def test_it_does_not_write_where_nobody_would_be_there_to_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VIGIE_HELPLINE_HOURS", "08:00-22:00 UTC")
    day = timezone.now().replace(hour=21, minute=40)
    assert watch.due(day)
    assert not watch.due(day + timedelta(minutes=15))
    assert not watch.due(day + timedelta(hours=4))
