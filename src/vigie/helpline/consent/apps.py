"""Consent as a Django app."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """The app `consent`."""

    name = "vigie.helpline.consent"
    label = "consent"
