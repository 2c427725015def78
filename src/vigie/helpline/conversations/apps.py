"""Conversations as a Django app."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The app `conversations`."""

    name = "vigie.helpline.conversations"
    label = "conversations"
