"""A danger that is told over several texts is found, after they were acknowledged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.helpline.line import opened, text, write
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions import read_together, receive
from vigie.helpline.conversations.models import Conversation, Event
from vigie.helpline.conversations.scoring import most_urgent, score_of, together
from vigie.helpline.crisis.score import weights

pytestmark = pytest.mark.django_db
PARTS = ("i cant really go", "out of the house", "not without one of them")
CALM = ("hello there", "just a question", "when are you open")


def test_texts_are_read_alone_and_with_two_before() -> None:
    assert together(["a"]) == ["a"]
    assert together(["a", "b", "c", "d"]) == ["a", "b", "c", "d", "a b", "a b c", "b c d"]


def test_a_danger_told_in_parts_raises_the_place_in_the_queue() -> None:
    one = opened(*PARTS)
    assert one.score == max(score_of(part, "en") for part in PARTS)
    assert not any(most_urgent([part], "en").urgent for part in PARTS)
    assert read_together(timezone.now()) == 1
    one.refresh_from_db()
    assert one.score == score_of(" ".join(PARTS), "en")
    assert queries.opened(one.id).reading.bits >= weights().urgent_from
    told = Event.objects.get(conversation=one, kind="read_together")
    assert (told.who, told.why) == ("score", "the last 3 texts")
    assert read_together(timezone.now()) == 0


def test_what_is_new_is_read_again_and_the_score_never_falls() -> None:
    one = opened(*PARTS)
    read_together(timezone.now())
    high = Conversation.objects.get().score
    for calm in CALM:
        write(calm)
        read_together(timezone.now())
    one.refresh_from_db()
    assert one.score == high
    assert one.read_at == one.last_in_at


def test_texts_of_another_hour_are_not_read_together() -> None:
    now = timezone.now()
    for hours, part in zip((2, 1, 0), PARTS, strict=True):
        receive([text(part, at=now - timedelta(hours=hours))])
    assert read_together(now) == 0
    assert Conversation.objects.get().read_at is not None


def test_an_erased_conversation_is_left_alone() -> None:
    opened(*PARTS)
    write("DELETE")
    assert read_together(timezone.now()) == 0
