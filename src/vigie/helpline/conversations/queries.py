"""Reading conversations: the only place that does."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from vigie.helpline.conversations import states
from vigie.helpline.conversations.models import (
    Conversation,
    Event,
    Message,
    Note,
    Outgoing,
    Reminder,
    Texter,
    Watermark,
)
from vigie.helpline.conversations.monthly import Month
from vigie.helpline.conversations.scoring import Reader, Standing, most_urgent, ordered
from vigie.helpline.conversations.sealed import key_of, number_of, text_of
from vigie.helpline.conversations.texts import automatic
from vigie.helpline.crisis.score import Reading
from vigie.helpline.errors import OutOfTurn

SILENCE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One conversation of the queue, with where it stands and for how many minutes it waits."""

    conversation: Conversation
    urgency: float
    minutes: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One message, opened: `way` is what became of an outbound one."""

    id: uuid.UUID
    inbound: bool
    at: datetime
    text: str = field(repr=False)
    author: str = ""
    automatic: bool = False
    draft: bool = False
    media: int = 0
    way: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation, opened for whoever may read it."""

    conversation: Conversation
    lines: Sequence[Line]
    notes: Sequence[tuple[Note, str]]
    reading: Reading
    reminders: Sequence[Reminder]
    events: Sequence[Event]
    silent: bool


def queue(
    languages: Sequence[str], now: datetime | None = None, *, learning: bool = False
) -> list[Waiting]:
    """Everybody who waits, in the order for one reader: see `scoring.ordered`."""
    now = now or timezone.now()
    waiting = Conversation.objects.filter(state=states.QUEUED).select_related("texter")
    reader = Reader(languages, learning)
    return [
        Waiting(one, points, _minutes(one, now), reader.speaks(one.language))
        for points, one in ordered([(_standing(one), one) for one in waiting], reader, now)
    ]


def _standing(one: Conversation) -> Standing:
    return Standing(one.score, one.risk_flag, one.waiting_since, one.opened_at, one.language)


def _minutes(one: Conversation, now: datetime) -> int:
    return int((now - one.waiting_since).total_seconds() // 60) if one.waiting_since else 0


def held_by(login: str) -> list[Conversation]:
    """The conversations that somebody answers, the longest unanswered first."""
    held = Conversation.objects.filter(assigned_to=login, state__in=states.HELD)
    return list(held.select_related("texter").order_by("waiting_since", "opened_at"))


def drafts() -> list[Message]:
    """Trainees' replies that wait for a second pair of eyes, oldest first."""
    rows = Message.objects.filter(draft=True).select_related("conversation")
    return list(rows.order_by("at"))


def found(conversation_id: uuid.UUID) -> Conversation:
    """A conversation that is not erased. Errors: OutOfTurn."""
    one = Conversation.objects.select_related("texter").filter(pk=conversation_id).first()
    if one is None or one.state == states.PURGED:
        raise OutOfTurn("there is no such conversation", remedy="go back to the queue")
    return one


def opened(conversation_id: uuid.UUID, now: datetime | None = None) -> Opened:
    """A conversation with its texts. Errors: OutOfTurn, CannotUnseal."""
    now = now or timezone.now()
    one = found(conversation_id)
    key = key_of(one)
    messages = Message.objects.filter(conversation=one).order_by("at", "id")
    sent = Outgoing.objects.filter(message__conversation=one)
    ways = {row.message_id: row.status or row.state for row in sent}
    lines = [
        Line(
            id=row.id,
            inbound=row.inbound,
            at=row.at,
            text=text_of(row, key).replace("\x00", "\ufffd"),
            author=row.author,
            draft=row.draft,
            media=row.media,
            way=ways.get(row.id, ""),
        )
        for row in messages
    ]
    lines = sorted([*lines, *_automatic_lines(one)], key=lambda line: line.at)
    notes = Note.objects.filter(conversation=one).order_by("at")
    quiet = one.last_in_at is not None and now - one.last_in_at > SILENCE
    return Opened(
        conversation=one,
        lines=lines,
        notes=[(note, text_of(note, key)) for note in notes],
        reading=most_urgent([line.text for line in lines if line.inbound], one.language),
        reminders=list(Reminder.objects.filter(conversation=one, done=False).order_by("due_at")),
        events=list(Event.objects.filter(conversation=one).order_by("id")),
        silent=quiet and one.state in states.HELD,
    )


def _automatic_lines(one: Conversation) -> list[Line]:
    rows = Outgoing.objects.filter(
        texter=one.texter_id, message__isnull=True, created_at__gte=one.opened_at
    )
    return [
        Line(
            id=uuid.UUID(int=row.pk),
            inbound=False,
            at=row.created_at,
            text=automatic(row.automatic, row.language),
            automatic=True,
            way=row.status or row.state,
        )
        for row in rows.exclude(state="dropped")
    ]


def preview(one: Conversation, length: int = 60) -> str:
    """The start of the newest text that came in."""
    row = Message.objects.filter(conversation=one, inbound=True).order_by("-at").first()
    return " ".join(text_of(row, key_of(one)).split())[:length] if row else ""


def sent_to(number_index: bytes) -> list[str]:
    """What a handset shows: every text that went out to it, oldest first."""
    texter = Texter.objects.filter(number_index=number_index).first()
    if texter is None:
        return []
    rows = Outgoing.objects.filter(texter=texter, state="accepted").order_by("id")
    said = []
    for row in rows.select_related("message__conversation"):
        if row.message is None:
            said.append(automatic(row.automatic, row.language))
        else:
            said.append(text_of(row.message, key_of(row.message.conversation)))
    return said


def events_after(event_id: int, limit: int = 500) -> list[Event]:
    """What happened since an event, oldest first: what a page that was away catches up on."""
    rows = Event.objects.filter(pk__gt=event_id).select_related("conversation")
    return list(rows.order_by("id")[:limit])


def last_event_id() -> int:
    """The newest event there is."""
    return int(Event.objects.aggregate(last=Max("id"))["last"] or 0)


def due_reminders(login: str, now: datetime) -> list[Reminder]:
    """An advocate's reminders whose time has come."""
    mine = Reminder.objects.filter(author=login, done=False, due_at__lte=now)
    return list(mine.select_related("conversation").order_by("due_at"))


def watermark(gateway: str) -> datetime | None:
    """How far the provider's list was compared."""
    return Watermark.objects.filter(gateway=gateway).values_list("until", flat=True).first()


@dataclass(frozen=True, slots=True)
class Board:
    """What a supervisor sees at a glance; times in seconds, None where there is nothing yet."""

    waiting: int
    longest_wait: float | None
    median_first_reply: float | None
    load: Sequence[tuple[str, int]]
    uncertain: int
    failed: int
    after_hours: int
    drafts: int


def board(now: datetime | None = None) -> Board:
    """The supervisor's page over the last 24 hours."""
    now = now or timezone.now()
    day = now - timedelta(days=1)
    real = Conversation.objects.filter(texter__canary=False)
    waiting = real.filter(state=states.QUEUED)
    since = waiting.order_by("waiting_since").values_list("waiting_since", flat=True).first()
    pairs = real.filter(first_reply_at__gte=day).values_list("opened_at", "first_reply_at")
    delays = sorted((reply - opened).total_seconds() for opened, reply in pairs if reply)
    held = real.filter(state__in=states.HELD).values_list("assigned_to")
    sending = Q(state="sending", taken_at__lt=now - timedelta(minutes=1))
    out = Outgoing.objects.aggregate(
        uncertain=Count("id", filter=Q(state="uncertain") | sending),
        failed=Count("id", filter=Q(state="failed", created_at__gte=day)),
    )
    return Board(
        waiting=waiting.count(),
        longest_wait=(now - since).total_seconds() if since else None,
        median_first_reply=delays[len(delays) // 2] if delays else None,
        load=list(held.annotate(n=Count("id")).order_by("-n", "assigned_to")),
        uncertain=out["uncertain"],
        failed=out["failed"],
        after_hours=real.filter(after_hours=True, state=states.QUEUED).count(),
        drafts=Message.objects.filter(draft=True).count(),
    )


def by_month() -> dict[str, Month]:
    """Counts by the month in which conversations began, `2026-11` and so on; canaries left out."""
    months: defaultdict[str, Month] = defaultdict(Month)
    rows = Conversation.objects.filter(texter__canary=False).order_by("opened_at")
    columns = ("opened_at", "first_reply_at", "texter_id", "outcome", "language")
    for opened_at, reply_at, texter, outcome, language in rows.values_list(*columns).iterator():
        month = months[f"{opened_at:%Y-%m}"]
        month.conversations += 1
        month.texters.add(texter)
        month.languages[language] = month.languages.get(language, 0) + 1
        if reply_at:
            month.delays.append((reply_at - opened_at).total_seconds())
        if outcome in month.outcomes:
            month.outcomes[outcome] += 1
    return dict(months)


@dataclass(frozen=True, slots=True)
class Canary:
    """The canary's last text: when it wrote, when a person answered."""

    wrote_at: datetime
    answered_at: datetime | None


def canary() -> Canary | None:
    """How the canary fares; None where it never wrote."""
    rows = Conversation.objects.filter(texter__canary=True).exclude(state=states.PURGED)
    one = rows.order_by("-last_in_at").first()
    if one is None or one.last_in_at is None:
        return None
    answered = one.last_out_at if one.last_out_at and one.last_out_at > one.last_in_at else None
    since = one.waiting_since if one.waiting_since and not answered else one.last_in_at
    return Canary(since, answered)


def read_everything() -> int:
    """Open every sealed text and number; how many there are. Errors: CannotUnseal."""
    texts = 0
    for texter in Texter.objects.exclude(wrapped_key=b"").iterator(chunk_size=500):
        number_of(texter)
        texts += 1
    for one in Conversation.objects.exclude(wrapped_key=b"").iterator(chunk_size=500):
        key = key_of(one)
        for row in Message.objects.filter(conversation=one):
            text_of(row, key)
            texts += 1
        for note in Note.objects.filter(conversation=one):
            text_of(note, key)
            texts += 1
    return texts
