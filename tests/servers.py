"""One PostgreSQL server for a whole session of tests, whatever the number of worker processes.

A plug-in rather than a conftest, so that every site's suite has it: the first process makes a
folder, the workers inherit its name, the first test that needs the database starts the server.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

FOLDER = "VIGIE_HOME"
WORKER = "PYTEST_XDIST_WORKER"


def pytest_configure(config: pytest.Config) -> None:
    """Give the session a home of its own, and no way to the developer's."""
    for name in ("VIGIE_DATABASE_URL", "VIGIE_HELPLINE_DATABASE_URL"):
        os.environ.pop(name, None)
    if WORKER not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="vigie-tests-"))
        folder.chmod(0o711)
        os.environ[FOLDER] = str(folder)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Block every socket but loopback and Unix ones, in every test."""
    import pytest_socket  # noqa: PLC0415 (the plug-in is loaded by then)

    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove what the session made."""
    from vigie.database.embedded import leave  # noqa: PLC0415 (not for sessions without a database)

    home = Path(os.environ[FOLDER])
    leave(home)
    if WORKER not in os.environ:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the server, quick rather than durable, and let the site's role make test databases."""
    from django.conf import settings  # noqa: PLC0415 (pytest-django sets them up first)

    from vigie.database import SITES, home_folder  # noqa: PLC0415
    from vigie.database.embedded import start  # noqa: PLC0415
    from vigie.database.sites import prepare  # noqa: PLC0415

    databases: dict[str, Any] = settings.DATABASES
    site = SITES[databases["default"]["OPTIONS"]["site"]]
    options = ("-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off")
    server = start(home_folder(), options)
    prepare(server, site)
    with psycopg.connect(server.owner().dsn(), autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(1)")
        owner.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(site.role)))
        owner.execute(
            sql.SQL("GRANT CONNECT ON DATABASE postgres TO {}").format(sql.Identifier(site.role))
        )
    _let_the_ledger_be_emptied_between_tests()


def _let_the_ledger_be_emptied_between_tests() -> None:
    """Lift the ledger's trigger only while Django empties the tables after a committing test."""
    from django.db import connection  # noqa: PLC0415
    from django.test import TransactionTestCase  # noqa: PLC0415

    case: Any = TransactionTestCase
    empty = case._fixture_teardown

    def lifted(self: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        empty(self)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER USER")

    case._fixture_teardown = lifted
