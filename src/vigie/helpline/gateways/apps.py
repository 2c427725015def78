"""The gateways as a Django app: it has no tables of its own."""

from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    """The app `gateways`."""

    name = "vigie.helpline.gateways"
    label = "gateways"
