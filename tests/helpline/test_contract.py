"""Our requests and our double's answers, held against the provider's own published description.

Prism stands between them as a validating proxy: whatever breaks the description, on either side,
is an error answer and fails the test.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from tests.helpline.provider import PATH, Provider, running
from tests.helpline.served import free_port
from vigie.helpline.errors import GatewayRefused
from vigie.helpline.gateways.protocol import Outbound
from vigie.helpline.gateways.twilio import Account, Twilio

SPEC = Path(os.environ.get("VIGIE_TWILIO_SPEC", "/nowhere"))
PRISM = "@stoplight/prism-cli@5.14.2"
SID = "AC" + "0" * 32
pytestmark = [
    pytest.mark.skipif(not SPEC.exists(), reason="VIGIE_TWILIO_SPEC names no API description"),
    pytest.mark.skipif(shutil.which("npx") is None, reason="Node is not installed"),
]


@pytest.fixture(scope="module")
def provider() -> Provider:
    return Provider(SID)


@pytest.fixture(scope="module")
def proxy(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("prism") / "log"
    port = free_port()
    with running(provider) as upstream, log.open("wb") as out:
        command = ["npx", "--yes", PRISM, "proxy", str(SPEC), upstream, "--errors"]
        process = subprocess.Popen(
            [*command, "--port", str(port), "--host", "127.0.0.1"],
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        try:
            _wait(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, 15)
            process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        try:
            requests.get(f"http://127.0.0.1:{port}/", timeout=5)
        except requests.RequestException:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture
def twilio(proxy: str) -> Twilio:
    return Twilio(Account(SID, "token", "https://line.example.org", proxy))


def test_a_text_is_sent_as_the_description_has_it(twilio: Twilio, provider: Provider) -> None:
    sent = twilio.send(Outbound(7, "233733", "+12025550143", "hello, ça va ? 🙂"))
    assert (sent.provider_id, sent.status) == (provider.messages[-1]["sid"], "queued")
    assert provider.sent()[-1] == "hello, ça va ? 🙂"
    assert provider.callbacks[-1] == "https://line.example.org/hooks/twilio/status?out=7"


def test_both_lists_are_read_as_the_description_has_them(
    twilio: Twilio, provider: Provider
) -> None:
    provider.add("inbound", "+12025550144", "233733", "hello")
    since = datetime.now(UTC) - timedelta(hours=1)
    assert "hello" in [one.body for one in twilio.received_since(since)]
    provider.add("outbound-api", "233733", "+12025550144", "hi")
    assert [one.body for one in twilio.sent_since(since, "+12025550144")] == ["hi"]


def test_a_refusal_is_known_as_one(twilio: Twilio, provider: Provider) -> None:
    provider.fail = "refuse"
    try:
        with pytest.raises(GatewayRefused):
            twilio.send(Outbound(8, "233733", "+12025550143", "hello"))
    finally:
        provider.fail = ""


def test_the_proxy_sees_a_request_that_breaks_the_description(proxy: str) -> None:
    answer = requests.post(
        proxy + PATH.format(sid="not-an-account"),
        data={"To": "+12025550143", "ValidityPeriod": "soon"},
        auth=(SID, "token"),
        timeout=20,
    )
    assert answer.status_code in (400, 404, 422)


def test_the_proxy_sees_an_answer_that_breaks_the_description(
    twilio: Twilio, provider: Provider
) -> None:
    made = provider.add("inbound", "+12025550145", "233733", "x")
    made["status"] = "no such status"
    try:
        answer = requests.get(
            twilio.account.base_url + PATH.format(sid=SID), auth=(SID, "token"), timeout=20
        )
        assert answer.status_code >= 400
    finally:
        made["status"] = "received"
