"""Settings with the apps of every site, for the type checker alone: no site runs with them."""

SECRET_KEY = "for the type checker"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "vigie.ledger",
    "vigie.people",
    "vigie.desk.holdings",
    "vigie.helpline.conversations",
    "vigie.helpline.gateways",
    "vigie.helpline.consent",
    "vigie.helpline.services",
    "vigie.helpline.numbers",
    "vigie.helpline.console",
]
AUTH_USER_MODEL = "people.Person"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "none"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
