"""The outbox: whatever breaks, a text goes out once."""

import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.helpline.conftest import ORIGIN, SID
from tests.helpline.line import NUMBER, opened
from tests.helpline.provider import Provider, running
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.actions import claim, reply, take_due, take_uncertain
from vigie.helpline.conversations.models import Outgoing
from vigie.helpline.gateways import outbox
from vigie.helpline.gateways.every import gateway
from vigie.helpline.gateways.protocol import Outbound
from vigie.helpline.gateways.reconcile import reconcile
from vigie.helpline.gateways.twilio import account
from vigie.people.models import Person

# VIGIE_CRASH_SEEDS walks more crash points; VIGIE_CRASH_TALLY names a file that counts them.
SEEDS = int(os.environ.get("VIGIE_CRASH_SEEDS", "5"))
TALLY = os.environ.get("VIGIE_CRASH_TALLY", "")
pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    one = Provider(SID)
    with running(one) as url:
        monkeypatch.setenv("VIGIE_TWILIO_URL", url)
        account.cache_clear()
        yield one


@pytest.fixture
def said(cast: dict[str, Person]) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    reply(one.id, "hi there", by=cast["advocate"])


def later() -> None:
    """Let all waiting times pass."""
    past = timezone.now() - timedelta(hours=1)
    Outgoing.objects.update(next_at=past)
    Outgoing.objects.filter(taken_at__isnull=False).update(taken_at=past)


@pytest.mark.usefixtures("said")
def test_what_is_due_goes_out_with_its_row_in_the_callback(provider: Provider) -> None:
    assert outbox.send_due() == 2
    assert provider.sent() == [provider.messages[0]["body"], "hi there"]
    rows = Outgoing.objects.order_by("id")
    assert provider.callbacks == [f"{ORIGIN}/hooks/twilio/status?out={row.pk}" for row in rows]
    assert {(row.state, row.status) for row in rows} == {("accepted", "queued")}
    assert outbox.send_due() == 0


@pytest.mark.usefixtures("said")
def test_a_refusal_is_final(provider: Provider) -> None:
    provider.fail = "refuse"
    outbox.send_due()
    provider.fail = ""
    later()
    outbox.settle_uncertain()
    assert outbox.send_due() == 0
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"failed"}
    assert queries.board().failed == 2


@pytest.mark.usefixtures("said")
@pytest.mark.parametrize(("fail", "arrived"), [("lose_answer", 2), ("error", 2), ("away", 0)])
def test_an_uncertain_send_is_looked_up_before_anything_is_sent_again(
    provider: Provider, fail: str, arrived: int
) -> None:
    provider.fail = fail
    outbox.send_due()
    assert (queries.board().uncertain, len(provider.sent())) == (2, arrived)
    provider.fail = "away"
    later()
    assert outbox.settle_uncertain() == 0
    assert outbox.send_due() == 0
    provider.fail = ""
    later()
    assert outbox.settle_uncertain() == 2
    later()
    outbox.send_due()
    assert len(provider.sent()) == 2
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"accepted"}


def test_the_same_words_twice_are_two_texts(provider: Provider, cast: dict[str, Person]) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    outbox.send_due()
    for _ in range(2):
        reply(one.id, "yes", by=cast["advocate"])
    provider.fail = "lose_answer"
    outbox.send_due()
    provider.fail = ""
    later()
    outbox.settle_uncertain()
    outbox.send_due()
    assert provider.sent(NUMBER)[1:] == ["yes", "yes"]
    ids = list(Outgoing.objects.values_list("provider_id", flat=True))
    assert len(set(ids)) == len(ids) == 3


class Crash(Exception):
    """The process died here."""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_crash_point_sends_twice_or_never(
    provider: Provider, cast: dict[str, Person], seed: int
) -> None:
    """A process dies before, while or after each step; the next one takes over."""
    chance = random.Random(seed)
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    wanted = [f"text {n}" for n in range(6)]
    for words in wanted:
        reply(one.id, words, by=cast["advocate"])
    crashes = 0
    for _ in range(40):
        later()
        try:
            _work(provider, chance)
        except Crash:
            crashes += 1
    if TALLY:
        with Path(TALLY).open("a", encoding="utf-8") as stream:
            stream.write(f"{crashes}\n")
    provider.fail = ""
    for _ in range(12):
        later()
        outbox.settle_uncertain()
        later()
        outbox.send_due()
    sent = provider.sent(NUMBER)
    assert sorted(sent[0:]) == sorted([*wanted, next(s for s in sent if s not in wanted)])


def _work(provider: Provider, chance: random.Random) -> None:
    """One process's work, dying where chance says."""
    way = gateway("twilio")
    for taken in take_uncertain(3):
        if chance.random() < 0.3:
            raise Crash
        outbox.settle(taken, way)
    for taken in take_due(3):
        point = chance.choice(["before", "lost", "after", "none", "none"])
        if point == "before":
            raise Crash
        provider.fail = "lose_answer" if point == "lost" else ""
        if point == "after":
            way.send(Outbound(taken.outgoing_id, taken.line, taken.number, taken.body))
            raise Crash
        outbox.send(taken, way)
        provider.fail = ""


def test_the_reconciler_fills_gaps_and_only_gaps(provider: Provider) -> None:
    for n in range(3):
        provider.add("inbound", NUMBER, "233733", f"missed {n}")
    way = gateway("twilio")
    assert reconcile(way, timezone.now()) == 3
    assert reconcile(way, timezone.now()) == 0
    provider.add("inbound", "+12025550144", "233733", "late")
    provider.add("outbound-api", "233733", NUMBER, "ours")
    assert reconcile(way, timezone.now()) == 1
    opened_texts = queries.opened(queries.queue(("en",))[0].conversation.id).lines
    assert [line.text for line in opened_texts if line.inbound]


def test_what_was_erased_is_not_taken_in_again(provider: Provider) -> None:
    made = provider.add("inbound", NUMBER, "233733", "my words")
    way = gateway("twilio")
    reconcile(way, timezone.now())
    provider.add("inbound", NUMBER, "233733", "DELETE")
    reconcile(way, timezone.now())
    assert reconcile(way, timezone.now()) == 0
    assert made["body"] == "my words"
    assert queries.queue(("en",)) == []
