"""What is written to the line is kept once, answered by rule, and queued for a person."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpline.line import NUMBER, answers, opened, standing, text, write
from vigie.helpline.conversations import queries, states
from vigie.helpline.conversations.actions import claim, close, forget_numbers, receive, reply
from vigie.helpline.conversations.models import (
    Conversation,
    Event,
    Message,
    Outgoing,
    Receipt,
    Texter,
)
from vigie.helpline.conversations.sealed import number_of
from vigie.helpline.conversations.texts import AUTOMATIC
from vigie.helpline.errors import CannotUnseal, Refused
from vigie.ledger.queries import breaks, entries_about
from vigie.people.models import Person

pytestmark = pytest.mark.django_db


def test_the_first_text_opens_a_conversation_and_is_answered_once() -> None:
    one = opened("hello", "are you there")
    assert (one.state, answers()) == ("queued", ["welcome"])
    assert [line.text for line in queries.opened(one.id).lines if line.inbound] == [
        "hello", "are you there",
    ]  # fmt: skip
    kinds = list(
        Event.objects.filter(conversation=one).order_by("id").values_list("kind", flat=True)
    )
    assert kinds == ["opened", "queued", "texter_wrote", "texter_wrote"]
    assert states.replay(kinds) == one.state
    entries = entries_about(f"conversation:{one.id}")
    assert [entry.verb for entry in entries] == [f"conversation.{kind}" for kind in kinds]
    assert list(breaks()) == []


def test_a_second_delivery_changes_nothing() -> None:
    first = text("hello")
    assert receive([first]) == 1
    assert receive([first]) == 0
    assert receive([first, first, text("more")]) == 1
    assert (Message.objects.count(), Receipt.objects.count()) == (2, 2)
    assert answers() == ["welcome"]


def test_a_short_code_or_a_name_as_sender_is_kept_as_it_is() -> None:
    for sender in ("233733", "whatsapp:+12025550143", "Sender"):
        receive([text("hello", sender)])
    assert {number_of(texter) for texter in Texter.objects.all()} == {
        "233733", "whatsapp:+12025550143", "Sender",
    }  # fmt: skip


@pytest.mark.parametrize(
    "word", ["STOP", "stop", " Stop! ", "Unsubscribe", "ARRÊT", "arret", "Alto", "«stop»"]
)
def test_stop_in_any_dress_stops(word: str) -> None:
    opened("hello")
    write(word)
    assert answers() == ["welcome", "stopped"]
    assert Texter.objects.get().opted_out
    write("I am still here")
    assert answers() == ["welcome", "stopped"]
    assert standing() is not None
    write("START")
    assert answers()[-1] == "started"
    assert not Texter.objects.get().opted_out


@pytest.mark.parametrize(
    "words", ["stop please", "please make him stop", "don't stop", "stop stop"]
)
def test_a_sentence_with_stop_is_somebody_talking(words: str) -> None:
    opened(words)
    assert not Texter.objects.get().opted_out


def test_nobody_can_write_to_who_opted_out(cast: dict[str, Person]) -> None:
    one = opened("hello", "STOP")
    claim(one.id, by=cast["advocate"])
    with pytest.raises(Refused, match="opted out"):
        reply(one.id, "hello", by=cast["advocate"])


@pytest.mark.parametrize("word", ["HELP", "info", "Aide", "¿Ayuda?"])
def test_help_is_answered_and_still_opens_a_conversation(word: str) -> None:
    assert opened(word).state == "queued"
    assert answers() == ["help"]


def test_the_safe_word_turns_the_line_silent(
    cast: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIE_HELPLINE_SAFE_WORD", "Réservation")
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    write("reservation")
    assert answers()[-1] == "harmless"
    with pytest.raises(Refused, match="paused"):
        reply(one.id, "are you safe", by=cast["advocate"])
    write("something else", "HELP")
    assert answers()[-1] == "harmless"
    write("yes")  # whoever has the telephone answers that to anything
    with pytest.raises(Refused, match="paused"):
        reply(one.id, "are you safe", by=cast["advocate"])
    write("START")
    reply(one.id, "are you safe", by=cast["advocate"])


@pytest.mark.parametrize("word", ["DELETE", "effacer", "Borrar"])
def test_delete_destroys_the_key_at_once_and_the_number_after_the_answer(word: str) -> None:
    one = opened("my words")
    write(word)
    one.refresh_from_db()
    assert (one.state, bytes(one.wrapped_key), Message.objects.count()) == ("purged", b"", 0)
    assert answers()[-1] == "deleted"
    texter = Texter.objects.get()
    assert number_of(texter) == NUMBER
    Outgoing.objects.update(state="accepted")
    assert forget_numbers(texter.forget_at or one.opened_at) == 1
    texter.refresh_from_db()
    with pytest.raises(CannotUnseal):
        number_of(texter)


def test_who_erased_everything_can_write_again() -> None:
    first = opened("my words")
    write("DELETE")
    forget_numbers(first.opened_at)
    Outgoing.objects.update(state="accepted")
    forget_numbers(first.opened_at)
    second = opened("hello again")
    assert second.id != first.id
    assert number_of(Texter.objects.get()) == NUMBER


def test_delete_and_a_new_text_may_arrive_together() -> None:
    first = opened("hello")
    receive([text("DELETE"), text("again")])
    second = standing()
    assert second is not None
    assert second.id != first.id
    assert Texter.objects.get().forget_at is None


def test_who_writes_again_at_once_can_be_answered(cast: dict[str, Person]) -> None:
    write("my words", "DELETE")
    again = opened("one thing more")
    Outgoing.objects.update(state="accepted")
    assert forget_numbers(timezone.now() + timedelta(hours=1)) == 0
    claim(again.id, by=cast["advocate"])
    reply(again.id, "I am here", by=cast["advocate"])
    assert number_of(Texter.objects.get()) == NUMBER
    write("DELETE")
    Outgoing.objects.update(state="accepted")
    assert forget_numbers(timezone.now()) == 1


def test_delete_before_anything_else_is_answered_and_keeps_nothing() -> None:
    assert write("DELETE") is None
    assert answers() == ["deleted"]
    assert not Message.objects.exists()


def test_a_closed_conversation_opens_again(cast: dict[str, Person]) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    close(one.id, outcome="information", by=cast["advocate"])
    again = opened("me again")
    assert (again.id, again.state, again.assigned_to) == (one.id, "queued", "")


def test_after_hours_is_said_and_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_HELPLINE_HOURS", "00:00-00:00 America/New_York")
    one = opened("hello")
    assert (one.after_hours, answers()) == (True, ["after_hours"])


def test_a_thousand_texts_from_one_number_leave_the_line_open_for_others() -> None:
    receive([text(f"text {n}") for n in range(1000)])
    receive([text("somebody else", "+12025550144")])
    assert Message.objects.count() == 1001
    assert answers() == ["welcome"]
    assert len(queries.queue(("en",))) == 2


def test_a_batch_is_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vigie.helpline.conversations.actions._happen.write_all", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        receive([text("one"), text("two", "+12025550144")])
    assert not Receipt.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "x" * 1600,
        "🙂" * 300,
        "\u202eright to left\u202c שלום مرحبا",
        "lone \ud800 surrogate",
        "nul \x00 inside",
        "<script>alert(1)</script>",
        "'; DROP TABLE x; --",
    ],
)
def test_whatever_is_written_is_kept(body: str) -> None:
    one = opened(body)
    said = queries.opened(one.id).lines[0].text
    assert len(said) == len(body)
    assert "\x00" not in said


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["hi", "STOP", "START", "DELETE", "HELP", "reservation", "", "\x00"]),
            st.integers(0, 2),
        ),
        max_size=15,
    ),
    st.integers(1, 6),
)
def test_any_order_of_texts_leaves_a_history_that_can_have_been(
    texts: list[tuple[str, int]], at_once: int
) -> None:
    arrived = [text(body, f"+1202555014{who}") for body, who in texts]
    for start in range(0, len(arrived), at_once):
        receive(arrived[start : start + at_once])
    for conversation in Conversation.objects.all():
        mine = Event.objects.filter(conversation=conversation).order_by("id")
        assert states.replay(mine.values_list("kind", flat=True)) == conversation.state
    assert receive(arrived) == 0


def test_automatic_texts_are_neutral_and_short() -> None:
    for texts in AUTOMATIC.values():
        assert set(texts) == {"en", "fr", "es"}
        for words in texts.values():
            assert "http" not in words
            assert "www" not in words
            assert len(words) <= 160
