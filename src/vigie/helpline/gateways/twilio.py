"""Twilio, through its official library with a base URL that can be set."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.errors import GatewayRefused, GatewayUncertain
from vigie.helpline.gateways.protocol import Outbound, Sent
from vigie.records import WrongUse

PUBLISHED = "https://api.twilio.com"
STATUS_PATH = "/hooks/twilio/status"
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Account:
    """An account at Twilio. `origin` is ours: where Twilio finds the webhooks."""

    sid: str
    token: str = field(repr=False)
    origin: str
    base_url: str = PUBLISHED
    service: str = ""


@cache
def account() -> Account | None:
    """The account in the environment; None where no `TWILIO_ACCOUNT_SID` is set.

    Errors: WrongUse where the token or the public origin is missing.
    """
    sid = os.environ.get("TWILIO_ACCOUNT_SID", "")
    if not sid:
        return None
    token, origin = (os.environ.get(n, "") for n in ("TWILIO_AUTH_TOKEN", "VIGIE_PUBLIC_ORIGIN"))
    if not token or not origin.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise WrongUse(
            "Twilio needs TWILIO_AUTH_TOKEN and VIGIE_PUBLIC_ORIGIN beside TWILIO_ACCOUNT_SID",
            remedy="set the origin as Twilio calls it, e.g. https://line.example.org",
        )
    base_url = os.environ.get("VIGIE_TWILIO_URL", PUBLISHED).rstrip("/")
    service = os.environ.get("TWILIO_MESSAGING_SERVICE_SID", "")
    return Account(sid, token, origin.rstrip("/"), base_url, service)


class Redirected(TwilioHttpClient):  # type: ignore[misc]  # twilio has no types
    """Twilio's HTTP client, talking to another base URL; it logs nothing and never retries."""

    def __init__(self, base_url: str) -> None:
        super().__init__(timeout=SECONDS, max_retries=0)
        self._base_url = base_url

    def request(self, method: str, url: str, *rest: Any, **more: Any) -> Any:
        """Send a request to the same path at the base URL."""
        return super().request(method, url.replace(PUBLISHED, self._base_url, 1), *rest, **more)

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Log nothing: a request holds a number and a text."""

    def log_response(self, status_code: int, response: Any) -> None:
        """Log nothing: so does its answer."""


class Twilio:
    """The gateway `twilio`."""

    name = "twilio"

    def __init__(self, account: Account) -> None:
        self.account = account
        self._client = Client(account.sid, account.token, http_client=Redirected(account.base_url))

    def send(self, one: Outbound) -> Sent:
        """Send one text, once. Errors: GatewayRefused, GatewayUncertain."""
        sender = {"from_": one.line}
        if self.account.service:
            sender["messaging_service_sid"] = self.account.service
        callback = f"{self.account.origin}{STATUS_PATH}?out={one.outgoing_id}"
        try:
            made = self._client.messages.create(
                to=one.to, body=one.body, status_callback=callback, **sender
            )
        except TwilioRestException as error:
            if 400 <= error.status < 500 and error.status not in (408, 429):
                raise GatewayRefused(f"Twilio refused it: error {error.code}") from None
            raise GatewayUncertain(f"Twilio answered {error.status}") from None
        except (requests.RequestException, TwilioException, ValueError):
            raise GatewayUncertain("Twilio did not answer") from None
        return Sent(str(made.sid), str(made.status))

    def sent_since(self, since: datetime, to: str) -> Iterator[Sent]:
        """Texts that Twilio has accepted since then, oldest first; all where `to` is ''."""
        narrow = {"to": to} if to else {}
        for one in reversed(self._list(date_sent_after=since, **narrow)):
            if str(one.direction).startswith("outbound"):
                error = str(one.error_code or "")
                yield Sent(str(one.sid), str(one.status), str(one.to), str(one.body), error)

    def received_since(self, since: datetime) -> Iterator[Inbound]:
        """Texts to the line that Twilio has received since then, oldest first."""
        for one in reversed(self._list(date_sent_after=since)):
            if one.direction == "inbound":
                yield Inbound(
                    gateway=self.name,
                    provider_id=str(one.sid),
                    sender=str(one.from_),
                    line=str(one.to),
                    body=str(one.body or ""),
                    media=int(one.num_media or 0),
                    at=one.date_sent.astimezone(UTC) if one.date_sent else None,
                )

    def _list(self, **query: Any) -> list[Any]:
        try:
            return list(self._client.messages.list(page_size=1000, **query))
        except (requests.RequestException, TwilioException, ValueError):
            raise GatewayUncertain("Twilio's list cannot be read now", retry=True) from None
