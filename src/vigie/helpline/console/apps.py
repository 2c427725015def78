"""The console as a Django app: it has no tables of its own."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The app `console`."""

    name = "vigie.helpline.console"
    label = "console"
