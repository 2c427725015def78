"""The helpline's tables. Every text and every number in them is sealed."""

import uuid

from django.db import models
from django.db.models import Q

from vigie.helpline.conversations import delivery, states

# What the provider has, and of which it has not said how it ended.
UNSETTLED = Q(state="accepted") & ~Q(status__in=delivery.LAST)


class Texter(models.Model):
    """Somebody who wrote. `number_index` finds the number again; `sealed_number` answers it.

    After an erasure the key and the sealed number are gone; the index stays where the texter had
    opted out, so that no message can reach that number again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number_index = models.BinaryField(max_length=32, unique=True)
    wrapped_key = models.BinaryField()
    sealed_number = models.BinaryField()
    gateway = models.CharField(max_length=20)
    line = models.CharField(max_length=40)
    language = models.CharField(max_length=2, blank=True)
    opted_out = models.BooleanField(default=False)
    forget_at = models.DateTimeField(null=True)
    canary = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"texter {self.id}"


class Conversation(models.Model):
    """One conversation with one texter. `state` is what its events leave; see `states`.

    `read_at` is the `last_in_at` up to which its texts were read together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    texter = models.ForeignKey(Texter, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=[(s, s) for s in states.STATES])
    wrapped_key = models.BinaryField()
    language = models.CharField(max_length=2, blank=True)
    assigned_to = models.CharField(max_length=150, blank=True)
    score = models.FloatField(default=0.0)
    risk_flag = models.BooleanField(default=False)
    after_hours = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    last_in_at = models.DateTimeField(null=True)
    last_out_at = models.DateTimeField(null=True)
    first_reply_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    outcome_detail = models.JSONField(default=dict)

    class Meta:
        """A texter has one conversation that is not erased."""

        constraints = (
            models.UniqueConstraint(
                fields=["texter"],
                condition=~Q(state=states.PURGED),
                name="conversations_one_a_texter",
            ),
        )
        indexes = (
            models.Index(
                fields=["waiting_since"],
                condition=Q(state=states.QUEUED),
                name="conversations_queue",
            ),
            models.Index(fields=["assigned_to", "state"], name="conversations_assigned"),
            models.Index(
                fields=["last_in_at"],
                condition=Q(state__in=states.OPEN),
                name="conversations_lately",
            ),
        )

    def __str__(self) -> str:
        return f"conversation {self.id}"


class Event(models.Model):
    """One thing that happened to a conversation; never changed. Its id orders the live pages."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    kind = models.CharField(max_length=30)
    who = models.CharField(max_length=150)
    why = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        """Read by conversation, in order."""

        indexes = (models.Index(fields=["conversation", "id"], name="conversations_history"),)

    def __str__(self) -> str:
        return f"{self.kind} by {self.who}"


class Message(models.Model):
    """One text, in or out. `sealed` opens with the conversation's key, bound to the id.

    `draft` marks a trainee's reply that waits for a second pair of eyes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    inbound = models.BooleanField()
    sealed = models.BinaryField()
    at = models.DateTimeField()
    author = models.CharField(max_length=150, blank=True)
    automatic = models.CharField(max_length=20, blank=True)
    draft = models.BooleanField(default=False)
    media = models.IntegerField(default=0)

    class Meta:
        """Read by conversation, in order."""

        indexes = (models.Index(fields=["conversation", "at"], name="conversations_messages"),)

    def __str__(self) -> str:
        return f"message {self.id}"


class Receipt(models.Model):
    """A provider's message that was taken in: its second delivery changes nothing."""

    provider_id = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.provider_id


class Outgoing(models.Model):
    """A text on its way out, written in the transaction that decides to send it.

    `automatic` names a text of `texts`; otherwise `message` holds it sealed. `state` is pending,
    sending (a process has it), uncertain (it may have been sent), accepted, failed or dropped;
    `status` is what the provider last said and only moves forward.
    """

    id = models.BigAutoField(primary_key=True)
    texter = models.ForeignKey(Texter, on_delete=models.PROTECT)
    message = models.OneToOneField(Message, null=True, on_delete=models.CASCADE)
    automatic = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=10, default="pending")
    status = models.CharField(max_length=20, blank=True)
    provider_id = models.CharField(max_length=80, null=True, unique=True)
    attempts = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        """The sender asks for what is due, and then for how it ended."""

        indexes = (
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=["pending", "sending", "uncertain"]),
                name="conversations_outbox",
            ),
            models.Index(fields=["next_at"], condition=UNSETTLED, name="conversations_unsettled"),
        )

    def __str__(self) -> str:
        return f"outgoing {self.id}"


class Note(models.Model):
    """A private note of the advocates', sealed like a message."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    sealed = models.BinaryField()
    author = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.id}"


class Reminder(models.Model):
    """Something to do later. It shows on the console and never texts anybody by itself."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    due_at = models.DateTimeField()
    what = models.CharField(max_length=40)
    author = models.CharField(max_length=150)
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class Watermark(models.Model):
    """How far the provider's list has been compared with what was taken in."""

    gateway = models.CharField(max_length=20, primary_key=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.gateway} {self.until:%Y-%m-%d %H:%M:%S}"
