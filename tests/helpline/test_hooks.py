"""The webhooks' door: only what the provider signed, once, and acknowledged when it is durable."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from twilio.request_validator import RequestValidator

from tests.helpline.conftest import ORIGIN, SID, TOKEN
from tests.helpline.line import opened, text
from vigie.helpline.conversations.actions import claim, receive, reply, take_due
from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.conversations.models import Message, Outgoing, Receipt, Texter
from vigie.helpline.conversations.sealed import number_of
from vigie.helpline.gateways import door as doors
from vigie.helpline.gateways.door import INBOUND_PATH, Door, Writer
from vigie.helpline.gateways.twilio import STATUS_PATH, account
from vigie.people.models import Person

# Where a test has no database, reaching for one fails it: nothing unsigned gets that far.
committing = pytest.mark.django_db(transaction=True)
INBOUND = {
    "MessageSid": "SM" + "1" * 32,
    "SmsSid": "SM" + "1" * 32,
    "AccountSid": SID,
    "From": "+12025550143",
    "To": "233733",
    "Body": "hello, ça va ? 🙂",
    "NumMedia": "0",
    "NumSegments": "1",
}


def close_old_connections_of_this_thread() -> None:
    connection.close()


def sign(target: str, fields: Mapping[str, str] | str, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(ORIGIN + target, fields))


def call(
    target: str,
    body: bytes,
    signature: str | None,
    kind: str = "application/x-www-form-urlencoded",
    method: str = "POST",
    **headers: str,
) -> int:
    """Make one call as a server would pass it on; the answer's code."""
    path, _, query = target.partition("?")
    sent = {"content-type": kind, "host": "elsewhere.example"} | headers
    if signature is not None:
        sent["x-twilio-signature"] = signature
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(n.encode(), v.encode("latin-1", "replace")) for n, v in sent.items()],
    }
    codes: list[int] = []

    async def run() -> None:
        writer = Writer()
        writing = asyncio.create_task(writer.run())

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body}

        async def send(event: Mapping[str, object]) -> None:
            if "status" in event:
                codes.append(int(str(event["status"])))

        try:
            await Door(account, writer)(scope, receive, send)
        finally:
            writing.cancel()
            writer.thread.submit(close_old_connections_of_this_thread).result()
            writer.thread.shutdown()

    asyncio.run(run())
    return codes[0]


def post(fields: Mapping[str, str], target: str = INBOUND_PATH) -> int:
    return call(target, urlencode(fields).encode(), sign(target, fields))


@committing
def test_a_signed_text_is_taken_in_once() -> None:
    assert post(INBOUND) == 200
    assert post(INBOUND) == 200
    assert (Message.objects.count(), Receipt.objects.count()) == (1, 1)
    assert number_of(Texter.objects.get()) == "+12025550143"


@committing
def test_messaging_service_webhooks_are_accepted() -> None:
    fields = INBOUND | {
        "MessagingServiceSid": "MG" + "2" * 32,
        "ApiVersion": "2010-04-01",
        "ToCountry": "US",
        "FromCity": "",
    }
    assert post(fields) == 200
    status = {
        "MessageSid": "SM" + "9" * 32, "MessageStatus": "delivered", "AccountSid": SID,
        "MessagingServiceSid": "MG" + "2" * 32, "RawDlrDoneDate": "2603011200",
    }  # fmt: skip
    assert post(status, f"{STATUS_PATH}?out=1") == 200


@committing
def test_fields_that_nobody_knows_yet_are_accepted() -> None:
    assert post(INBOUND | {"SomethingNew": "x", "Something[0]": ""}) == 200


@pytest.mark.parametrize("signature", [None, "", "forged", "x" * 28, "é" * 28, "\udcff"])
def test_what_is_not_signed_is_refused(signature: str | None) -> None:
    body = urlencode(INBOUND).encode()
    shown = None if signature is None else signature.encode("utf-8", "replace").decode("latin-1")
    assert call(INBOUND_PATH, body, shown) == 403


@committing
def test_what_a_proxy_says_of_the_host_is_not_believed() -> None:
    body = urlencode(INBOUND).encode()
    wrong = str(
        RequestValidator(TOKEN).compute_signature(f"https://evil.example{INBOUND_PATH}", INBOUND)
    )
    forwarded = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    assert call(INBOUND_PATH, body, wrong, **forwarded) == 403
    assert call(INBOUND_PATH, body, sign(INBOUND_PATH, INBOUND), **forwarded) == 200


def test_a_signature_of_other_words_or_another_place_is_refused() -> None:
    changed = urlencode(INBOUND | {"Body": "changed"}).encode()
    assert call(INBOUND_PATH, changed, sign(INBOUND_PATH, INBOUND)) == 403
    body = urlencode(INBOUND).encode()
    assert call(STATUS_PATH, body, sign(INBOUND_PATH, INBOUND)) == 403
    assert call(INBOUND_PATH, body, sign(INBOUND_PATH, INBOUND, token="another")) == 403
    assert post(INBOUND | {"AccountSid": "AC" + "f" * 32}) == 403


def test_a_field_sent_twice_is_refused() -> None:
    body = urlencode([*INBOUND.items(), ("Body", "again")]).encode()
    assert call(INBOUND_PATH, body, sign(INBOUND_PATH, INBOUND)) == 403
    assert call(INBOUND_PATH, body, sign(INBOUND_PATH, INBOUND | {"Body": "again"})) == 403


@committing
def test_a_json_body_counts_only_with_its_hash() -> None:
    text = json.dumps(INBOUND)
    kind = "application/json"
    assert call(INBOUND_PATH, text.encode(), sign(INBOUND_PATH, {}), kind) == 403
    target = f"{INBOUND_PATH}?bodySHA256={hashlib.sha256(text.encode()).hexdigest()}"
    assert call(target, text.encode(), sign(target, {}), kind) == 200
    assert call(target, text.replace("hello", "other").encode(), sign(target, {}), kind) == 403
    double = '{"From": "a", "From": "b"}'
    target = f"{INBOUND_PATH}?bodySHA256={hashlib.sha256(double.encode()).hexdigest()}"
    assert call(target, double.encode(), sign(target, {}), kind) == 403


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"Body=%ED%A0%80", b"Body=%ff", b"=" * 300, b"{}", b"a=b&" * 500]
)
def test_what_is_no_form_is_refused_and_never_an_error(body: bytes) -> None:
    assert call(INBOUND_PATH, body, "x" * 28) == 403


@committing
@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\udfff\x00"])
def test_ids_and_texts_that_no_database_keeps_are_kept_in_plain(odd: str) -> None:
    changed = {name: odd + value for name, value in INBOUND.items() if name != "AccountSid"}
    body = json.dumps(changed).encode()
    target = f"{INBOUND_PATH}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    signature = sign(target, {})
    assert call(target, body, signature, kind="application/json") == 200
    assert number_of(Texter.objects.get()).endswith("+12025550143")
    assert Message.objects.count() == 1


@committing
def test_a_text_that_cannot_be_written_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(texts: list[Inbound]) -> int:
        if any(one.body == "bad" for one in texts):
            raise ValueError("nobody thought of this")
        return receive(texts)

    monkeypatch.setattr(doors, "receive", breaks)
    batch = [text(body) for body in ("good", "bad", "fine")]
    assert [error is None for error in doors._write(batch)] == [True, False, True]
    assert Message.objects.count() == 2


def test_what_is_too_large_is_refused() -> None:
    assert call(INBOUND_PATH, b"Body=" + b"a" * 70_000, "x") == 413


def test_only_posts_are_answered() -> None:
    assert call(INBOUND_PATH, b"", "x", method="GET") == 405


@committing
def test_ten_attachments_are_counted_and_never_fetched() -> None:
    media = {f"MediaUrl{n}": f"https://media.example/{n}" for n in range(10)}
    assert post(INBOUND | {"NumMedia": "10"} | media) == 200
    assert Message.objects.get().media == 10


def test_a_database_that_is_away_is_a_503(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: object) -> int:
        raise OperationalError("gone")

    monkeypatch.setattr(doors, "receive", away)
    assert post(INBOUND) == 503


def test_without_an_account_nothing_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TWILIO_ACCOUNT_SID")
    account.cache_clear()
    assert post(INBOUND) == 403


@committing
def test_statuses_only_move_forward_and_settle_what_was_uncertain(cast: dict[str, Person]) -> None:
    one = opened("hello")
    claim(one.id, by=cast["advocate"])
    reply(one.id, "hi", by=cast["advocate"])
    row = Outgoing.objects.get(message__isnull=False)
    assert {taken.outgoing_id for taken in take_due()} >= {row.pk}
    target = f"{STATUS_PATH}?out={row.pk}"
    told = {"MessageSid": "SM" + "7" * 32, "AccountSid": SID}
    for status, expected in [
        ("sent", "sent"), ("queued", "sent"), ("delivered", "delivered"), ("sending", "delivered"),
        ("strange", "delivered"),
    ]:  # fmt: skip
        assert post(told | {"MessageStatus": status}, target) == 200
        row.refresh_from_db()
        assert (row.status, row.state, row.provider_id) == (
            expected,
            "accepted",
            told["MessageSid"],
        )


@committing
@pytest.mark.parametrize("out", ["", "999999", "-1", "abc", "9" * 30, "²"])
def test_a_status_of_an_unknown_message_is_answered(out: str) -> None:
    told = {"MessageSid": "SM" + "8" * 32, "MessageStatus": "sent", "AccountSid": SID}
    assert post(told, f"{STATUS_PATH}?out={out.encode('ascii', 'ignore').decode()}") == 200
    assert post({"AccountSid": SID}, STATUS_PATH) == 403
