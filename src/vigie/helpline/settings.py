"""The settings of the helpline's site: its own database, keys, sessions and cookies."""

import os

ORIGIN = os.environ.get("VIGIE_PUBLIC_ORIGIN", "").rstrip("/")
ROOT_URLCONF = "vigie.helpline.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "vigie.ledger",
    "vigie.people",
    "vigie.helpline.conversations",
    "vigie.helpline.gateways",
    "vigie.helpline.consent",
    "vigie.helpline.services",
    "vigie.helpline.numbers",
    "vigie.helpline.console",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vigie.helpline.console.middleware.Closed",
    "vigie.helpline.console.middleware.PlainFields",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vigie.helpline.console.middleware.SpeakLanguage",
    "vigie.helpline.console.middleware.AnswerProblems",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["vigie.helpline.console.words_tags"],
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "vigie.helpline.console.middleware.page",
            ],
        },
    }
]
AUTH_USER_MODEL = "people.Person"
DATABASES = {
    "default": {
        "ENGINE": "vigie.database.backend",
        "NAME": "vigie_helpline",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"site": "helpline", "pool": {"min_size": 2, "max_size": 24, "timeout": 10}},
    }
}
SECRET_KEY = os.environ.get("VIGIE_HELPLINE_SESSION_SECRET", "")
ALLOWED_HOSTS = [ORIGIN.partition("://")[2].partition(":")[0], "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = os.environ.get("VIGIE_HELPLINE_ZONE", "UTC")
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español")]
SESSION_COOKIE_NAME = "vigie_helpline"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = ORIGIN.startswith("https://")
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "vigie_helpline_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not no-referrer: browsers then send "Origin: null" with a form, which no check can trust.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# No text, number or request body may reach a log: names and counts alone are logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "vigie": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "twilio": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "urllib3": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
