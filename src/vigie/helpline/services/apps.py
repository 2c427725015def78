"""The directory as a Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """The app `services`."""

    name = "vigie.helpline.services"
    label = "services"
