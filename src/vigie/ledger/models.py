"""The ledger's one table."""

from django.db import models


class Entry(models.Model):
    """One deed in the chain. The database refuses to change or remove it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    record = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """Entries are found by record and by who."""

        indexes = (
            models.Index(fields=["record", "number"], name="ledger_by_record"),
            models.Index(fields=["who", "number"], name="ledger_by_who"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.at:%Y-%m-%d %H:%M:%S} {self.who} {self.verb} {self.record}"
