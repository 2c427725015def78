"""Accounts: one person, one role, one agency."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class Role(models.TextChoices):
    """What a person is here for; each action says which roles may do it."""

    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADVOCATE = "advocate"
    TRAINEE = "trainee"


class Person(AbstractBaseUser):
    """Somebody who may open a door. The password is kept as Django's hash.

    A higher `era` ends every session that was begun before.
    """

    login = models.CharField(max_length=150, unique=True)
    shown_as = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role.choices)
    agency = models.CharField(max_length=150, blank=True)
    languages = models.CharField(max_length=60, default="en")
    is_active = models.BooleanField(default=True)
    era = models.IntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["shown_as", "role"]

    def __str__(self) -> str:
        return self.shown_as

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What ties a session to the account: another password or era ends it."""
        text = f"{self.password}:{self.era}"
        return salted_hmac("vigie.people", text, secret=secret, algorithm="sha256").hexdigest()

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages that the person can answer in, as ISO 639-1 codes."""
        return tuple(code for code in self.languages.split(",") if code)


class SecondFactor(models.Model):
    """An authenticator of a person. `last_step` is the newest code used: none is good twice."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE)
    sealed_secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"second factor of {self.person_id}"


class RecoveryCode(models.Model):
    """A code for a lost authenticator, as its keyed hash; good once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    hashed = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
