"""The months that were settled: what is published of each never changes again."""

from django.db import models


class SettledMonth(models.Model):
    """A month's counts (`outcomes`, `languages` by code) and the names of those that are hidden."""

    month = models.CharField(max_length=7, primary_key=True)
    people = models.IntegerField()
    median_minutes = models.FloatField(null=True)
    outcomes = models.JSONField()
    languages = models.JSONField(default=dict)
    hidden = models.JSONField()
    settled_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.month
