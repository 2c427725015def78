"""Accounts as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app `people`."""

    name = "vigie.people"
    label = "people"
