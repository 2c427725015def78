"""Each site's own database and role in the embedded server, and the way to both."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from vigie.database.address import SITES, Address, Site, home_folder, named_address
from vigie.database.embedded import Server, start
from vigie.database.errors import DatabaseProblem

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin", "vector")

_known: dict[tuple[str, Path, int], Address] = {}


def address(name: str) -> Address:
    """Where a site's database is; the embedded server is started where no other is named.

    Errors: DatabaseProblem.
    """
    site = SITES[name]
    named = named_address(site)
    if named:
        return named
    key = (name, home_folder(), os.getpid())
    if key not in _known:
        _known[key] = prepare(start(key[1]), site)
    return _known[key]


def prepare(server: Server, site: Site) -> Address:
    """Make a site's role and database in the embedded server, once; the address that opens it."""
    if not server.has_secret(site.name):
        with psycopg.connect(server.owner().dsn(), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(hashtext('vigie sites'))")
            if not server.has_secret(site.name):
                _make(server, site, connection)
    return Address(str(server.socket), "5432", site.database, site.role, server.secret(site.name))


def _make(server: Server, site: Site, connection: psycopg.Connection) -> None:
    with psycopg.connect(server.owner("template1").dsn(), autocommit=True) as template:
        for extension in EXTENSIONS:
            template.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
            )
    role, database = sql.Identifier(site.role), sql.Identifier(site.database)
    if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", site.role):
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
    if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", site.database):
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    password = secrets.token_urlsafe(32)
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
    server.keep_secret(site.name, password)  # last: whoever finds it finds all the rest


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), (name,)).fetchone() is not None


@contextmanager
def reachable(name: str) -> Iterator[None]:
    """Turn a lost or refused connection inside the block into one Problem that says what to do."""
    from django.db import OperationalError  # noqa: PLC0415 (the pipeline needs no Django)

    try:
        yield
    except (OperationalError, psycopg.OperationalError) as error:
        first = (str(error).strip().splitlines() or ["no answer"])[0]
        variable = SITES[name].variable
        raise DatabaseProblem(
            f"the database does not answer: {first}",
            where=str(named_address(SITES[name]) or home_folder() / "postgres"),
            remedy=f"start the server that {variable} names, or unset {variable} to use Vigie's own"
            if os.environ.get(variable)
            else "try again; its log is server.log in the data folder",
            retry=True,
        ) from error
