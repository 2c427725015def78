"""What was agreed, what was handed off, when the glass was broken."""

import uuid

from django.db import models

from vigie.helpline.conversations.models import Conversation


class Consent(models.Model):
    """A texter's consent: to which fields, for whom, in which words and language, until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    scope = models.JSONField()
    recipient = models.CharField(max_length=200)
    wording = models.TextField()
    language = models.CharField(max_length=2)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    recorded_by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"consent {self.id}"


class HandOff(models.Model):
    """One signed export; its content is not kept, its digest is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hand-off {self.id}"


class Glass(models.Model):
    """Imminent danger: one person asks, another confirms, a supervisor reviews afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    reason = models.TextField()
    recipient = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=150, blank=True)
    review = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"glass {self.id}"
