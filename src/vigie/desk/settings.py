"""The settings of the investigators' site."""

import os

ROOT_URLCONF = "vigie.desk.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "vigie.ledger",
    "vigie.people",
    "vigie.desk.holdings",
]
AUTH_USER_MODEL = "people.Person"
DATABASES = {
    "default": {
        "ENGINE": "vigie.database.backend",
        "NAME": "vigie_desk",
        "OPTIONS": {"site": "desk"},
    }
}
SECRET_KEY = os.environ.get("VIGIE_DESK_SECRET", "")
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
SESSION_COOKIE_NAME = "vigie_desk"
CSRF_COOKIE_NAME = "vigie_desk_csrf"
