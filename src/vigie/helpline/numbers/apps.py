"""The numbers as a Django app."""

from django.apps import AppConfig


class NumbersConfig(AppConfig):
    """The app `numbers`."""

    name = "vigie.helpline.numbers"
    label = "numbers"
