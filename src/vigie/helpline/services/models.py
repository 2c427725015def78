"""One table: a service as the directory shows it."""

from django.db import models


class Service(models.Model):
    """A service of an organisation at a place, from an HSDS directory."""

    id = models.CharField(max_length=120, primary_key=True)
    name = models.TextField()
    organization = models.TextField()
    description = models.TextField()
    place = models.TextField()
    needs = models.TextField()
    phone = models.CharField(max_length=120)
    email = models.CharField(max_length=200)
    url = models.TextField()
    languages = models.TextField()

    def __str__(self) -> str:
        return self.name
