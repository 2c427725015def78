"""Accounts: one person, one role, one agency."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What a person is here for; each action says which roles may do it."""

    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADVOCATE = "advocate"
    TRAINEE = "trainee"


class Person(AbstractBaseUser):
    """Somebody who may open a door. The password is kept as Django's hash."""

    login = models.CharField(max_length=150, unique=True)
    shown_as = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role.choices)
    agency = models.CharField(max_length=150, blank=True)
    languages = models.CharField(max_length=60, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["shown_as", "role"]

    def __str__(self) -> str:
        return self.shown_as

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages that the person can answer in, as ISO 639-1 codes."""
        return tuple(code for code in self.languages.split(",") if code)
