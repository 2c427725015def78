"""What Twilio's webhooks say, checked: the signature against a pinned origin, each field once.

The origin is `VIGIE_PUBLIC_ORIGIN`, never what a proxy's header says. A Messaging Service signs in
the same way and adds fields; unknown fields are accepted, because Twilio adds them without notice.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, parse_qsl

from twilio.request_validator import RequestValidator

from vigie.helpline.conversations.inbound import Inbound
from vigie.helpline.errors import Refused
from vigie.helpline.gateways.twilio import Account

LARGEST = 64 * 1024
FIELDS = 400


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came: path with its query, headers in lower case, the body."""

    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def target(self) -> str:
        """The path with its query."""
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True, slots=True)
class StatusTold:
    """How far a text of ours has come: our row where the callback names it, the provider's id."""

    provider_id: str
    status: str
    outgoing_id: int | None
    error: str = ""


def checked(call: Call, account: Account) -> dict[str, str]:
    """The fields of a call that Twilio signed. Errors: Refused, for everything else."""
    signature = call.headers.get("x-twilio-signature", "")
    if not signature:
        raise Refused("no signature")
    kind = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _checked_json(call, account, signature)
    fields = _form(call.body)
    if not _signed(call, account, fields, signature):
        raise Refused("the signature is not right")
    if fields.get("AccountSid", account.sid) != account.sid:
        raise Refused("another account")
    return fields


def inbound(fields: Mapping[str, str]) -> Inbound:
    """The message that an inbound call tells of. Errors: Refused where it lacks what it must have.

    Media are counted and never fetched. Numbers and short codes stay as they are.
    """
    provider_id = fields.get("MessageSid") or fields.get("SmsSid", "")
    if not provider_id or not fields.get("From"):
        raise Refused("no message id or sender")
    return Inbound(
        gateway="twilio",
        provider_id=_plain(provider_id, 80),
        sender=_plain(fields["From"], 80),
        line=_plain(fields.get("To", ""), 40),
        body=fields.get("Body", ""),
        media=_count(fields.get("NumMedia", "0")),
    )


def status(fields: Mapping[str, str], query: str) -> StatusTold:
    """What a status call tells. Errors: Refused where it names no message."""
    provider_id = fields.get("MessageSid") or fields.get("SmsSid", "")
    word = fields.get("MessageStatus") or fields.get("SmsStatus", "")
    if not provider_id or not word:
        raise Refused("no message id or status")
    out = parse_qs(query).get("out", [""])[0]
    known = int(out) if out.isascii() and out.isdigit() and len(out) < 19 else None
    error = _plain(fields.get("ErrorCode", ""), 20)
    return StatusTold(_plain(provider_id, 80), _plain(word, 20), known, error)


def _form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=FIELDS,
        )
    except ValueError:
        raise Refused("not a form in UTF-8") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Refused("a field came twice")
    return fields


def _checked_json(call: Call, account: Account, signature: str) -> dict[str, str]:
    """A body that is not a form is covered by the signature only through its hash in the query."""
    if "bodySHA256" not in parse_qs(call.query):
        raise Refused("a JSON body without its hash")
    try:
        text = call.body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not UTF-8") from None
    if not _signed(call, account, text, signature):
        raise Refused("the signature or the body's hash is not right")
    try:
        pairs = json.loads(text, object_pairs_hook=list)
        if len({name for name, _ in pairs}) != len(pairs):
            raise Refused("a field came twice")
        return {str(name): str(value) for name, value in pairs}
    except (ValueError, TypeError, RecursionError):
        raise Refused("not a JSON object") from None


def _signed(call: Call, account: Account, content: dict[str, str] | str, signature: str) -> bool:
    validator = RequestValidator(account.token)
    try:
        return bool(validator.validate(account.origin + call.target, content, signature))
    except (ValueError, TypeError):  # what cannot even be encoded was not signed by anybody
        return False


def _plain(text: str, most: int) -> str:
    """An id or a number as a database can keep it: no NUL, no half of a surrogate pair."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\x00", "?")[:most]


def _count(text: str) -> int:
    return min(int(text), 99) if text.isascii() and text.isdigit() and len(text) < 4 else 0
