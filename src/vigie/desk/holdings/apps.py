"""The holdings as a Django app."""

from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    """The app `holdings`."""

    name = "vigie.desk.holdings"
    label = "holdings"
