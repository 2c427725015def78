"""What became of a text is known in the end, whoever is at the database at the same time."""

import itertools
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from tests.helpline.conftest import SID
from tests.helpline.line import NUMBER, opened
from tests.helpline.provider import Provider, running
from vigie.database.calls import called
from vigie.helpline.conversations.actions import note_status, take_unsettled
from vigie.helpline.conversations.actions._locked import locked
from vigie.helpline.conversations.models import Conversation, Event, Outgoing
from vigie.helpline.gateways import door, outbox
from vigie.helpline.gateways.hooks import StatusTold
from vigie.helpline.gateways.statuses import look_up
from vigie.helpline.gateways.twilio import account
from vigie.helpline.secrecy import keyring

committing = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    one = Provider(SID)
    with running(one) as url:
        monkeypatch.setenv("VIGIE_TWILIO_URL", url)
        account.cache_clear()
        yield one


def claimed(one: Conversation) -> None:
    locked(one.id)


def arriving(one: Conversation) -> None:
    called("conversations_known", ["SM1"], [keyring().number_index(NUMBER)])


@committing
@pytest.mark.parametrize("holding", [claimed, arriving])
def test_a_status_does_not_wait_for_whoever_holds_the_conversation(
    holding: Callable[[Conversation], None],
) -> None:
    one = opened("hello")
    told: list[object] = []

    def tell() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        try:
            told.append(note_status("SM1", "sent", Outgoing.objects.get().pk))
        except OperationalError as error:
            told.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        holding(one)
        other = threading.Thread(target=tell)
        other.start()
        other.join()
    assert told == [True]


@committing
def test_a_status_that_the_database_stumbled_over_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened("hello")
    row, stumbles = Outgoing.objects.get(), [OperationalError("deadlock detected")] * 2

    def stumbling(*told: object) -> bool:
        if stumbles:
            raise stumbles.pop()
        return note_status(*told)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(door, "note_status", stumbling)
    door._note(StatusTold("SM1", "delivered", row.pk))
    row.refresh_from_db()
    assert row.status == "delivered"


@pytest.mark.django_db
def test_a_status_that_says_nothing_new_leaves_no_trace() -> None:
    opened("hello")
    row = Outgoing.objects.get()
    for status in ("sent", "sent", "queued", "delivered", "sent"):
        assert note_status("SM1", status, row.pk)
    whys = Event.objects.filter(kind="message_status").values_list("why", flat=True)
    assert list(whys) == ["sent", "delivered"]


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["delivered", "undelivered"])
def test_an_end_that_nobody_told_us_is_looked_up(provider: Provider, end: str) -> None:
    opened("hello")
    outbox.send_due()
    provider.messages[0] |= {"status": end, "error_code": 30003 if end == "undelivered" else None}
    now = timezone.now()
    assert look_up(now + 2 * MINUTE) == 0  # it may still be told
    assert look_up(now + 4 * MINUTE) == 1
    row = Outgoing.objects.get()
    assert (row.state, row.status) == ("accepted", end)
    assert row.error == ("30003" if end == "undelivered" else "")
    assert look_up(now + 60 * MINUTE) == 0


@pytest.mark.django_db
def test_what_never_ends_is_looked_up_ever_more_rarely(provider: Provider) -> None:
    opened("hello")
    outbox.send_due()
    began = timezone.now()
    asked = [m for m in range(26 * 60) if take_unsettled(began + m * MINUTE)]
    assert asked[0] in (3, 4)
    assert all(later >= 2 * earlier - 1 for earlier, later in itertools.pairwise(asked))
    assert 8 <= len(asked) <= 10
    assert asked[-1] < 24 * 60


@pytest.mark.django_db
def test_a_provider_that_is_away_is_asked_again(provider: Provider) -> None:
    opened("hello")
    outbox.send_due()
    provider.messages[0]["status"] = "delivered"
    provider.fail = "away"
    now = timezone.now()
    assert look_up(now + 4 * MINUTE) == 0
    provider.fail = ""
    assert look_up(now + 9 * MINUTE) == 1
    assert Outgoing.objects.get().status == "delivered"
