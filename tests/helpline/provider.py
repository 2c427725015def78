"""A provider that remembers: the messages part of Twilio's API, as its description has it.

Written for these tests against the published description, and held to it by the contract tests,
which put a validating proxy before it. It can be told to fail at any point of a send.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from twilio.request_validator import RequestValidator

PATH = "/2010-04-01/Accounts/{sid}/Messages.json"
AGAIN = (0.2, 1.0, 3.0, 0.0)  # seconds before a status that was not taken is told again


@dataclass
class Provider:
    """What it has, and how it is to behave. `fail` is '', refuse, lose_answer, error or away.

    With a `token` it tells the status of what it sent: sent, then delivered, signed; again where
    the answer is 5xx or none. `told` is what was answered: id, status, code (0: no answer).
    """

    sid: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    fail: str = ""
    token: str = ""
    callbacks: list[str] = field(default_factory=list)
    told: list[tuple[str, str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, direction: str, sender: str, to: str, body: str) -> dict[str, Any]:
        """Keep one more message, as the API shows it."""
        with self.lock:
            number = len(self.messages)
            now = format_datetime(datetime.now(UTC))
            made: dict[str, Any] = {
                "sid": f"SM{number:032x}",
                "account_sid": self.sid,
                "api_version": "2010-04-01",
                "body": body,
                "date_created": now,
                "date_sent": now,
                "date_updated": now,
                "direction": direction,
                "error_code": None,
                "error_message": None,
                "from": sender,
                "messaging_service_sid": None,
                "num_media": "0",
                "num_segments": "1",
                "price": None,
                "price_unit": "USD",
                "status": "received" if direction == "inbound" else "queued",
                "subresource_uris": {},
                "to": to,
                "uri": f"/2010-04-01/Accounts/{self.sid}/Messages/SM{number:032x}.json",
            }
            self.messages.append(made)
            return made

    def sent(self, to: str = "") -> list[str]:
        """The texts that it has accepted for sending, oldest first."""
        return [
            str(one["body"])
            for one in self.messages
            if one["direction"] != "inbound" and to in ("", one["to"])
        ]


def tell_statuses(provider: Provider, where: str, made: dict[str, Any]) -> None:
    """Call a status callback as the provider does."""
    for status in ("sent", "delivered") if provider.token else ():
        made["status"] = status
        fields = {"AccountSid": provider.sid, "MessageSid": made["sid"], "MessageStatus": status}
        for pause in AGAIN if where else ():
            code = tell(provider.token, where, fields)
            provider.told.append((made["sid"], status, code))
            if 0 < code < 500:
                break
            time.sleep(pause)


def tell(token: str, where: str, fields: dict[str, str]) -> int:
    """Make one signed call; the answer's code, 0 where there is none."""
    signature = RequestValidator(token).compute_signature(where, fields)
    head = {"X-Twilio-Signature": str(signature)}
    try:
        return requests.post(where, data=fields, headers=head, timeout=20).status_code
    except requests.RequestException:
        return 0


@contextmanager
def running(provider: Provider) -> Iterator[str]:
    """The provider on a loopback port; yields its base URL."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
            if provider.fail == "away":
                self.close_connection = True
                return
            if provider.fail == "refuse":
                self._send(
                    400, {"code": 21610, "message": "refused", "more_info": "", "status": 400}
                )
                return
            made = provider.add("outbound-api", form.get("From", ""), form["To"], form["Body"])
            provider.callbacks.append(form.get("StatusCallback", ""))
            if provider.fail == "lose_answer":
                self.close_connection = True
                return
            if provider.fail == "error":
                self._send(503, {"code": 20503, "message": "later", "more_info": "", "status": 503})
                return
            self._send(201, made)
            given = (provider, form.get("StatusCallback", ""), made)
            threading.Thread(target=tell_statuses, args=given, daemon=True).start()

        def do_GET(self) -> None:
            if provider.fail == "away":
                self.close_connection = True
                return
            query = parse_qs(urlsplit(self.path).query)
            to = query.get("To", [""])[0]
            with provider.lock:
                found = [one for one in reversed(provider.messages) if to in ("", one["to"])]
            uri = f"https://api.twilio.com{PATH.format(sid=provider.sid)}"
            page = {
                "messages": found,
                "end": max(0, len(found) - 1),
                "first_page_uri": uri,
                "next_page_uri": None,
                "page": 0,
                "page_size": 1000,
                "previous_page_uri": None,
                "start": 0,
                "uri": uri,
            }
            self._send(200, page)

        def _send(self, code: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(code)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a killed server hangs up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
